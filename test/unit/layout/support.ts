/** Specs in, layouts out, and ways to ask for what a test is about. */
import { expect } from "vitest";
import { check } from "../../../src/check/check.js";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import type { Expr, Field, Packet } from "../../../src/ir/ir.js";
import { analyse } from "../../../src/layout/analyse.js";
import { describeInterval } from "../../../src/layout/interval.js";
import type { ItemLayout, Layout, Obligation } from "../../../src/layout/layout.js";
import { itemPlaces } from "../../../src/layout/places.js";
import { load } from "../../../src/load/load.js";

export interface Analysed {
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
}

/** A spec that the checker has no errors for. */
export async function layoutOf(text: string): Promise<Analysed> {
  const loaded = await load([{ path: "test.mpl", text }], async () => undefined);
  const checked = check(loaded.value);
  const errors = [...loaded.diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const { value, diagnostics } = analyse(checked.value);
  return { layout: value, diagnostics };
}

export async function codesOf(text: string): Promise<readonly string[]> {
  return (await layoutOf(text)).diagnostics.map(({ code }) => code);
}

export function packetNamed(layout: Layout, name: string): Packet {
  const packet = layout.program.packets.find((found) => found.name === name);
  if (packet === undefined) throw new Error(`no packet ${name}`);
  return packet;
}

export function idOf(packet: Packet, name: string, kind?: string): number {
  for (const [id, place] of itemPlaces(packet)) if (place.name === name && (kind === undefined || place.kind === kind)) return id;
  throw new Error(`no item ${name}`);
}

export function itemNamed(layout: Layout, packet: string, name: string, kind?: string): ItemLayout {
  const found = packetNamed(layout, packet);
  const item = layout.packets[found.index]?.items[idOf(found, name, kind)];
  if (item === undefined) throw new Error(`no layout of ${name}`);
  return item;
}

/** `20..60`, in bytes, of a packet. */
export function sizeOf(layout: Layout, packet: string): string {
  const found = layout.packets[packetNamed(layout, packet).index];
  return found === undefined ? "none" : describeInterval(found.size);
}

/** `0..320`, in bits, of an item. */
export function itemSize(layout: Layout, packet: string, name: string, kind?: string): string {
  return describeInterval(itemNamed(layout, packet, name, kind).size);
}

export function fieldNamed(layout: Layout, packet: string, name: string): Field {
  const found = packetNamed(layout, packet);
  const place = itemPlaces(found).get(idOf(found, name, "field"));
  if (place?.kind !== "field") throw new Error(`${name} is no field`);
  return place;
}

export function rangeOf(layout: Layout, packet: string, expr: Expr | undefined): string {
  if (expr === undefined) throw new Error("no expression");
  return describeInterval(layout.range(packetNamed(layout, packet), expr));
}

/** The size expression of a field of bytes. */
export function sizeExpr(layout: Layout, packet: string, name: string): Expr {
  const { type } = fieldNamed(layout, packet, name);
  if (type.kind !== "bytes") throw new Error(`${name} is no bytes`);
  return type.size;
}

export function obligation(
  layout: Layout,
  packet: string,
  item: string,
  kind: Obligation["kind"],
  direction: "decode" | "encode" = "decode",
): Obligation {
  const { index } = packetNamed(layout, packet);
  const ids = [...itemPlaces(packetNamed(layout, packet))].filter(([, place]) => place.name === item).map(([id]) => id);
  const found = layout.obligations.find(
    (one) =>
      one.packet === index && ids.includes(one.item) && one.kind === kind && (one.direction === direction || one.direction === "both"),
  );
  if (found === undefined) throw new Error(`no ${kind} of ${item} when ${direction.slice(0, -1)}ing`);
  return found;
}

export function isProved(
  layout: Layout,
  packet: string,
  item: string,
  kind: Obligation["kind"],
  direction: "decode" | "encode" = "decode",
): boolean {
  const { proved } = obligation(layout, packet, item, kind, direction);
  return proved;
}
