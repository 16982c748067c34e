/** Loads and checks texts, without a file system. */
import { check, type CheckOptions } from "../../../src/check/check.js";
import { analyseSources } from "../../../src/compile.js";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { spanText } from "../../../src/diagnostics/source.js";
import type { Item, Packet, Program } from "../../../src/ir/ir.js";
import { load } from "../../../src/load/load.js";
import type { Resolver } from "../../../src/load/loaded.js";
import { joinPath } from "../../../src/load/paths.js";

export interface Ran {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}

export type Files = Readonly<Record<string, string>>;

function resolverOf(files: Files): Resolver {
  return (path, from) => {
    const joined = joinPath(from, path);
    const text = files[joined];
    return Promise.resolve(text === undefined ? undefined : { path: joined, text });
  };
}

/** All that `mplc check` says. */
export async function analysed(spec: string, files: Files = {}): Promise<{ readonly diagnostics: readonly Diagnostic[] }> {
  return analyseSources([{ path: "input.mpl", text: spec }], resolverOf(files));
}

/** `spec` is given as `input.mpl`; imports find the other files. */
export async function run(spec: string, files: Files = {}, options: CheckOptions = {}): Promise<Ran> {
  const loaded = await load([{ path: "input.mpl", text: spec }], resolverOf(files));
  const checked = check(loaded.value, options);
  return { program: checked.value, diagnostics: [...loaded.diagnostics, ...checked.diagnostics] };
}

/** `CODE at the text of its span`, one a line. */
export async function found(spec: string, files: Files = {}, options: CheckOptions = {}): Promise<string[]> {
  const { diagnostics } = await run(spec, files, options);
  return diagnostics.map((diagnostic) => `${diagnostic.code} at ${spanText(diagnostic.span)}`);
}

/** The packet of that name, in a spec without errors. */
export async function packetOf(spec: string, name = "p", files: Files = {}, options: CheckOptions = {}): Promise<Packet> {
  const { program, diagnostics } = await run(spec, files, options);
  const packet = program.packets.find((other) => other.name === name);
  if (packet === undefined)
    throw new Error(`no sound packet ${name}: ${diagnostics.map((one) => `${one.code} ${one.message}`).join("; ")}`);
  return packet;
}

export function itemOf<K extends Item["kind"]>(packet: Packet, kind: K, name: string): Extract<Item, { kind: K }> {
  const isWanted = (item: Item): item is Extract<Item, { kind: K }> => item.kind === kind && item.name === name;
  const item = packet.items.find(isWanted);
  if (item === undefined) throw new Error(`no ${kind} ${name}`);
  return item;
}
