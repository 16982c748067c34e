/** Records that differ only in the case of names in their data: which are one, and that it is so wherever records come together. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DnsClass, DnsType } from "../../../../../generated/dns/types.js";
import { crc32 } from "../../../../../runtime/crc.js";
import { DnsName, dnsNameFromWire, dnsNameToWire } from "../../../../../runtime/types/dns-name.js";
import { ADDED } from "../../../../../servers/dns/image/builder.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { ZoneEditor } from "../../../../../servers/dns/image/editor.js";
import { difference } from "../../../../../servers/dns/zone/change.js";
import { readSnapshot, snapshotText } from "../../../../../servers/dns/zone/snapshot.js";
import { imageOf, load, wireOf } from "../../../../support/dns-zone.js";
import { arbitraryData, KINDS, type Kind } from "../zone-file/arbitrary-data.js";
import { add, builderOf, contents, type Data } from "./support.js";

/** RFC 4034 section 6.2, without those that have no fields here; RFC 6840 section 5.1 has taken NSEC out. HINFO has no names. */
const CASELESS = "NS CNAME SOA MB MG MR PTR MINFO MX RP AFSDB RT SIG PX NAPTR KX SRV DNAME RRSIG".split(" ");
/** Later types with names (RFC 3597 section 6). */
const BYTE_BY_BYTE = "NSEC SVCB HTTPS LP TALINK DSYNC HIP".split(" ");
const ORIGIN = "Zone.Example";

/** The data with other names; the same ones, in the case that a mask of bits says. */
function withNames<Kind extends Data>(data: Kind, toName: (name: DnsName) => DnsName): Kind {
  const change = (value: unknown): unknown => {
    if (value instanceof DnsName) return toName(value);
    return Array.isArray(value) ? value.map(change) : value;
  };
  return { ...data, ...Object.fromEntries(Object.entries(data).map(([field, value]: [string, unknown]) => [field, change(value)])) };
}

function nameFrom(wire: Uint8Array): DnsName {
  const name = dnsNameFromWire(wire);
  if (name === undefined) throw new Error("no name");
  return name;
}

/** The first labels of a name, before the zone's: such names end in pointers. */
function inZone(name: DnsName): DnsName {
  const wire = dnsNameToWire(name);
  const first = wire.length > 100 ? [] : wire.subarray(0, -1);
  return nameFrom(Uint8Array.from([...first, ...wireOf(ORIGIN)]));
}

function inCase(name: DnsName, mask: number): DnsName {
  const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  // Lengths of labels are no letters.
  return nameFrom(dnsNameToWire(name).map((byte, index) => (isLetter(byte) && (mask >> (index % 31)) & 1 ? byte ^ 0x20 : byte)));
}

const pair = (kind: Kind): fc.Arbitrary<{ one: Data; other: Data }> =>
  fc
    .record({ data: arbitraryData(kind), isInZone: fc.boolean(), mask: fc.oneof(fc.constant(0), fc.nat(0x7fff_ffff)) })
    .map(({ data, isInZone, mask }) => {
      const one = isInZone ? withNames(data, inZone) : data;
      return { one, other: withNames(one, (name) => inCase(name, mask)) };
    });

function isSameBytes(one: Data, other: Data): boolean {
  const wireForm = (_key: string, value: unknown): unknown => (value instanceof DnsName ? [...dnsNameToWire(value)] : value);
  return JSON.stringify(one, wireForm) === JSON.stringify(other, wireForm);
}

describe("data with names in another case", () => {
  test.each([...CASELESS, ...BYTE_BY_BYTE] as Kind[])("%s", (kind) => {
    expect(KINDS).toContain(kind);
    fc.assert(
      fc.property(pair(kind), ({ one, other }) => {
        const builder = builderOf(ORIGIN);
        // Some of what is random has no encoding.
        fc.pre(add(builder, ORIGIN, one) === ADDED.YES);
        const isOne = CASELESS.includes(kind) || isSameBytes(one, other);
        expect(add(builder, ORIGIN, other)).toBe(isOne ? ADDED.DUPLICATE : ADDED.YES);
        // It stays as it was written first.
        expect(contents(builder.finish())).toHaveLength(isOne ? 1 : 2);
      }),
      { numRuns: 60 },
    );
  });

  test.each(CASELESS as Kind[])("other data of %s is other data", (kind) => {
    fc.assert(
      fc.property(arbitraryData(kind), arbitraryData(kind), fc.boolean(), (one, other, isInZone) => {
        const pick = (data: Data): Data => (isInZone ? withNames(data, inZone) : data);
        const lower = (data: Data): Data =>
          withNames(pick(data), (name) => nameFrom(dnsNameToWire(name).map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))));
        fc.pre(!isSameBytes(lower(one), lower(other)));
        const builder = builderOf(ORIGIN);
        fc.pre(add(builder, ORIGIN, pick(one)) === ADDED.YES);
        const added = add(builder, ORIGIN, pick(other));
        fc.pre(added !== ADDED.NO_ENCODING && added !== ADDED.TOO_LARGE);
        // Signatures of other types are no part of one RRset, which is as good.
        expect(added).toBe(ADDED.YES);
      }),
      { numRuns: 40 },
    );
  });
});

const APEX = "@ 60 SOA ns admin 1 2 3 4 5\n@ 60 NS ns\nns 60 A 192.0.2.1\n";

describe("one rule", () => {
  test("in a zone file: the second is told as a duplicate", () => {
    const { image, problems } = load(`${APEX}rp 60 RP Mail .\nrp 60 RP mail.EXAMPLE. .\nrp 60 RP mail2 .\n`, "example");
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(["duplicate-record 5"]);
    expect(image === undefined ? [] : contents(image).filter((text) => text.includes("RP"))).toEqual([
      "rp.example. RP Mail.example. .",
      "rp.example. RP mail2.example. .",
    ]);
  });

  test("two CNAMEs that are one are no problem, and the place of two others is that of the second", () => {
    expect(load(`${APEX}a 60 CNAME Www\na 60 CNAME www\n`, "example").errors).toBe(0);
    const { problems } = load(`${APEX}a 60 CNAME Www\na 60 CNAME www\na 60 CNAME other\n`, "example");
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(["duplicate-record 5", "cname-and-other-data 6"]);
  });

  test("in an image that is changed: it is found in any case", () => {
    const image = compact(imageOf(`${APEX}mx 60 MX 1 Mail\n`), 0);
    const editor = new ZoneEditor(image);
    const mx = (exchange: string): Data => ({ $kind: "MX", preference: 1, exchange });
    editor.begin();
    expect(editor.add(wireOf("mx.example"), DnsType.MX, DnsClass.IN, 60, mx("mail.Example"))).toBe(ADDED.DUPLICATE);
    expect(editor.remove(wireOf("mx.example"), DnsType.MX, DnsClass.IN, 60, mx("mail2.example"))).toBe(false);
    expect(editor.remove(wireOf("mx.example"), DnsType.MX, DnsClass.IN, 60, mx("MAIL.EXAMPLE"))).toBe(true);
  });

  test("between two versions of a file: another case is handed on, as one record that goes and one that comes", () => {
    const [from, to] = ["Mail", "mail"].map((name) => imageOf(`${APEX}mx 60 MX 1 ${name}\n`));
    if (from === undefined || to === undefined) throw new Error("no images");
    const { deletions, additions } = difference(from, to);
    expect([deletions, additions].map((records) => records.map(({ rdata }) => rdata.$kind))).toEqual([
      ["SOA", "MX"],
      ["SOA", "MX"],
    ]);
  });

  test("a snapshot that has both, from before there was this rule, is read", () => {
    const [text = ""] = [...snapshotText(imageOf(`${APEX}rp 60 RP mail .\n`), 0)];
    const lines = `${text.slice(0, text.indexOf(";"))}rp.example. 60 IN RP Mail.example. .\n`;
    const bytes = new TextEncoder().encode(lines);
    const sum = crc32(new DataView(bytes.buffer), 0, bytes.length).toString(16).padStart(8, "0");
    const image = readSnapshot(new TextEncoder().encode(`${lines}; end crc32 ${sum}\n`), wireOf("example"));
    if (typeof image === "string") throw new Error(image);
    expect(contents(image).filter((record) => record.includes("RP"))).toEqual(["rp.example. RP mail.example. ."]);
  });
});
