/** The program of everything that is sound, numbered without gaps. */
import type { Codec, Dissection, Example, Packet, Program, Variant } from "../ir/ir.js";
import { buildPacket, type Numbers } from "./build.js";
import type { DissectionModel } from "./dissect.js";
import type { ExampleModel } from "./examples.js";
import { recursivePackets, unsoundPackets, type Links } from "./links.js";
import type { Lowered } from "./lowered.js";
import type { PacketModel, VariantModel } from "./model.js";
import { toConstantValue } from "./tags.js";

export interface Parts {
  readonly packets: readonly PacketModel[];
  readonly variants: readonly VariantModel[];
  readonly codecs: readonly Codec[];
  readonly links: Links;
  readonly lowered: ReadonlyMap<PacketModel, Lowered>;
  readonly dissections: readonly DissectionModel[];
  readonly examples: readonly ExampleModel[];
}

/** An inline variant goes with its packet. */
function numbersOf(sound: readonly PacketModel[], { variants, links }: Parts): Numbers {
  const packets = new Map(sound.map((packet, index) => [packet, index]));
  const owners = new Set(sound.map((packet) => packet.index));
  const kept = variants.filter((variant) => variant.owner === undefined || owners.has(variant.owner.packet));
  return { packets, variants: new Map(kept.map((variant, index) => [variant, index])), recursive: recursivePackets(links) };
}

function buildVariant(model: VariantModel, index: number, packets: ReadonlyMap<number, number>): Variant {
  const { name, file, owner, span, doc, valueType, cases } = model;
  const packet = owner === undefined ? undefined : packets.get(owner.packet);
  return {
    index,
    ...(name === undefined ? {} : { name }),
    file,
    ...(owner === undefined || packet === undefined ? {} : { owner: { packet, item: owner.item } }),
    span,
    ...(doc === undefined ? {} : { doc }),
    valueType,
    cases: cases.map(({ tag, value, doc: caseDoc, span: caseSpan }) => ({
      tag,
      value: toConstantValue(value),
      ...(caseDoc === undefined ? {} : { doc: caseDoc }),
      span: caseSpan,
    })),
  };
}

function buildDissection(model: DissectionModel, { packets }: Numbers): Dissection[] {
  const packet = packets.get(model.packet);
  if (packet === undefined) return [];
  const arms = model.arms.flatMap(({ syntax, targets: wanted, patterns, when }) => {
    const targets = wanted.flatMap(({ packet: target, args }) => {
      const index = packets.get(target);
      return index === undefined ? [] : [{ packet: index, args }];
    });
    return targets.length === 0 ? [] : [{ span: syntax.span, patterns, ...(when === undefined ? {} : { when }), targets }];
  });
  const { file, syntax, payload, by } = model;
  const path = syntax.path.map((step) => step.text);
  return [{ file: file.source.path, span: syntax.span, packet, payload: payload.id, path, ...(by === undefined ? {} : { by }), arms }];
}

function buildExample(model: ExampleModel, { packets }: Numbers): Example[] {
  const packet = packets.get(model.packet);
  if (packet === undefined) return [];
  const { file, syntax, args, bytes, value } = model;
  const title = syntax.title.value;
  const canonical = !syntax.noncanonical;
  return [{ file: file.source.path, span: syntax.span, packet, args, title, bytes, canonical, ...(value === undefined ? {} : { value }) }];
}

export function buildProgram(parts: Parts): Program {
  const unsound = unsoundPackets(parts.links);
  const sound = parts.packets.filter((packet) => !unsound.has(packet));
  const numbers = numbersOf(sound, parts);
  const renumbered = new Map(sound.map((packet, index) => [packet.index, index]));
  const packets = sound.flatMap((packet, index): Packet[] => {
    const lowered = parts.lowered.get(packet);
    return lowered === undefined ? [] : [buildPacket(packet, lowered, index, numbers)];
  });
  return {
    packets,
    variants: [...numbers.variants].map(([model, index]) => buildVariant(model, index, renumbered)),
    codecs: parts.codecs,
    dissections: parts.dissections.flatMap((model) => buildDissection(model, numbers)),
    examples: parts.examples.flatMap((model) => buildExample(model, numbers)),
  };
}
