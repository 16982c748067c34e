/** Fields of packets that were refused have no decoded values: those before the failure are read from their bytes. */
import type { ClassifyShape, IntShape, TypeShape } from "../../runtime/shape.js";
import type { TraceEntry } from "../../runtime/trace.js";
import type { Layer } from "./layer.js";
import type { Order } from "./plan.js";

/** Whether the packet's numbers, as far as orders matter for the entry, are all in this one. */
function isOnly(orders: readonly Order[], wanted: readonly Order[], kinds: readonly Order[]): boolean {
  return orders.every((order) => wanted.includes(order) || !kinds.includes(order));
}

const BIT_ORDERS: readonly Order[] = ["msb", "lsb"];
const BYTE_ORDERS: readonly Order[] = ["big", "little", "caller"];

/** Undefined where the plan does not tell which of both it is. */
function isBigEndian(layer: Layer, { start, end, firstBit, bitLength }: TraceEntry): boolean | undefined {
  const orders = layer.functions.plan.orders ?? ["caller"];
  if (end - start === 1 && bitLength === 8) return true;
  const kinds = bitLength % 8 === 0 && firstBit === 0 ? BYTE_ORDERS : BIT_ORDERS;
  if (isOnly(orders, ["big", "msb"], kinds)) return true;
  return isOnly(orders, ["little", "lsb"], kinds) ? false : undefined;
}

function readBits({ bytes }: Layer, { start, end, firstBit, bitLength }: TraceEntry, isBig: boolean): bigint {
  let all = 0n;
  for (let index = 0; index < end - start; index++) all = (all << 8n) | BigInt(bytes.getUint8(isBig ? start + index : end - 1 - index));
  const behind = isBig ? 8 * (end - start) - firstBit - bitLength : firstBit;
  return BigInt.asUintN(bitLength, all >> BigInt(behind));
}

function readInteger(layer: Layer, entry: TraceEntry, { bits, signed }: IntShape): number | bigint | undefined {
  const isBig = isBigEndian(layer, entry);
  if (isBig === undefined || entry.bitLength !== bits) return undefined;
  const read = readBits(layer, entry, isBig);
  const value = signed ? BigInt.asIntN(bits, read) : read;
  return bits > 53 ? value : Number(value);
}

/** Without its fields. Arms with conditions cannot be told apart by the value alone. */
function readClassify(layer: Layer, entry: TraceEntry, { subject, arms }: ClassifyShape): object | undefined {
  const value = subject === undefined ? undefined : readField(layer, entry, subject);
  const arm = value === undefined ? undefined : arms.find(({ fixed }) => fixed === value);
  return arm === undefined || arms.some(({ guarded }) => guarded === true) ? undefined : { $kind: arm.name };
}

/** The value as decoding would give it; undefined where that takes more than a look at the bytes. */
export function readField(layer: Layer, entry: TraceEntry, type: TypeShape): unknown {
  const { start, end } = entry;
  if (!(0 <= start && start <= end && end <= layer.bytes.byteLength)) return undefined;
  switch (type.kind) {
    case "int":
      return readInteger(layer, entry, type);
    case "bool":
      return end - start === 1 && entry.bitLength === 8 ? layer.bytes.getUint8(start) !== 0 : undefined;
    case "bytes":
      return new Uint8Array(layer.bytes.buffer, layer.bytes.byteOffset + start, end - start);
    case "classify":
      return readClassify(layer, entry, type);
    default:
      return undefined;
  }
}

/** What could be read of a packet's own fields, as the object that decoding would give. */
export function readableValue(layer: Layer): unknown {
  if (layer.value !== undefined) return layer.value;
  const entries = new Map(layer.fields.map((entry) => [entry.path, entry]));
  const found = layer.functions.shape.fields.map(({ name, key, type }) => {
    const entry = entries.get(name);
    return [key, entry === undefined ? undefined : readField(layer, entry, type)] as const;
  });
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
