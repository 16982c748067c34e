/** A view's setters: what is written can be read, nothing else changes but Internet checksums, and canonical bytes stay so. */
import { ownProperty, setProperty } from "../../../runtime/objects.js";
import { equalValues } from "../../../runtime/index.js";
import type { ClassifyShape, FieldShape } from "../../../runtime/shape.js";
import { itemsIn } from "../../../src/emit/walk-ir.js";
import { capitalise } from "../../../src/emit/names.js";
import { callable, type Args, type GeneratedPacket } from "../generated-packet.js";
import { contents, placed } from "../places.js";
import type { Random } from "../random.js";
import { randomValue } from "../random-value.js";
import { sameValue, showBytes, showValue } from "../spec-values.js";
import { demand } from "./problem.js";

/** `bytes` are canonical. */
export function checkSetters(packet: GeneratedPacket, bytes: Uint8Array, args: Args, random: Random): void {
  for (const field of packet.shape.fields) {
    const name = `set${capitalise(field.key)}`;
    const { view, at, end } = placed(bytes);
    const bound = packet.bind(view, at, end, args);
    if (bound === undefined || !(name in bound)) continue;
    if (field.type.kind === "classify") {
      checkArmSetter(packet, bytes, args, field, field.type);
      continue;
    }
    const value = ownProperty(randomValue({ name: "", params: [], fields: [field] }, random), field.key);
    if (value === undefined) continue;
    const isSet = callable(bound, name)(value);
    demand(isSet === true, () => `${name}(${showValue(value)}) gives ${String(isSet)}`);
    if (!seal(packet, bound)) continue;
    checkSet(packet, contents(view, at, end), args, field, value, bytes);
    checkOutOfRange(packet, bytes, args, name);
  }
}

/** Checksums that do not follow by themselves are written anew. False where that needs more than the view. */
function seal({ packet, module, model }: GeneratedPacket, view: object): boolean {
  const others = [...itemsIn(packet.body)].some(
    (item) => item.kind === "field" && item.checksum?.algorithm.startsWith("internet") === false,
  );
  if (!others) return true;
  const name = `seal${model.pascal}`;
  if (!(name in module)) return false;
  callable(module, name)(view);
  return true;
}

/** The classified field may be set where the arm that it selects is laid out alike; what stands in the arm is then what it was. */
function checkArmSetter(packet: GeneratedPacket, bytes: Uint8Array, args: Args, field: FieldShape, { arms }: ClassifyShape): void {
  const name = `set${capitalise(field.key)}`;
  for (const arm of arms) {
    const { view, at, end } = placed(bytes);
    const bound = packet.bind(view, at, end, args);
    if (bound === undefined || arm.fixed === undefined) continue;
    const what = `${name}(${showValue(arm.fixed)}) in ${showBytes(bytes)}`;
    const isSet = callable(bound, name)(arm.fixed);
    if (isSet === true && !seal(packet, bound)) continue;
    const after = contents(view, at, end);
    if (isSet !== true) {
      demand(isSet === false && sameValue(after, bytes), () => `${what} gives ${String(isSet)}`);
      continue;
    }
    const now = packet.decode(new DataView(after.slice().buffer), 0, after.length, args);
    demand(now.ok, () => `${what}: ${showBytes(after)} is refused`);
    const kind = ownProperty(ownProperty(now.value, field.key), "$kind");
    demand(kind === arm.name, () => `${what}: its kind is ${showValue(kind)}`);
    checkStillCanonical(packet, after, args, what);
  }
}

function checkSet(packet: GeneratedPacket, after: Uint8Array, args: Args, field: FieldShape, value: unknown, before: Uint8Array): void {
  const [old, now] = [before, after].map((bytes) => packet.decode(new DataView(bytes.slice().buffer), 0, bytes.length, args));
  const what = `set ${field.name} to ${showValue(value)} in ${showBytes(before)}`;
  demand(old?.ok === true && now?.ok === true, () => `${what}: ${showBytes(after)} is refused`);
  const found = ownProperty(now.value, field.key);
  demand(sameValue(found, value) || Number.isNaN(value), () => `${what}: it is ${showValue(found)}`);
  const expected = { ...old.value };
  setProperty(expected, field.key, value);
  for (const { key, role } of packet.shape.fields) if (role === "computed") setProperty(expected, key, ownProperty(now.value, key));
  demand(equalValues(packet.shape, now.value, expected), () => `${what}: ${showValue(now.value)}`);
  checkStillCanonical(packet, after, args, what);
}

/** Checksums other than the Internet's are computed again on request. */
function checkStillCanonical(packet: GeneratedPacket, after: Uint8Array, args: Args, what: string): void {
  const { view, at, end } = placed(after);
  const seal = `seal${packet.model.pascal}`;
  const others = packet.packet.body.items.some(
    (item) => item.kind === "field" && item.checksum !== undefined && !item.checksum.algorithm.startsWith("internet"),
  );
  if (others && seal in packet.module) callable(packet.module, seal)(packet.bind(view, at, end, args));
  if (others && !(seal in packet.module)) return;
  demand(packet.isCanonical(view, at, end, args), () => `${what}: ${showBytes(contents(view, at, end))} is not canonical`);
}

function checkOutOfRange(packet: GeneratedPacket, bytes: Uint8Array, args: Args, name: string): void {
  const { view, at, end } = placed(bytes);
  const bound = packet.bind(view, at, end, args);
  if (bound === undefined) return;
  for (const value of [1e300, -1e300, 0.5]) {
    const set = callable(bound, name)(value);
    if (set === false) demand(sameValue(contents(view, at, end), bytes), () => `${name}(${String(value)}) refuses, but writes`);
  }
}
