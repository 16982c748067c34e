/** Names in order, and hashes: against a plain sort and a linear search. */
import { describe, expect, test } from "vitest";
import { SIGNED } from "../../../../../servers/dns/image/layout.js";
import {
  compareHashes,
  hashPrefix,
  NameOrder,
  nsec3AtOrBefore,
  nsecAtOrBefore,
  orderedTable,
} from "../../../../../servers/dns/image/ordered.js";
import { Nsec3Hasher } from "../../../../../servers/dns/image/nsec3.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { compareNames } from "../../../../support/dns/names.js";
import { hashOf, type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { imageOf } from "../../../../support/dns-zone.js";
import { Random } from "../../../../support/random.js";
import { keyOf, nodeOf } from "./support.js";

const LABELS = ["a", "b", "z", "*", "-", "0", String.raw`\000`, String.raw`\255`, "aa", "ab", "a-a", "yljkjljk"];
const APEX: readonly Line[] = [
  { owner: "example", type: "SOA", data: "ns.test. a.test. 1 2 3 4 5" },
  { owner: "example", type: "NS", data: "ns.test." },
];

function randomNames(random: Random, count: number): string[] {
  const names = Array.from({ length: count }, () =>
    [...Array.from({ length: random.between(1, 4) }, () => random.pick(LABELS)), "example"].join("."),
  );
  return [...new Set(names)];
}

function lines(names: readonly string[]): Line[] {
  return [...APEX, ...names.map((owner): Line => ({ owner, type: "A", data: "192.0.2.1" }))];
}

describe("NSEC", () => {
  test("the name itself, or the last before it in canonical order (RFC 4034 section 6.1)", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = new Random(seed);
      const owners = ["example", ...randomNames(random, 40)];
      const image = imageOf(signedText(lines(owners.slice(1)), { origin: "example", denial: "NSEC" }));
      const table = orderedTable(image, image.version);
      expect(image.signed).toBe(SIGNED.NSEC);
      const sorted = owners.toSorted(compareNames);
      for (const name of [...owners, ...randomNames(random, 60)]) {
        const expected = sorted.findLast((owner) => compareNames(owner, name) <= 0) ?? "";
        expect(nsecAtOrBefore(image, table, keyOf(name), new NameOrder())).toBe(nodeOf(image, expected));
      }
    }
  });

  test("the example of RFC 4034 section 6.1", () => {
    const names = ["a", "yljkjljk.a", "Z.a", "zABC.a", "z", String.raw`\001.z`, "*.z", String.raw`\200.z`].map((name) => `${name}.example`);
    const image = imageOf(`@ SOA a. b. 1 2 3 4 5\n@ NS a.\n${names.map((name) => `${name}. A 192.0.2.1\n`).join("")}`);
    const nodes = names.map((name) => nodeOf(image, name));
    const order = new NameOrder();
    expect([...nodes].reverse().sort((one, other) => order.compare(image, one, other))).toEqual(nodes);
  });
});

describe("NSEC3", () => {
  test("the hash itself, or the last before it, or the last of all", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed);
      const owners = randomNames(random, random.between(0, 60));
      const image = imageOf(signedText(lines(owners), { origin: "example", denial: "NSEC3", salt: "aa" }));
      const table = orderedTable(image, image.version);
      const hashes = [...new Set(["example", ...owners].flatMap((name) => endings(name)))].map((name) => hashOf(name, "aa", 0)).sort();
      for (const name of [...owners, ...randomNames(random, 60)]) {
        const hash = hashOf(name, "aa", 0);
        const expected = hashes.findLast((other) => other <= hash) ?? hashes.at(-1) ?? "";
        const node = nsec3AtOrBefore(image, table, new TextEncoder().encode(hash));
        expect(compareHashes(image, node, new TextEncoder().encode(expected))).toBe(0);
      }
    }
  });

  test("hashes at the ends of the range", () => {
    const image = imageOf(signedText(lines(["a.example", "b.example"]), { origin: "example", denial: "NSEC3" }));
    const table = orderedTable(image, image.version);
    const hashes = ["example", "a.example", "b.example"].map((name) => hashOf(name, "", 0)).sort();
    for (const hash of ["0".repeat(32), "v".repeat(32)]) {
      const node = nsec3AtOrBefore(image, table, new TextEncoder().encode(hash));
      expect(compareHashes(image, node, new TextEncoder().encode(hashes.at(-1) ?? ""))).toBe(0);
    }
  });

  test("the first 32 bits of a hash", () => {
    const prefixOf = (text: string): number => hashPrefix(new TextEncoder().encode(text), 0);
    expect([prefixOf("0".repeat(32)), prefixOf("V".repeat(32)), prefixOf("v".repeat(32))]).toEqual([0, 0xffff_ffff, 0xffff_ffff]);
    expect(prefixOf("0000008")).toBe(1);
    const random = new Random(3);
    const hashes = Array.from({ length: 200 }, () => hashOf(String(random.next()), "", 0)).sort();
    expect(hashes.map(prefixOf)).toEqual(hashes.map(prefixOf).toSorted((one, other) => one - other));
  });

  test("hashes are those of RFC 5155 section 5", () => {
    const text = signedText(lines([]), { origin: "example", denial: "NSEC3", salt: "aabbccdd", iterations: 12 });
    const image = imageOf(text);
    const hasher = new Nsec3Hasher(PRIMITIVES.sha1);
    expect(hasher.use(image, image.apex)).toBe(true);
    const hash = (name: string, isWildcard = false): string => {
      hasher.hashName(keyOf(name), 0, isWildcard);
      return new TextDecoder().decode(hasher.hash);
    };
    expect(hash("Example")).toBe("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom");
    expect(hash("w.example", true)).toBe("r53bq7cc2uvmubfu5ocmm6pers9tk9en");
    for (const name of ["a.example", "x.y.w.example", `${"l".repeat(63)}.example`]) expect(hash(name)).toBe(hashOf(name, "aabbccdd", 12));
  });
});

/** A name and those above it, to the zone's own. */
function endings(name: string): string[] {
  const labels = name.match(/(?:\\[0-9]{3}|[^.\\])+/gu) ?? [];
  return labels.map((_, index) => labels.slice(index).join("."));
}
