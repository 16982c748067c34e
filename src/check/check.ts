/** Loaded files in, the typed program of their sound packets out, with everything that is wrong. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Program } from "../ir/ir.js";
import type { Loaded, LoadedFile } from "../load/loaded.js";
import type { CodecEntry } from "./builtins.js";
import { addImplicitParams, type ByteOrder } from "./byte-order.js";
import { declare, itemsOf, type Declarations } from "./declare.js";
import { dissectLink, lowerDissection, warnDissection, type DissectionModel } from "./dissect.js";
import { lowerExample, type ExampleModel } from "./examples.js";
import { nestedIn, type Links } from "./links.js";
import { lowerPacket } from "./lower.js";
import type { PacketModel } from "./model.js";
import { inOrder } from "./order.js";
import { outline } from "./outline.js";
import { buildProgram } from "./program.js";
import { packetRules, programRules } from "./rules.js";
import { checkUnusedStructs } from "./unused-structs.js";

export type { ByteOrder } from "./byte-order.js";
export type { CodecEntry } from "./builtins.js";

export interface CheckOptions {
  /** Of integers and floats that do not say theirs; "caller": every packet gets a parameter for it. Big unless told. */
  readonly byteOrder?: ByteOrder;
  /** Added to the built-in custom types. */
  readonly codecs?: readonly CodecEntry[];
}

export interface Checked {
  /** Only packets without errors, all of whose nested packets are without errors too. */
  readonly value: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** A dissection hands parameters on, as nesting does. */
function orderLinks(files: readonly LoadedFile[], declarations: Declarations, nested: Links): Links {
  const links = new Map(nested);
  for (const { file, item } of itemsOf(files, "dissect")) {
    const link = dissectLink(item, file, declarations);
    if (link !== undefined) links.set(link.from, [...(links.get(link.from) ?? []), ...link.to]);
  }
  return links;
}

function dissections(files: readonly LoadedFile[], declarations: Declarations): DissectionModel[] {
  const sound: DissectionModel[] = [];
  for (const { file, item } of itemsOf(files, "dissect")) {
    const problems = declarations.problemsOf();
    const model = lowerDissection(item, file, declarations, problems);
    if (model !== undefined) warnDissection(model, sound, problems);
    if (model !== undefined && !problems.broken && item.damaged !== true) sound.push(model);
  }
  return sound;
}

function examples(files: readonly LoadedFile[], declarations: Declarations): ExampleModel[] {
  return itemsOf(files, "example").flatMap(({ file, item }) => lowerExample(item, file, declarations, declarations.problemsOf()) ?? []);
}

export function check({ files }: Loaded, options: CheckOptions = {}): Checked {
  const order = options.byteOrder ?? "big";
  const declarations = declare(files, options.codecs ?? []);
  const packets: readonly PacketModel[] = [...declarations.packets.values()];
  for (const packet of packets) outline(packet, declarations);
  const links: Links = new Map(packets.map((packet) => [packet, nestedIn(packet)]));
  if (order === "caller") addImplicitParams(packets, orderLinks(files, declarations, links));
  const lowered = new Map(packets.map((packet) => [packet, lowerPacket(packet, order)]));
  const dissected = dissections(files, declarations);
  for (const [packet, parts] of lowered) {
    for (const rule of packetRules) rule({ packet, lowered: parts, all: lowered, problems: packet.problems });
  }
  for (const rule of programRules) rule({ packets, links });
  checkUnusedStructs(files, declarations);
  const shown = examples(files, declarations);
  const parts = { packets, links, lowered, dissections: dissected, examples: shown };
  const value = buildProgram({ ...parts, variants: declarations.variants.all, codecs: declarations.types.codecs.all });
  return {
    value,
    diagnostics: inOrder(
      declarations.problems.flatMap((problems) => problems.found),
      files,
    ),
  };
}
