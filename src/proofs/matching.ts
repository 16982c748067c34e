/** Which check a failure comes from: generated code says where it failed and what it expected there. */
import { constantText } from "../ir/hex.js";
import type { Failure } from "../../runtime/failure.js";
import type { Codec, Item, ItemId, Packet, Program } from "../ir/ir.js";
import type { Obligation } from "../layout/layout.js";
import { itemPlaces } from "../layout/places.js";
import type { Paths } from "./paths.js";
import type { Direction } from "./types.js";

type Kind = Obligation["kind"];

export interface FailedCheck {
  readonly item: ItemId;
  readonly kinds: readonly Kind[];
}

/** The checks of this packet that can have given the failure; none if it comes from a packet inside. */
export function failedChecks(
  program: Program,
  packet: Packet,
  paths: Paths,
  failure: Failure,
  direction: Direction,
): readonly FailedCheck[] {
  const prefix = `${packet.file}:`;
  if (!failure.spec.startsWith(prefix)) return [];
  const ids = paths.find(failure.path, failure.spec.slice(prefix.length));
  return ids.flatMap((id) => {
    const item = itemAt(packet, id);
    if (item === undefined) return [];
    const kinds = direction === "decode" ? decodeKinds(program, item, failure) : encodeKinds(program, item, failure);
    // One check of all fields in a run: the failure names the first that is cut off.
    const owner = isShort(failure) ? (paths.runs.get(id) ?? id) : id;
    return kinds.length === 0 ? [] : [{ item: owner, kinds }];
  });
}

export function itemAt(packet: Packet, id: ItemId): Item | undefined {
  const place = itemPlaces(packet).get(id);
  return place === undefined || place.kind === "keep" ? undefined : place;
}

function decodeKinds(program: Program, item: Item, failure: Failure): readonly Kind[] {
  const { expected, found } = failure;
  if (item.kind === "require") return expected === item.message ? ["require"] : [];
  if (isShort(failure)) return shortKinds(item, expected);
  if (found === "division by zero" || expected.endsWith(" that can be computed")) return ["division", "shift"];
  if (expected === "a length that an input can have") return ["bounds", "size-fits-input"];
  if (expected === "a length that is not negative") return ["size-not-negative", "count-not-negative"];
  if (expected.startsWith("the part to end at byte ")) return ["nested-bound"];
  if (item.kind === "classify") return expected.startsWith("one of ") ? ["arm-exists"] : [];
  return item.kind === "field" ? fieldKinds(program, item, expected) : [];
}

function isShort({ problem, found }: Failure): boolean {
  return problem === "truncated" || / bytes? before the end of its part$/.test(found);
}

/** What an aligned array's padding lacks is less than one unit. */
function shortKinds(item: Item, expected: string): readonly Kind[] {
  const align = item.kind === "field" && item.type.kind === "bytes" ? (item.type.align ?? 8) / 8 : 1;
  if (align > 1 && parseInt(expected, 10) < align) return ["alignment-padding"];
  return ["bounds", "size-fits-input"];
}

function fieldKinds(program: Program, item: Extract<Item, { kind: "field" }>, expected: string): readonly Kind[] {
  const codec = item.type.kind === "codec" ? program.codecs[item.type.codec] : undefined;
  if (isOfCodec(codec, expected)) return ["bounds"];
  if (expected.startsWith("at least ")) return ["minimum"];
  if (expected.startsWith("at most ")) return ["maximum"];
  const { constant } = item;
  if (constant !== undefined) return expected === constantText(constant) ? ["constant"] : [];
  return item.verify ? ["verify"] : [];
}

function encodeKinds(program: Program, item: Item, failure: Failure): readonly Kind[] {
  const { expected } = failure;
  if (item.kind === "require") return expected === item.message ? ["require"] : [];
  if (expected === "a value" || expected === "none") return item.condition === undefined ? [] : ["presence-matches"];
  if (expected.endsWith(" that can be computed")) return ["division", "shift"];
  if (/^-?[0-9]+ bytes?$/.test(expected) || expected === "nothing behind the last element") return ["size-matches"];
  if (/^-?[0-9]+ elements?$/.test(expected)) return ["count-matches"];
  if (expected === "no element behind the last" || expected === "a last element") return ["until-matches"];
  if (expected === "a checksum over a part of the packet") return ["region-fits"];
  if (item.kind === "classify") return armKinds(failure);
  return item.kind === "field" ? valueKinds(program, item, expected) : [];
}

function armKinds({ expected, found }: Failure): readonly Kind[] {
  if (expected.startsWith("another arm than ")) return ["arm-matches"];
  if (!expected.startsWith("a value that selects ")) return [];
  return found.endsWith(" selects no arm") ? ["arm-exists", "arm-matches"] : ["arm-matches"];
}

/** Behind the type's name it may say more. */
function isOfCodec(codec: Codec | undefined, expected: string): boolean {
  return codec !== undefined && (expected === `a ${codec.name}` || expected.startsWith(`a ${codec.name}: `));
}

function valueKinds(program: Program, item: Extract<Item, { kind: "field" }>, expected: string): readonly Kind[] {
  const codec = item.type.kind === "codec" ? program.codecs[item.type.codec] : undefined;
  if (expected.startsWith("an integer from ") || isOfCodec(codec, expected)) return ["value-fits-field"];
  if (expected.startsWith("at least ")) return ["minimum"];
  return expected.startsWith("at most ") ? ["maximum"] : [];
}
