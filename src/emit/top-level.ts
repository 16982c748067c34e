/** Names at the top of generated modules. What one object type is called decides what a family of functions and types is called. */
import type { Span } from "../diagnostics/source.js";
import { NameScope } from "./names.js";

/** Globals of JavaScript that generated code uses: nothing in a module may hide them. */
const GLOBALS: ReadonlySet<string> = new Set(
  "NaN Infinity BigInt Number Math DataView Uint8Array ArrayBuffer Object String Array Boolean Int32Array".split(" "),
);

const TYPES = ["", "Input", "View"];

const FUNCTIONS = [
  ...["walk", "walkAll", "check", "read", "decode", "explain", "explainWalk", "isCanonical"],
  ...["measure", "sizeOf", "write", "encode", "explainMeasure", "explainEncode", "print", "verify", "seal"],
];

/** `udp`, as in `udpShape`. */
export function camelOf(pascal: string): string {
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Everything that a module declares for a type: `Udp`, `UdpInput`, `UdpView`, `walkUdp`, ... */
function familyOf(type: string): string[] {
  return [...TYPES.map((suffix) => type + suffix), ...FUNCTIONS.map((prefix) => prefix + type), `${camelOf(type)}Shape`];
}

/** A name of the spec that is another one in TypeScript than the scheme says. */
export interface Rename {
  readonly span: Span;
  readonly wanted: string;
  readonly given: string;
}

/** Hands out the names of each file's module, such that families are disjoint, and keeps what had to be renamed. */
export class TopLevelNames {
  readonly renames: Rename[] = [];
  readonly #taken = new Map<string, Set<string>>();

  /** `wanted`; or `wanted_` where a global has that name; or `wanted_2`, `wanted_3`, ... where something of the spec has. */
  claim(file: string, span: Span, wanted: string): string {
    return this.#claim(file, span, wanted, familyOf);
  }

  /** The same for what nothing else is named after; `other` is the choice where `wanted` is taken. */
  claimAlone(file: string, span: Span, wanted: string, other = wanted): string {
    return this.#claim(file, span, this.#takenIn(file).has(wanted) ? other : wanted, (name) => [name]);
  }

  #claim(file: string, span: Span, wanted: string, family: (name: string) => readonly string[]): string {
    const taken = this.#takenIn(file);
    const base = GLOBALS.has(wanted) ? `${wanted}_` : wanted;
    let given = base;
    for (let count = 2; family(given).some((name) => taken.has(name)); count++) given = `${base}_${count}`;
    for (const name of family(given)) taken.add(name);
    this.note(span, wanted, given);
    return given;
  }

  note(span: Span, wanted: string, given: string): void {
    if (given !== wanted) this.renames.push({ span, wanted, given });
  }

  /** Names for what a file's module imports: those that its own leave. */
  importScope(file: string): NameScope {
    return new NameScope(this.#takenIn(file));
  }

  #takenIn(file: string): Set<string> {
    const taken = this.#taken.get(file) ?? new Set<string>(GLOBALS);
    this.#taken.set(file, taken);
    return taken;
  }
}
