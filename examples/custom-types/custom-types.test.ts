/** Types of one's own, one of them with state: all that holds for packets holds for a packet that uses them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFiles, loadPackets } from "../../test/support/compiled.js";
import { callable, constructed } from "../../test/support/generated-packet.js";
import { checkDecoding, checkPrefixes } from "../../test/support/packet-properties/decoding.js";
import { checkEncoding } from "../../test/support/packet-properties/encoding.js";
import { limitsOfReal } from "../../test/support/packet-properties/limits.js";
import { type Subject, subjectsOf } from "../../test/support/packet-properties/subjects.js";

const FOLDER = "examples/custom-types";
const TYPES = [`${FOLDER}/mac-address.ts`, `${FOLDER}/word.ts`];

const compiled = await compileFiles([`${FOLDER}/addresses.mpl`]);
const subject = onlyOne(subjectsOf(await loadPackets(compiled, TYPES)));
const { packet } = subject;

const octet = fc.nat(255).map((value) => value.toString(16).padStart(2, "0"));
const address = fc.array(octet, { minLength: 6, maxLength: 6 }).map((octets) => octets.join(":"));
// Few different ones, so that most are references, and long ones, so that references don't reach all.
const word = fc.oneof(fc.constantFrom("", "lab", "hall", "\u00e9"), fc.string({ unit: "binary-ascii", maxLength: 127 }));
const station = fc.record({ address, room: word, name: word });
const value = fc.record({ stations: fc.array(station, { maxLength: 6 }), title: word });

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.split(" "), (pair) => Number.parseInt(pair, 16));
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const LAB = bytesOf("02 02 00 5e 10 00 01 03 6c 61 62 01 61 02 00 5e 10 00 02 87 01 62 87");

describe("a packet of custom types", () => {
  it("keeps what is promised for any value", () => {
    fc.assert(
      fc.property(value, (one) => {
        const bytes = checkEncoding(packet, one, []);
        if (bytes === undefined) throw new Error("refused");
        expect(packet.decode(viewOf(bytes), 0, bytes.length, [])).toMatchObject({ ok: true, value: one, end: bytes.length });
        checkDecoding(subject, bytes, [], limitsOfReal);
        checkPrefixes(subject, bytes, []);
      }),
    );
  });

  it("keeps what is promised for any bytes", () => {
    const damaged = fc.tuple(fc.nat(LAB.length - 1), fc.nat(255)).map(([at, byte]) => LAB.with(at, byte));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        checkDecoding(subject, bytes, []);
      }),
      { numRuns: 1000 },
    );
  });

  it("writes a word once", () => {
    expect(checkEncoding(packet, decoded(LAB), [])).toEqual(LAB);
  });

  it("refuses values that a type can't hold, by name", () => {
    const wrong = { stations: [{ address: "02-00-5e", room: "", name: "" }], title: "" };
    expect(packet.sizeOf(wrong, [])).toBe(-1);
    expect(packet.explainEncode(wrong, [])).toMatchObject({ path: "stations.stations[0].address", expected: "a mac_address" });
  });
});

describe("state", () => {
  it("counts from where the packet starts, unless the caller says something else", () => {
    const later = new Uint8Array(LAB.length + 5);
    later.set(LAB, 5);
    expect(packet.check(viewOf(later), 5, later.length, [])).toBe(later.length);
    expect(callable(packet.module, "checkStations")(viewOf(later), 5, later.length, 100)).toBe(-1);
  });

  it("is shared by all values of one call", () => {
    // Of "lab", to which two references lead: its text is made once.
    const FIRST_LETTER = 8;
    let reads = 0;
    const counted = new Proxy(viewOf(LAB), {
      get(target, key): unknown {
        if (key === "getUint8") {
          return (at: number) => {
            if (at === FIRST_LETTER) reads++;
            return target.getUint8(at);
          };
        }
        const found: unknown = Reflect.get(target, key);
        return typeof found === "function" ? found.bind(target) : found;
      },
    });
    expect(packet.decode(counted, 0, LAB.length, []).ok).toBe(true);
    expect(reads).toBe(1);
  });

  it("is made anew where a view reads", () => {
    const view = packet.bind(viewOf(LAB), 0, LAB.length, []) ?? {};
    expect(callable(view, "title")()).toBe("lab");
    const stations = constructed(packet.module, "StationsStationsView");
    callable(view, "openStations")(stations);
    const rooms: unknown[] = [];
    while (callable(stations, "next")() === true) rooms.push(callable(stations, "room")());
    expect(rooms).toEqual(["lab", "lab"]);
  });
});

function onlyOne(subjects: readonly Subject[]): Subject {
  const [first] = subjects;
  if (first === undefined || subjects.length > 1) throw new Error("the example has one packet");
  return first;
}

function decoded(bytes: Uint8Array): object {
  const result = packet.decode(viewOf(bytes), 0, bytes.length, []);
  if (!result.ok) throw new Error("malformed");
  return result.value;
}
