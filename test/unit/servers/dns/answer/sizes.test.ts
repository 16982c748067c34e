/** How large replies are, and what is left out of them (RFC 1035 section 4.2.1, RFC 2181 section 9, RFC 9471). */
import { describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { APEX, decodeMessage, imageOf, type Question, type Reply, replyOf, TestServer } from "../../../../support/dns-zone.js";
import { nearNames, randomLines, TYPES } from "../../../../support/dns-zone-random.js";
import { signedText } from "../../../../support/dns-zone-signer.js";
import { Random } from "../../../../support/random.js";

const { A, TXT, MX, NS } = DnsType;

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

const server = new TestServer([
  imageOf(
    APEX +
      lines(40, (index) => `big A 192.0.2.${index}`) +
      lines(29, (index) => `fits A 192.0.2.${index}`) +
      lines(20, (index) => `mx MX ${index} host${index}\nhost${index} A 192.0.2.${index}`) +
      lines(12, (index) => `sub NS ns${index}.sub\nns${index}.sub AAAA 2001:db8::${index}`) +
      lines(12, (index) => `sibling NS ns${index}.other\nns${index}.other AAAA 2001:db8::${index}`) +
      "other NS ns.test.\n" +
      lines(40, (index) => `many NS ns${index}.many\nns${index}.many AAAA 2001:db8::${index}`) +
      lines(300, (index) => `huge TXT "${String(index).padStart(200, "x")}"`),
  ),
]);

function sizeOf(question: Question): number {
  return server.bytes(question).length;
}

describe("truncation", () => {
  test("without EDNS, 512 bytes", () => {
    expect(server.ask({ name: "big.example", type: A })).toMatchObject({ rcode: DnsRcode.NoError, flags: "aa tc", answer: [] });
    // 12 + 18 for the header and the question, 16 for each of 30 addresses: one more than there is room for.
    expect(server.ask({ name: "fits.example", type: A }).answer).toHaveLength(29);
  });

  test("a size below 512 counts as 512 (RFC 6891 section 6.2.3)", () => {
    expect(server.ask({ name: "fits.example", type: A, payload: 100 }).answer).toHaveLength(29);
  });

  test("no more than the server's own limit", () => {
    expect(server.ask({ name: "big.example", type: A, payload: 4096 }).answer).toHaveLength(40);
    expect(server.ask({ name: "huge.example", type: TXT, payload: 0xffff })).toMatchObject({ flags: "aa tc", answer: [] });
  });

  test("none on a stream", () => {
    expect(server.ask({ name: "huge.example", type: TXT, isStream: true })).toMatchObject({ flags: "aa" });
    expect(sizeOf({ name: "huge.example", type: TXT, isStream: true })).toBeGreaterThan(60_000);
  });

  test("additional addresses are left out silently, each RRset whole", () => {
    const { flags, answer, additional } = server.ask({ name: "mx.example", type: MX });
    expect([flags, answer.length]).toEqual(["aa", 20]);
    expect(additional.length).toBeLessThan(20);
    expect(server.ask({ name: "mx.example", type: MX, payload: 1232 }).additional).toHaveLength(20);
  });

  test("glue that cannot be had otherwise is not (RFC 9471 section 3.1)", () => {
    const { flags, authority } = server.ask({ name: "www.sub.example", type: A });
    expect([flags, authority.length]).toEqual(["tc", 12]);
    expect(server.ask({ name: "www.sub.example", type: A, payload: 1232 })).toMatchObject({ flags: "" });
  });

  test("glue of any number of servers: all of it, or TC", () => {
    expect(server.ask({ name: "www.many.example", type: A, payload: 1232 }).flags).toBe("tc");
    const whole = server.ask({ name: "www.many.example", type: A, isStream: true });
    expect([whole.flags, whole.authority.length, whole.additional.length]).toEqual(["", 40, 40]);
  });

  test("glue of siblings is left out silently (RFC 9471 section 3.2)", () => {
    const { flags, authority, additional } = server.ask({ name: "www.sibling.example", type: A });
    expect([flags, authority.length]).toEqual(["", 12]);
    expect(additional.length).toBeLessThan(12);
  });
});

/** Whether the records of a section are some of the RRsets of another one, each whole. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  const setOf = (record: string): string =>
    record
      .split(" ")
      .slice(0, record.includes(" RRSIG ") ? 3 : 2)
      .join(" ");
  const sets = new Set(some.map(setOf));
  const expected = all.filter((record) => sets.has(setOf(record)));
  return expected.toSorted().join("\n") === some.toSorted().join("\n");
}

/** What is wrong with a short reply, seen beside the long one. */
function complaint(short: Reply, long: Reply): string | undefined {
  const isCut = short.flags.includes("tc");
  if (short.rcode !== long.rcode && !isCut) return "another RCODE";
  if (!isCut && short.answer.join() !== long.answer.join()) return "another answer, and TC is not set";
  if (!isCut && short.authority.join() !== long.authority.join()) return "other authorities, and TC is not set";
  const sections = ["answer", "authority", "additional"] as const;
  const torn = sections.find((section) => !isPartOf(short[section], long[section]));
  return torn === undefined ? undefined : `part of an RRset in section ${torn}`;
}

test("whatever the size: within the limit, RRsets whole, TC where something is missing", () => {
  const random = new Random(11);
  for (let seed = 1; seed <= 8; seed++) {
    const origin = "a-rather-long-label-for-a-zone.example";
    const zoneLines = randomLines(new Random(seed), origin);
    const text = signedText(zoneLines, { origin, denial: random.pick(["NSEC", "NSEC3"] as const) });
    const zone = new TestServer([imageOf(text, origin)]);
    for (const name of nearNames(zoneLines, origin)) {
      const question = { name, type: random.pick([...TYPES, NS]), dnssecOk: true };
      const long = zone.ask({ ...question, isStream: true });
      for (const payload of [512, random.between(513, 900), random.between(900, 1400)]) {
        const bytes = zone.bytes({ ...question, payload });
        expect(bytes.length).toBeLessThanOrEqual(Math.min(payload, 1232));
        expect(complaint(replyOf(decodeMessage(bytes)), long)).toBeUndefined();
      }
    }
  }
});

describe("beyond the reach of pointers, on a stream", () => {
  const strings = lines(120, (index) => `*.w TXT "${String(index).padStart(200, "x")}"`);
  const text = `@ SOA ns.test. admin.test. 1 2 3 4 5\n@ NS ns.test.\n${strings}`;
  const owners = text
    .trim()
    .split("\n")
    .map((line) => /^(\S+) (\S+) (.*)$/u.exec(line) ?? []);
  const zoneLines = owners.map(([, owner = "", type = "", data = ""]) => ({
    owner: owner === "@" ? "example" : `${owner}.example`,
    type: type === "SOA" ? ("SOA" as const) : type === "NS" ? ("NS" as const) : ("TXT" as const),
    data,
  }));

  test.each(["NSEC", "NSEC3"] as const)("a proof behind 20,000 bytes of answer: %s", (denial) => {
    const zone = new TestServer([imageOf(signedText(zoneLines, { origin: "example", denial }))]);
    const { flags, answer, authority } = zone.ask({ name: "x.w.example", type: TXT, dnssecOk: true, isStream: true });
    expect([flags, answer.length, authority.length]).toEqual(["aa", 121, 2]);
  });

  test("what would have to point farther than pointers reach is left out, and TC says so", () => {
    const signature = (index: number): string => Buffer.alloc(500, index).toString("base64");
    const links = lines(4, (link) => {
      const signatures = lines(
        8,
        (index) => `c${link} RRSIG CNAME 13 2 60 20370101000000 20200101000000 ${index} example. ${signature(index)}`,
      );
      return `${signatures}c${link} CNAME c${link + 1}`;
    });
    const text = `@ SOA ns.provider.invalid. admin.provider.invalid. 1 2 3 4 5\n@ NS ns.test.\nc4 TXT x\n${links}`;
    const { flags, answer, authority } = new TestServer([imageOf(text)]).ask({
      name: "c0.example",
      type: A,
      dnssecOk: true,
      isStream: true,
    });
    expect([flags, answer.length, authority.length]).toEqual(["aa tc", 36, 0]);
  });
});
