/** Making images: what is put in is in, whatever the order, the number and the size. */
import { describe, expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { ADDED } from "../../../../../servers/dns/image/builder.js";
import { HEAD, NODE } from "../../../../../servers/dns/image/layout.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { Random } from "../../../../support/random.js";
import { add, address, builderOf, contents, type Data, keyOf, nodeOf } from "./support.js";

const LABEL = "x".repeat(63);

describe("names", () => {
  test("are found in any case, and kept as they were written first", () => {
    const builder = builderOf("Example");
    add(builder, "wWw.exAmple", address(1));
    add(builder, "www.EXAMPLE", address(2));
    const image = builder.finish();
    expect(contents(image)).toEqual(["wWw.Example. A 192.0.2.1", "wWw.Example. A 192.0.2.2"]);
    expect(nodeOf(image, "WWW.example")).toBe(nodeOf(image, "www.example"));
  });

  test("out of the zone are refused, those too that only end alike", () => {
    const builder = builderOf("example");
    for (const name of ["test", ".", "anexample", "www.anexample", "example.test"])
      expect(add(builder, name, address(1))).toBe(ADDED.OUT_OF_ZONE);
    expect(contents(builder.finish())).toEqual([]);
  });

  test("between others are there without records, and count what is below them", () => {
    const builder = builderOf("example");
    add(builder, "a.b.c.example", address(1));
    add(builder, "d.c.example", address(2));
    const image = builder.finish();
    const children = ["example", "c.example", "b.c.example", "a.b.c.example"].map((name) =>
      image.word(nodeOf(image, name) + NODE.CHILDREN),
    );
    expect(children).toEqual([1, 2, 1, 0]);
    expect(image.word(nodeOf(image, "b.c.example") + NODE.RRSETS)).toBe(0);
    expect(image.word(HEAD.NAMES << 2)).toBe(5);
  });

  test("of 127 labels, and of 255 bytes", () => {
    const builder = builderOf(".");
    const deep = Array.from({ length: 127 }, (_, index) => String(index % 10)).join(".");
    const long = [LABEL, LABEL, LABEL, "y".repeat(61)].join(".");
    for (const name of [deep, long]) expect(add(builder, name, address(1))).toBe(ADDED.YES);
    const image = builder.finish();
    expect(nodeOf(image, deep)).not.toBe(0);
    expect(nodeOf(image, long)).not.toBe(0);
    expect(contents(image)).toHaveLength(2);
    expect(image.word(HEAD.NAMES << 2)).toBe(1 + 127 + 4);
  });

  test("of any bytes", () => {
    const builder = builderOf("example");
    const name = String.raw`\000\255\.\032A\@.example`;
    add(builder, name, address(1));
    const image = builder.finish();
    expect(nodeOf(image, String.raw`\000\255\.\032a@.EXAMPLE`)).not.toBe(0);
    // Only letters have two cases: `@` and a backquote differ in the same bit.
    expect(nodeOf(image, String.raw`\000\255\.\032a${"`"}.example`)).toBe(0);
  });

  test("that come again, soon or later, are the same, however many were expected", () => {
    for (const expected of [0, 300]) {
      const builder = builderOf("example", { names: expected, bytes: 0 });
      const distances = [1, 2, 63, 64, 65, 200];
      for (let index = 0; index < 300; index++) {
        add(builder, `n${index}.example`, address(0));
        for (const distance of distances.filter((each) => each <= index))
          expect(add(builder, `N${index - distance}.example`, address(distance))).toBe(ADDED.YES);
      }
      const image = builder.finish();
      expect(image.word(HEAD.NAMES << 2)).toBe(301);
      expect(contents(image).filter((text) => text.startsWith("n7."))).toHaveLength(1 + distances.length);
    }
  });

  test("with the same hash are told apart", () => {
    const hashes = new Map<number, string>();
    let pair: readonly [string, string] | undefined;
    for (let index = 0; pair === undefined && index < 2_000_000; index++) {
      const name = `h${index.toString(36)}`;
      const hash = hashOf(name);
      const other = hashes.get(hash);
      if (other !== undefined) pair = [name, other];
      hashes.set(hash, name);
    }
    if (pair === undefined) throw new Error("no two names have the same hash");
    const builder = builderOf(".");
    pair.forEach((name, index) => expect(add(builder, name, address(index))).toBe(ADDED.YES));
    const image = builder.finish();
    expect(pair.map((name) => nodeOf(image, name)).filter((node) => node !== 0)).toHaveLength(2);
    expect(nodeOf(image, pair[0])).not.toBe(nodeOf(image, pair[1]));
  });
});

const wire = new Uint8Array(64);
const key = new NameKey();

/** Of a name of one label. */
function hashOf(label: string): number {
  wire[0] = label.length;
  for (let index = 0; index < label.length; index++) wire[1 + index] = label.charCodeAt(index);
  wire[1 + label.length] = 0;
  key.loadWire(wire, label.length + 2);
  return key.hashes[0] ?? 0;
}

describe("records", () => {
  test("that are there already are refused", () => {
    const builder = builderOf("example");
    expect([1, 2, 1].map((host) => add(builder, "example", address(host)))).toEqual([ADDED.YES, ADDED.YES, ADDED.DUPLICATE]);
    expect(add(builder, "example", address(2), 99)).toBe(ADDED.DUPLICATE);
    expect(contents(builder.finish())).toHaveLength(2);
  });

  test("without an encoding are refused, and leave nothing", () => {
    const builder = builderOf("example");
    const tooLong: Data = { $kind: "TXT", txtData: [new Uint8Array(256)] };
    expect(add(builder, "example", tooLong)).toBe(ADDED.NO_ENCODING);
    expect(add(builder, "example", { $kind: "TXT", txtData: [new Uint8Array(1)] })).toBe(ADDED.YES);
    expect(contents(builder.finish())).toHaveLength(1);
  });

  test("that together fit in no message are refused", () => {
    const builder = builderOf("example");
    const results = Array.from({ length: 300 }, (_, index) =>
      add(builder, "example", { $kind: "TXT", txtData: [new Uint8Array(250).fill(index), Uint8Array.of(index >> 8)] }),
    );
    expect(results.filter((result) => result === ADDED.TOO_LARGE).length).toBeGreaterThan(40);
    expect(results.indexOf(ADDED.TOO_LARGE)).toBe(results.lastIndexOf(ADDED.YES) + 1);
  });

  test("of one RRset have one TTL, the lowest (RFC 2181 section 5.2)", () => {
    const builder = builderOf("example");
    const results = [60, 60, 30, 90].map((ttl, host) => add(builder, "example", address(host), ttl));
    expect(results).toEqual([ADDED.YES, ADDED.YES, ADDED.OTHER_TTL, ADDED.OTHER_TTL]);
    const mx = [5, 0x80000000, 4].map((ttl, preference) => add(builder, "example", { $kind: "MX", preference, exchange: "example" }, ttl));
    expect(mx).toEqual([ADDED.YES, ADDED.OTHER_TTL, ADDED.OTHER_TTL]);
    const image = builder.finish();
    expect(contents(image, true).map((text) => text.split(" ")[0])).toEqual(["30", "30", "30", "30", "4", "4", "4"]);
    expect(image.word(HEAD.RECORDS << 2)).toBe(7);
  });

  test("of RRsets that grow by turns stay whole, though they move", () => {
    const builder = builderOf("example");
    const expected: string[] = [];
    for (let index = 0; index < 200; index++) {
      for (const name of ["a", "b", "c"]) {
        add(builder, `${name}.example`, address(index));
        expected.push(`${name}.example. A 192.0.2.${index}`);
      }
    }
    expect(contents(builder.finish()).toSorted()).toEqual(expected.toSorted());
  });

  test("of signatures are apart by what they cover", () => {
    const builder = builderOf("example");
    const signature = (typeCovered: number): Data => ({
      $kind: "RRSIG",
      typeCovered,
      algorithm: 13,
      labels: 1,
      originalTtl: 1,
      signatureExpiration: 2,
      signatureInception: 1,
      keyTag: 1,
      signersName: "example",
      signature: Uint8Array.of(1),
    });
    for (const type of [DnsType.A, DnsType.MX, DnsType.A]) add(builder, "example", signature(type), type);
    const image = builder.finish();
    expect(image.rrsetKeys(nodeOf(image, "example"))).toEqual([(1 << 16) | 46, (15 << 16) | 46]);
  });
});

describe("the zone", () => {
  test("may be the root", () => {
    const builder = builderOf(".");
    expect(add(builder, ".", { $kind: "NS", nsdname: "a.test" })).toBe(ADDED.YES);
    expect(add(builder, "test", address(1))).toBe(ADDED.YES);
    expect(contents(builder.finish())).toEqual([". NS a.test.", "test. A 192.0.2.1"]);
  });

  test("knows of delegations and DNAMEs", () => {
    const hasCuts = (owner: string, rdata: Data): boolean => {
      const builder = builderOf("example");
      add(builder, owner, rdata);
      return builder.finish().hasCuts;
    };
    expect(hasCuts("example", { $kind: "NS", nsdname: "a" })).toBe(false);
    expect(hasCuts("a.example", { $kind: "NS", nsdname: "a" })).toBe(true);
    expect(hasCuts("example", { $kind: "DNAME", target: "a" })).toBe(true);
    expect(hasCuts("a.example", address(1))).toBe(false);
  });

  test("grows far beyond what was expected", () => {
    const builder = builderOf("example");
    const random = new Random(5);
    const names = Array.from({ length: 20_000 }, (_, index) => `${random.below(50)}.n${index}.${random.below(9)}.example`);
    for (const name of names) add(builder, name, address(1));
    const image = builder.finish();
    expect(names.every((name) => nodeOf(image, name) !== 0)).toBe(true);
    expect(names.every((name) => nodeOf(image, `x${name}`) === 0)).toBe(true);
    expect(image.word(HEAD.RECORDS << 2)).toBe(20_000);
    expect(keyOf("example").length).toBe(9);
  });
});
