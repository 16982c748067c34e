/** What layout predicts is compared with what the interpreter finds, on random bytes and on what they decode to. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeInterval, includes } from "../../../src/layout/interval.js";
import type { Layout } from "../../../src/layout/layout.js";
import { itemPlaces } from "../../../src/layout/places.js";
import { decode, encode, type Observer } from "../../support/interpreter/index.js";
import { layoutOf } from "./support.js";

const specs: Record<string, string> = {
  ipv4: `packet p {
    version: bit[4]; ihl: bit[4] min(1) value(offset(options) / 4); length: byte value(offset(data));
    fixed: byte[2]; options: byte[ihl * 4 - offset(fixed)] align(32); data: byte[length - ihl * 4];
  }`,
  tlv: `packet p { list: array to_end {
    kind: bit[2]; size: bit[6] value(sizeof(data));
    classify (kind) { |0:"A" -> data: byte[size / 2]; |1:"B" -> x: byte; data: byte[size % 5]; |_:"C" -> data: byte[kind * 2 - 2]; };
  }; }`,
  bounded: `packet q(int n) { a: byte; b: byte[n / 2]; rest: byte[remaining() / 2]; }
    packet p {
      n: byte value(sizeof(part)) max(12);
      part: bounded (n) keep left { m: byte value(array_length(list)) max(3); list: array (m) of uint16; q: packet q(m + 1); };
      tail: byte[remaining() > 3 ? remaining() - 3 : 0];
      o: byte when (remaining() >= 2) value(offset(tail));
    }`,
  arithmetic: `packet p {
    a: int8; b: byte; c: bit[4]; d: bit[4];
    r1: int64 value(a * b - c); r2: int64 value((a & 12) | (b ^ c)); r3: int64 value(b != 0 ? a / b : -1); r4: int64 value(a % (b + 1));
    r5: int64 value(~a << c); r6: int64 value((b * 256 + c) >> d); r7: int64 value(c > 3 && d < 9 ? c - 3 : 9 - d); r8: int64 value(-a - (c > d ? c - d : d - c));
    n: int8 value(a); m: byte value(b);
    x: byte[n > 0 ? n / 8 : (0 - n) / 16];
    require (n + m > -100) "some"; y: byte[n + m > 5 ? 5 : 0];
  }`,
  recursive: `packet p { k: bit[2]; n: bit[6] value(n2); classify (k) {
      |0:"Leaf" -> n2: byte; |1:"Two" -> n2: byte; l: packet p(); r: packet p(); |_:"Many" -> n2: byte; c: byte value(array_length(list)) max(2); list: array (c) { x: packet p(); };
    }; }`,
  flags: `packet p { f: bit[1]; g: bit[1] value(present(y)); h: bit[6] value(sizeof(w));
    x: uint16 when (f == 1); y: string8 when (g == 1); z: uleb128; w: byte[h]; lab: label; o: uint16 value(offset(lab)); s: uint16 value(sizeof(y) + sizeof(x));
  }`,
};

/** `late`: problems only if the packet turns out to be sound, since limits are checked after a value was read. */
function observerOf(layout: Layout, problems: string[], late: string[]): Observer {
  return {
    item(packet, id, { start, end, isPresent, value }) {
      const found = layout.packets[packet.index]?.items[id];
      const name = `${packet.name}.${itemPlaces(packet).get(id)?.name ?? id}`;
      if (found === undefined) return void problems.push(`${name} has no layout`);
      if (!isPresent) return;
      if (start % 8 !== found.bit && itemPlaces(packet).get(id)?.kind !== "keep")
        problems.push(`${name} starts on bit ${start % 8}, not ${found.bit}`);
      if (typeof value === "bigint" && found.value !== undefined && !includes(found.value, value)) late.push(`${name} is ${value}`);
      if (!includes(found.size, BigInt(end - start))) problems.push(`${name} takes ${end - start}, not ${describeInterval(found.size)}`);
    },
    number(packet, expr, value) {
      const range = layout.range(packet, expr);
      if (!includes(range, value)) problems.push(`${expr.kind} at ${expr.span.start} is ${value}, not ${describeInterval(range)}`);
    },
  };
}

/** Mostly small numbers: as lengths they are often right. */
const input = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(255) }), { maxLength: 120, size: "max" })
  .map((list) => Uint8Array.from(list));

describe("what layout predicts", () => {
  for (const [name, spec] of Object.entries(specs)) {
    it(`holds for ${name}`, async () => {
      const { layout, diagnostics } = await layoutOf(spec);
      expect(diagnostics).toEqual([]);
      const packet = layout.program.packets.length - 1;
      let decoded = 0;
      fc.assert(
        fc.property(input, (bytes) => {
          const problems: string[] = [];
          const late: string[] = [];
          const result = decode(layout.program, packet, bytes, 0, bytes.length, [], { observer: observerOf(layout, problems, late) });
          expect(problems).toEqual([]);
          if (!result.ok) return;
          expect(late).toEqual([]);
          decoded++;
          expect(includes(layout.packets[packet]?.size ?? { min: 1n, max: 0n }, BigInt(result.end))).toBe(true);
          const again = encode(layout.program, packet, result.value, [], { observer: observerOf(layout, problems, late) });
          if (again !== undefined) expect(problems).toEqual([]);
        }),
        { numRuns: 1500, seed: 7 },
      );
      expect(decoded).toBeGreaterThan(10);
    });
  }
});
