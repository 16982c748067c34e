import { RUNTIME_NAMES } from "./runtime-names.js";

/** How names of a spec become names of TypeScript: one scheme, one rule for clashes, every rename reported. */

/** Words that can't name a variable in strict-mode modules, or that would shadow what generated code uses. */
const RESERVED = new Set(
  (
    "abstract any arguments as asserts async await boolean break case catch class const continue debugger declare default " +
    "delete do else enum eval export extends false finally for from function get if implements import in infer instanceof " +
    "interface is keyof let module namespace never new null number object of package private protected public readonly " +
    "require return set static string super switch symbol this throw true try type typeof undefined unique unknown using " +
    "var void while with yield bigint satisfies accessor out override global globalThis NaN Infinity " +
    "BigInt Number Math DataView Uint8Array ArrayBuffer Object String Array Boolean Int32Array"
  ).split(" "),
);

/** Functions of generated modules, what they import, and namespaces of codecs. */
const TOP_LEVEL =
  /^(walk|check|bind|read|decode|measure|write|encode|explain|print|sizeOf|isCanonical|verify|seal|text|runtime)[A-Z_]|(Codec|Shape|State)$/;

/** Members that every object has: a property of this name would hide or break them. */
const OBJECT_MEMBERS = new Set(
  (
    "constructor __proto__ prototype hasOwnProperty isPrototypeOf propertyIsEnumerable toString toLocaleString valueOf toJSON " +
    "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__"
  ).split(" "),
);

function words(name: string): string[] {
  return name
    .replaceAll("'", "_prime")
    .split(/_+/)
    .filter((word) => word !== "");
}

export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `source_port` is `sourcePort`; `__proto__` is `proto`; `a'` is `aPrime`. */
export function camelCase(name: string): string {
  const [first, ...rest] = words(name);
  if (first === undefined) return "_";
  const text = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capitalise).join("");
  return /^[0-9]/.test(text) ? `_${text}` : text;
}

/** `dns_question` is `DnsQuestion`; `E802_2` is `E8022`. */
export function pascalCase(name: string): string {
  const text = name
    .replaceAll("'", "_prime")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map(capitalise)
    .join("");
  return text === "" || /^[0-9]/.test(text) ? `_${text}` : text;
}

/** Hands out names that are unique in one scope. */
export class NameScope {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** `wanted`, or `wanted_2`, `wanted_3`, ... */
  claim(wanted: string): string {
    let given = wanted;
    for (let count = 2; this.#taken.has(given); count++) given = `${wanted}_${count}`;
    this.#taken.add(given);
    return given;
  }

  /** A name for a local variable: never a reserved word, nor anything that a module's top level may hold. */
  claimLocal(name: string): string {
    const wanted = camelCase(name);
    // A name without letters is the same in camelCase and in PascalCase, which is that of a variant's constants.
    const avoid = RESERVED.has(wanted) || RUNTIME_NAMES.has(wanted) || TOP_LEVEL.test(wanted) || wanted.startsWith("_");
    return this.claim(avoid ? `${wanted}_` : wanted);
  }

  /** A name for a property of a plain object. */
  claimKey(name: string): string {
    return this.claimMember(camelCase(name));
  }

  /** The same for a name that is in camelCase already. */
  claimMember(wanted: string): string {
    return this.claim(OBJECT_MEMBERS.has(wanted) ? `${wanted}_` : wanted);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  /** A copy to go on from, for a nested scope. */
  fork(): NameScope {
    return new NameScope(this.#taken);
  }
}

/** A quoted TypeScript string. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A text as the inside of a template literal. */
export function templateText(text: string): string {
  return quote(text).slice(1, -1).replaceAll("`", "\\`").replaceAll("${", "\\${");
}
