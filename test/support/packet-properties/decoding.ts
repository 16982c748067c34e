/** What holds for all bytes: check, decode, view, explain and the rest agree, and nothing reads outside or throws. */
import { equalValues, fromJson, missing, toJson, TraceList, type Limits } from "../../../runtime/index.js";
import type { Args, GeneratedPacket } from "../generated-packet.js";
import { contents, guarded, placed, room } from "../places.js";
import { sameValue, showValue } from "../spec-values.js";
import { freePart } from "./free-part.js";
import { demand } from "./problem.js";
import type { Subject } from "./subjects.js";
import { viewProblems } from "./view.js";

/** Small, so that counts in random bytes end soon. */
const FEW: Limits = { depth: 8, elements: 300 };

/** The decoded value, or the code. */
export function checkDecoding(subject: Subject, bytes: Uint8Array, args: Args, limits: Limits = FEW): object | number {
  const { packet } = subject;
  const { view, at, end } = guarded(bytes);
  const code = packet.check(view, at, end, args, limits);
  demand(
    Number.isInteger(code) && (code < 0 || (code >= at && code <= end)),
    () => `check gives ${String(code)} for ${String(at)}..${String(end)}`,
  );
  const bound = packet.bind(view, at, end, args, limits) !== undefined;
  demand(bound === code >= 0, () => `check gives ${String(code)}, the view ${bound ? "binds" : "does not bind"}`);
  const decoded = packet.decode(view, at, end, args, limits);
  demand(
    (decoded.ok ? decoded.end : decoded.code) === code,
    () => `check gives ${String(code)}, decode ${String(decoded.ok ? decoded.end : decoded.code)}`,
  );
  checkExplained(packet, bytes, args, limits, code);
  if (!decoded.ok) {
    demand(!packet.isCanonical(view, at, end, args) || code !== -1, () => "refused bytes are canonical");
    return code;
  }
  checkValue(packet, decoded.value, args);
  checkCanonical(packet, bytes, decoded.value, args, code - at);
  checkView(subject, bytes, args, decoded.value, code);
  return decoded.value;
}

function checkExplained(packet: GeneratedPacket, bytes: Uint8Array, args: Args, limits: Limits, code: number): void {
  const { view, at, end } = guarded(bytes);
  const trace = new TraceList();
  const why = packet.explain(view, at, end, args, limits, trace);
  if (code >= 0) demand(why === undefined, () => `check gives ${String(code)}, explain ${showValue(why)}`);
  else demand(why?.code === code, () => `check gives ${String(code)}, explain ${showValue(why)}`);
  demand(why === undefined || (why.at >= at && why.at <= end), () => `explain points outside: ${showValue(why)}`);
  for (const entry of trace.entries) {
    const inside = entry.start >= at && entry.start <= entry.end && entry.end <= (code < 0 ? end : code);
    demand(inside && entry.path.startsWith(packet.packet.name), () => `traced outside: ${showValue(entry)}`);
  }
}

/** JSON and text. */
function checkValue(packet: GeneratedPacket, value: object, args: Args): void {
  demand(packet.print(value).length >= 0, () => "print gives no text");
  const json = toJson(packet.shape, value);
  const again = fromJson(packet.shape, JSON.parse(JSON.stringify(json)) as typeof json);
  demand(again.ok, () => `its JSON is refused: ${again.ok ? "" : `${again.path}: ${again.message}`}`);
  demand(equalValues(packet.shape, value, again.value), () => `JSON makes ${showValue(again.value)} of ${showValue(value)}`);
  demand(packet.sizeOf(again.value, args) === packet.sizeOf(value, args), () => "the value from JSON has another size");
}

/** isCanonical is what encoding what decoding gives says. */
function checkCanonical(packet: GeneratedPacket, bytes: Uint8Array, value: object, args: Args, length: number): void {
  const { view, at, end } = placed(bytes);
  const size = packet.sizeOf(value, args);
  const out = room(Math.max(size, 0), 0xa5);
  const written = size >= 0 && packet.encode(value, out, 0, args) === size;
  const expected = written && sameValue(contents(out, 0, size), bytes.subarray(0, length));
  demand(packet.isCanonical(view, at, end, args) === expected, () => `isCanonical is ${String(!expected)}`);
  if (!written) return;
  const again = packet.decode(out, 0, size, args);
  demand(
    again.ok && again.end === size && equalValues(packet.shape, again.value, freePart(packet.shape, value)),
    () => `encoded and decoded again: ${showValue(again)}, from ${showValue(value)}`,
  );
}

function checkView(subject: Subject, bytes: Uint8Array, args: Args, value: object, end: number): void {
  const place = guarded(bytes);
  const view = subject.packet.bind(place.view, place.at, place.end, args);
  demand(view !== undefined, () => "the view binds with few limits only");
  demand(Reflect.get(view, "end") === end, () => `the view ends at ${String(Reflect.get(view, "end"))}`);
  const problems = viewProblems(subject.packets, subject.packet, view, value);
  demand(problems.length === 0, () => problems.slice(0, 3).join("\n"));
}

/** Every prefix asks for more, never for more than there is; unless the end of the input means something. */
export function checkPrefixes(subject: Subject, bytes: Uint8Array, args: Args): void {
  const step = bytes.length > 64 ? 7 : 1;
  for (let cut = 0; cut < bytes.length; cut += step) {
    const { view, at, end } = guarded(bytes.subarray(0, cut));
    const code = subject.packet.check(view, at, end, args);
    checkExplained(subject.packet, bytes.subarray(0, cut), args, { depth: 32, elements: 1_048_576 }, code);
    if (subject.usesEnd) continue;
    demand(
      code < -1 && missing(code) <= bytes.length - cut,
      () => `of ${String(bytes.length)} bytes, the first ${String(cut)} give ${String(code)}`,
    );
  }
}
