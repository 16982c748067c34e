import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../../runtime/bytes.js";
import { MALFORMED } from "../../../../runtime/codes.js";
import * as full from "../../../../runtime/types/dns-label.js";
import * as comp from "../../../../runtime/types/dns-label-comp.js";
import {
  begin,
  decodeState,
  dnsNameFromWire,
  parseDnsName,
  type DnsName,
  rewind,
  writeState,
  type WriteState,
} from "../../../../runtime/types/dns-name.js";
import { bytesOf, guarded, wires } from "../support.js";

interface Step {
  readonly name: DnsName | string;
  readonly compress: boolean;
  /** Other bytes before the name. */
  readonly gap: number;
}

/** Both passes; the message's bytes. */
function encode(steps: readonly Step[], at: number, state: WriteState, length = 0x8000, explicit = true): DataView {
  if (explicit) begin(state, at);
  let end = at;
  const sizes: number[] = [];
  for (const { name, compress, gap } of steps) {
    const size = (compress ? comp : full).size(name, state, end + gap);
    expect(size).toBeGreaterThan(0);
    sizes.push(size);
    end += gap + size;
  }
  rewind(state);
  const view = guarded(new Uint8Array(length - at).fill(0xa5), at);
  let position = at;
  steps.forEach(({ name, compress, gap }, index) => {
    const stop = (compress ? comp : full).write(name, view, position + gap, state);
    expect(stop).toBe(position + gap + (sizes[index] ?? 0));
    position = stop;
  });
  expect(position).toBe(end);
  return new DataView(view.buffer, 0, end);
}
const names = (...texts: string[]): Step[] => texts.map((name) => ({ name, compress: true, gap: 0 }));
const hex = (view: DataView, at = 0): string => toHex(bytesOf(view, at, view.byteLength));

describe("compression", () => {
  it("is RFC 1035 section 4.1.4's example", () => {
    const message = encode(
      [
        { name: "F.ISI.ARPA", compress: true, gap: 20 },
        { name: "FOO.F.ISI.ARPA", compress: true, gap: 8 },
        { name: "ARPA", compress: true, gap: 6 },
        { name: ".", compress: true, gap: 22 },
      ],
      0,
      writeState(0),
    );
    expect(hex(message, 20).replaceAll("a5", "")).toBe("0146034953490441525041" + "00" + "03464f4f" + "c014" + "c01a" + "00");
  });
  it("is exact: case matters", () => {
    expect(hex(encode(names("ab", "AB", "Ab.ab"), 0, writeState(0)))).toBe("02616200" + "02414200" + "024162c000");
  });
  it("points at names that were written in full, and never from them", () => {
    const steps = [
      { name: "a.b", compress: false, gap: 0 },
      { name: "a.b", compress: false, gap: 0 },
      { name: "c.b", compress: true, gap: 0 },
      { name: "a.b", compress: true, gap: 0 },
    ];
    expect(hex(encode(steps, 0, writeState(0)))).toBe("0161016200" + "0161016200" + "0163c002" + "c000");
  });
  it("counts from the origin", () => {
    const state = writeState(5);
    expect(hex(encode(names("ab", "ab"), 9, state), 9)).toBe("02616200c004");
  });
  it("reaches only offsets below 0x4000", () => {
    const steps = (gap: number): Step[] => [{ name: "ab.c", compress: true, gap }, ...names("ab.c", "x.c", "x.c")];
    expect(hex(encode(steps(0x3fff), 0, writeState(0)), 0x3fff)).toBe("026162016300" + "ffff" + "0178016300" + "0178016300");
    expect(hex(encode(steps(0x3ffc), 0, writeState(0)), 0x3ffc)).toBe("026162016300" + "fffc" + "0178ffff" + "0178ffff");
    expect(hex(encode(steps(0x4000), 0, writeState(0)), 0x4000)).toBe("026162016300".repeat(2) + "0178016300".repeat(2));
  });
  it("starts anew after reset, many times", () => {
    const state = writeState(0);
    for (let round = 0; round < 300; round++) {
      state.reset(round);
      expect(hex(encode(names(`n${round}.x`, "x", `n${round}.x`), round, state), round)).toMatch(/^.*c00[3-6]c000$/);
    }
  });
  it("goes on with the next packet of a message", () => {
    for (const explicit of [true, false]) {
      const state = writeState(0);
      const first = encode(names("a.b"), 0, state, 100, explicit);
      expect(hex(encode(names("x.a.b", "a.b"), first.byteLength, state, 100, explicit), 5)).toBe("0178c000" + "c000");
    }
  });
  it("forgets names that were sized and not written", () => {
    const state = writeState(0);
    expect(comp.size("a.b", state, 12)).toBe(5);
    expect(comp.size("bad..name", state, 17)).toBe(MALFORMED);
    expect(hex(encode([{ name: "a.b", compress: true, gap: 30 }], 12, state), 42)).toBe("0161016200");
    // And those that are about to be overwritten.
    const again = writeState(0);
    encode(names("a.b", "c.d"), 0, again);
    expect(hex(encode(names("c.d", "a.b"), 5, again), 5)).toBe("0163016400" + "c000");
  });
  it("sizes twice alike, as sizeOf before encode does", () => {
    const state = writeState(0);
    for (let round = 0; round < 3; round++) {
      expect([comp.size("a.b", state, 12), comp.size("c.a.b", state, 17), comp.size("a.b", state, 21)]).toEqual([5, 4, 2]);
    }
    rewind(state);
    const view = guarded(new Uint8Array(20), 12);
    expect([comp.write("a.b", view, 12, state), comp.write("c.a.b", view, 17, state), comp.write("a.b", view, 21, state)]).toEqual([
      17, 21, 23,
    ]);
  });
  it("writes names that were not sized before", () => {
    const state = writeState(0);
    const view = guarded(new Uint8Array(20).fill(0xa5), 0);
    expect(comp.write("a.b", view, 0, state)).toBe(5);
    expect(comp.write("a.b", view, 5, state)).toBe(7);
    expect(toHex(bytesOf(view, 0, 7))).toBe("0161016200c000");
  });
  it("holds thousands of names", () => {
    const many = Array.from({ length: 6000 }, (_, index) => `host${index % 3000}.example.com`);
    const message = encode(names(...many), 0, writeState(0), 0x20000);
    const source = decodeState(message, 0);
    let at = 0;
    for (const text of many) {
      const end = comp.check(message, at, message.byteLength, 0);
      expect(comp.checkIn(message, at, message.byteLength, source)).toBe(end);
      expect(comp.read(message, at, end, source).toString()).toBe(text);
      at = end;
    }
    expect(at).toBe(message.byteLength);
  });
});

describe("any names", () => {
  const steps = fc.array(
    fc.record({
      name: wires.chain((wire) => {
        const name = dnsNameFromWire(wire) ?? expect.fail("wire");
        return fc.constantFrom<DnsName | string>(name, name.toString());
      }),
      compress: fc.boolean(),
      gap: fc.nat(3),
    }),
    { maxLength: 12 },
  );
  it("decode to themselves, from one state again and again", () => {
    const state = writeState(0);
    fc.assert(
      fc.property(steps, fc.nat(30), fc.boolean(), (input, origin, explicit) => {
        state.reset(origin);
        const message = encode(input, origin, state, 0x2000, explicit);
        const source = decodeState(message, origin);
        let at = origin;
        for (const { name, gap } of input) {
          const end = comp.checkIn(message, at + gap, message.byteLength, source);
          expect(comp.check(message, at + gap, message.byteLength, origin)).toBe(end);
          expect(end).toBeGreaterThan(0);
          const expected = typeof name === "string" ? parseDnsName(name) : name;
          const read = comp.read(message, at + gap, end, source);
          expect(expected !== undefined && comp.equals(expected, read)).toBe(true);
          at = end;
        }
        expect(at).toBe(message.byteLength);
      }),
    );
  });
  it("survives passes that end early", () => {
    const state = writeState(0);
    fc.assert(
      fc.property(steps, steps, fc.nat(10), (aborted, input, count) => {
        state.reset(0);
        begin(state, 0);
        let at = 0;
        for (const { name, gap } of aborted.slice(0, count)) at += gap + comp.size(name, state, at + gap);
        const message = encode(input, 0, state, 0x2000);
        const fresh = encode(input, 0, writeState(0), 0x2000);
        expect(hex(message)).toBe(hex(fresh));
      }),
    );
  });
});
