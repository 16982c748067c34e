/** Queries for the records of DNSSEC themselves: RRSIG, ANY, DS at both sides of a zone cut, names that are hashes. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { imageOf, type Reply, TestServer, typeOf } from "../../../../support/dns-zone.js";
import { type Denial, hashOf, type Line, signedText } from "../../../../support/dns-zone-signer.js";

const { NoError, NXDomain } = DnsRcode;

const apex = (origin: string): readonly Line[] => [
  { owner: origin, type: "SOA", data: "ns.test. a.test. 1 2 3 4 5" },
  { owner: origin, type: "NS", data: "ns.test." },
];
const DIGEST = "00".repeat(32);
const PARENT: readonly Line[] = [
  ...apex("example"),
  { owner: "www.example", type: "A", data: "192.0.2.1" },
  { owner: "www.example", type: "TXT", data: '"text"' },
  { owner: "*.wild.example", type: "A", data: "192.0.2.2" },
  { owner: "below.empty.example", type: "A", data: "192.0.2.3" },
  { owner: "secure.example", type: "NS", data: "ns.test." },
  { owner: "secure.example", type: "DS", data: `1 13 2 ${DIGEST}` },
  { owner: "open.example", type: "NS", data: "ns.test." },
];

function images(origins: readonly string[], denial: Denial): ReturnType<typeof imageOf>[] {
  const parent = signedText(PARENT, { origin: "example", denial });
  return origins.map((origin) =>
    origin === "example" ? imageOf(parent, origin) : imageOf(signedText(apex(origin), { origin, denial }), origin),
  );
}

function ask(server: TestServer, question: string, dnssecOk = true): Reply {
  const [name = "", type = ""] = question.split(" ");
  return server.ask({ name, type: typeOf(type), dnssecOk, isStream: true });
}

/** Owner and type alone. */
function heads(records: readonly string[]): string[] {
  return records
    .map((record) =>
      record
        .split(" ")
        .slice(0, /^\S+ RRSIG /u.test(record) ? 3 : 2)
        .join(" "),
    )
    .sort();
}

describe.each<Denial>(["NSEC", "NSEC3", "opt-out"])("%s", (denial) => {
  const server = new TestServer(images(["example"], denial));
  const hash = (name: string): string => `${hashOf(name, "", 0)}.example.`;
  /** What proves that a name has no more data: the record that matches it. */
  const matching = (name: string): string[] =>
    denial === "NSEC" ? [`${name}. NSEC`, `${name}. RRSIG NSEC`] : [`${hash(name)} NSEC3`, `${hash(name)} RRSIG NSEC3`];
  const SOA = ["example. RRSIG SOA", "example. SOA"];

  describe("RRSIG", () => {
    test.each([true, false])("is those of one RRset, whether DO is set (%s) or not", (dnssecOk) => {
      const { rcode, flags, answer, authority } = ask(server, "www.example RRSIG", dnssecOk);
      expect({ rcode, flags, answer, authority }).toEqual({ rcode: NoError, flags: "aa", answer: ["www.example. RRSIG A"], authority: [] });
    });

    test("of a wildcard has the proof that nothing matches better", () => {
      const { answer, authority } = ask(server, "any.wild.example RRSIG");
      expect(answer).toEqual(["any.wild.example. RRSIG A"]);
      expect(heads(authority)).toHaveLength(2);
    });

    test("of an empty non-terminal is no data", () => {
      const { rcode, answer, authority } = ask(server, "empty.example RRSIG");
      expect([rcode, answer]).toEqual([NoError, []]);
      expect(heads(authority)).toEqual(expect.arrayContaining(SOA));
      expect(authority).toHaveLength(4);
    });

    test("of a delegation is its own zone's matter", () => {
      const { flags, answer, authority } = ask(server, "secure.example RRSIG");
      expect([flags, answer]).toEqual(["", []]);
      expect(heads(authority)).toEqual(["secure.example. DS", "secure.example. NS", "secure.example. RRSIG DS"]);
    });
  });

  describe("ANY with DO (RFC 8482 section 4.1)", () => {
    test("is one RRset with its signatures", () => {
      expect(ask(server, "www.example ANY")).toMatchObject({ answer: ["www.example. A 192.0.2.1", "www.example. RRSIG A"], authority: [] });
    });

    test("of a wildcard has the proof that nothing matches better", () => {
      const { answer, authority } = ask(server, "any.wild.example ANY");
      expect(answer).toEqual(["any.wild.example. A 192.0.2.2", "any.wild.example. RRSIG A"]);
      expect(authority).toHaveLength(2);
    });

    test("of nothing is no data", () => {
      expect(ask(server, "empty.example ANY")).toMatchObject({ rcode: NoError, answer: [] });
    });
  });

  describe("DS (RFC 4035 section 3.1.4.1)", () => {
    const both = new TestServer(images(["example", "secure.example", "open.example"], denial));
    const child = new TestServer(images(["secure.example"], denial));
    const above = new TestServer(images(["example", "www.open.example"], denial));

    test("of a signed delegation is the parent's, if that is served", () => {
      for (const of of [server, both]) {
        const { flags, answer, authority } = ask(of, "secure.example DS");
        expect([flags, heads(answer), authority]).toEqual(["aa", ["secure.example. DS", "secure.example. RRSIG DS"], []]);
      }
    });

    test("of an unsigned delegation: the parent says that there is none", () => {
      for (const of of [server, both]) {
        const { flags, answer, authority } = ask(of, "open.example DS");
        expect([flags, answer]).toEqual(["aa", []]);
        expect(heads(authority)).toEqual(expect.arrayContaining(SOA));
        if (denial !== "opt-out") expect(heads(authority)).toEqual([...SOA, ...matching("open.example")].sort());
      }
    });

    test("where the child alone is served, it says that it has none", () => {
      const { rcode, flags, answer, authority } = ask(child, "secure.example DS");
      expect([rcode, flags, answer]).toEqual([NoError, "aa", []]);
      const soa = ["secure.example. RRSIG SOA", "secure.example. SOA"];
      const hashed = `${hashOf("secure.example", "", 0)}.secure.example.`;
      const own = denial === "NSEC" ? matching("secure.example") : [`${hashed} NSEC3`, `${hashed} RRSIG NSEC3`];
      expect(heads(authority)).toEqual([...soa, ...own].sort());
    });

    test("everything else at the cut is the child's, if that is served", () => {
      expect(ask(both, "secure.example NS")).toMatchObject({
        flags: "aa",
        answer: ["secure.example. NS ns.test.", "secure.example. RRSIG NS"],
      });
      expect(heads(ask(both, "secure.example A").authority)).toEqual(expect.arrayContaining(["secure.example. SOA"]));
    });

    test("of the top of the zone is no data; below a delegation it is a referral", () => {
      expect(heads(ask(server, "example DS").authority)).toEqual([...SOA, ...matching("example")].sort());
      expect(ask(server, "www.secure.example DS")).toMatchObject({ flags: "", answer: [] });
    });

    test("where the child and a zone above the parent are served, the child says that it has none (RFC 4035 section 3.1.4.1)", () => {
      const { rcode, flags, answer, authority } = ask(above, "www.open.example DS");
      expect([rcode, flags, answer]).toEqual([NoError, "aa", []]);
      expect(heads(authority)).toEqual(expect.arrayContaining(["www.open.example. RRSIG SOA", "www.open.example. SOA"]));
      expect(heads(ask(above, "other.open.example DS").authority)).toEqual(expect.arrayContaining(["open.example. NS"]));
    });
  });
});

describe.each<Denial>(["NSEC3", "opt-out"])("names that are hashes (RFC 5155 section 7.2.8), %s", (denial) => {
  const server = new TestServer(images(["example"], denial));
  const owner = `${hashOf("www.example", "", 0)}.example`;

  test.each(["A", "NSEC3", "RRSIG", "ANY", "DS"])("%s: no such name", (type) => {
    for (const name of [owner, owner.toUpperCase(), `a.${owner}`]) {
      const { rcode, flags, answer, authority } = ask(server, `${name} ${type}`);
      expect([rcode, flags, answer]).toEqual([NXDomain, "aa", []]);
      // The closest encloser, the next closer name, the wildcard: some of them by the same record.
      const links = heads(authority).filter((head) => head.endsWith(" NSEC3") && !head.includes("RRSIG"));
      expect(links.length).toBeGreaterThan(0);
      expect(links.length).toBeLessThanOrEqual(3);
    }
  });
});
