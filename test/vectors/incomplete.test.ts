/** Values that no type checker saw: refused with a reason that names the place, and never an exception. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { packetsOf } from "../support/compiled.js";
import type { GeneratedPacket } from "../support/generated-packet.js";
import { room, isUntouched } from "../support/places.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let packet: GeneratedPacket;
beforeAll(async () => {
  const packets = await packetsOf(`
    packet question { name: string8; type: byte; }
    packet message {
      id: uint16 default(1);
      count: byte value(array_length(questions));
      questions: array (count) of packet question();
      part: bounded (4) { a: uint16; b: uint16; };
      list: array (2) of uint64;
      kind: byte;
      classify (kind) { |1: "One" -> x: byte; |2..9: "Few" -> y: uint16; };
      note: uint32 when (id == 7);
      data: byte[remaining()];
    }`);
  const found = packets.find(({ packet: { name } }) => name === "message");
  if (found === undefined) throw new Error("no message");
  packet = found;
});

const whole = {
  questions: [{ name: "a", type: 1 }],
  part: { a: 1, b: 2 },
  list: [1n, 2n],
  kind: { $kind: "One", x: 1 },
  data: new Uint8Array(2),
};
const without = (...names: string[]): object => Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));

describe("a value that is none of the type", () => {
  it.each([
    [without("questions"), "message.questions", "an array", "nothing: it is missing"],
    [{ ...whole, questions: 7 }, "message.questions", "an array", "7"],
    [{ ...whole, questions: [{ type: 1 }] }, "message.questions[0].name", "a string8", "nothing: it is missing"],
    [{ ...whole, questions: [undefined] }, "message.questions[0]", "an object", "nothing: it is missing"],
    [without("part"), "message.part", "an object", "nothing: it is missing"],
    [{ ...whole, part: { a: 1 } }, "message.part.b", "an integer", "nothing: it is missing"],
    [{ ...whole, list: [1n] }, "message.list", "2 elements", "1 element"],
    [{ ...whole, list: [1n, undefined] }, "message.list[1]", "a bigint", "nothing: it is missing"],
    [without("kind"), "message.kind", "an object with $kind", "nothing: it is missing"],
    [{ ...whole, kind: { $kind: "Many", y: 1 } }, "message.kind.$kind", 'one of "One", "Few"', '"Many"'],
    [{ ...whole, kind: { $kind: "Few", y: 1 } }, "message.kind.$value", "the field's value", "nothing: it is missing"],
    [{ ...whole, kind: { $kind: "One" } }, "message.kind.One.x", "an integer", "nothing: it is missing"],
    [without("data"), "message.data", "bytes", "nothing: it is missing"],
    [{ ...whole, data: 5 }, "message.data", "bytes", "5"],
    [undefined, "message", "an object", "nothing: it is missing"],
    [null, "message", "an object", "null"],
    ["text", "message", "an object", '"text"'],
  ])("is refused: %o", (value, path, expected, found) => {
    const bytes = room(64, 0xa5);
    // What TypeScript would not let through.
    const given = value as object;
    expect(packet.sizeOf(given, [])).toBe(-1);
    expect(packet.encode(given, bytes, 0, [])).toBe(-1);
    expect(isUntouched(bytes, 0, 0, 0xa5)).toBe(true);
    expect(packet.explainEncode(given, [])).toMatchObject({ path, expected, found });
  });

  it("is one of the type where only the optional is missing", () => {
    expect(packet.sizeOf(whole, [])).toBe(30);
    expect(packet.explainEncode(whole, [])).toBeUndefined();
  });

  it("may contain itself", async () => {
    const [tree] = await packetsOf("packet tree { n: byte value(array_length(children)); children: array (n) of packet tree(); }");
    const value: { children: object[] } = { children: [] };
    value.children.push(value);
    expect(tree?.sizeOf(value, [])).toBe(-1);
    expect(tree?.explainEncode(value, [])?.expected).toBe("at most 400 levels");
  });
});
