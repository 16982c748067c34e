/** Zones at the edges of what there can be: the longest names, wildcards beside what hides them, redirections below wildcards. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { prove } from "../../../../support/dns-zone-proof.js";
import { type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { APEX, imageOf, type Reply, TestServer, typeOf } from "../../../../support/dns-zone.js";

const { NoError, NXDomain, YXDomain } = DnsRcode;

function ask(server: TestServer, question: string): Reply {
  const [name = "", type = ""] = question.split(" ");
  return server.ask({ name, type: typeOf(type) });
}

/** A name of so many bytes in wire form. */
function nameOfBytes(bytes: number): string {
  const labels: string[] = [];
  // Each label takes a byte more than its letters, and the root takes one.
  for (let left = bytes - 1; left > 0;) {
    const size = left <= 64 ? left - 1 : Math.min(63, left - 3);
    labels.push("n".repeat(size));
    left -= size + 1;
  }
  return labels.join(".");
}

describe("a zone whose name is as long as names can be", () => {
  const origin = nameOfBytes(255);
  const zone: readonly Line[] = [
    { owner: origin, type: "SOA", data: "ns.test. admin.test. 1 2 3 4 5" },
    { owner: origin, type: "NS", data: "ns.test." },
  ];

  test("has its own records, and nothing else", () => {
    const server = new TestServer([imageOf("@ SOA ns.test. admin.test. 1 2 3 4 5\n@ NS ns.test.\n", origin)]);
    expect(ask(server, `${origin} NS`)).toMatchObject({ flags: "aa", answer: [`${origin}. NS ns.test.`] });
    expect(ask(server, `${origin} A`)).toMatchObject({
      rcode: NoError,
      answer: [],
      authority: [`${origin}. SOA ns.test. admin.test. 1 2 3 4 5`],
    });
    expect(ask(server, `${origin.replace(/^n+\./u, "")} A`).rcode).toBe(DnsRcode.Refused);
  });

  test("proves that by NSEC", () => {
    const server = new TestServer([imageOf(signedText(zone, { origin, denial: "NSEC" }), origin)]);
    const question = { name: origin, type: typeOf("A") };
    const message = server.message({ ...question, dnssecOk: true, isStream: true });
    expect(() => {
      prove(question, message, origin);
    }).not.toThrow();
    expect(message.authorities).toHaveLength(4);
  });
});

test("a wildcard under a name that leaves room for one letter", () => {
  const origin = nameOfBytes(253);
  const server = new TestServer([imageOf("@ SOA ns.test. a. 1 2 3 4 5\n@ NS ns.test.\n* A 192.0.2.1\nd DNAME x.test.\n", origin)]);
  expect(ask(server, `y.${origin} A`).answer).toEqual([`y.${origin}. A 192.0.2.1`]);
  expect(ask(server, `*.${origin} A`).answer).toEqual([`*.${origin}. A 192.0.2.1`]);
  expect(ask(server, `d.${origin} A`)).toMatchObject({ rcode: NoError, answer: [] });
});

describe("a wildcard under the zone's own name", () => {
  const server = new TestServer([
    imageOf(
      `${APEX}* A 192.0.2.1\n* MX 1 m\nd NS ns.d\nd DS 1 13 2 ${"00".repeat(32)}\nns.d A 192.0.2.2\nx.e TXT there\nr DNAME t.test.\n`,
    ),
  ]);

  test("stands for what is not there, of any depth", () => {
    expect(ask(server, "a.b.c.example A").answer).toEqual(["a.b.c.example. A 192.0.2.1"]);
    expect(ask(server, "a.example TXT")).toMatchObject({ rcode: NoError, answer: [] });
  });

  test("not for delegations, nor for what is below them (RFC 4592 section 2.2.1)", () => {
    const referral = {
      rcode: NoError,
      flags: "",
      answer: [],
      authority: ["d.example. NS ns.d.example."],
      additional: ["ns.d.example. A 192.0.2.2"],
    };
    expect(ask(server, "d.example A")).toEqual(referral);
    expect(ask(server, "a.b.d.example A")).toEqual(referral);
    expect(ask(server, "d.example DS").answer).toHaveLength(1);
    expect(ask(server, "d.example MX").answer).toEqual([]);
  });

  test("not for empty non-terminals, nor below them", () => {
    expect(ask(server, "e.example A")).toMatchObject({ rcode: NoError, answer: [] });
    expect(ask(server, "y.e.example A").rcode).toBe(NXDomain);
  });

  test("not below a DNAME, nor for its owner", () => {
    expect(ask(server, "a.r.example A").answer).toEqual(["r.example. DNAME t.test.", "a.r.example. CNAME a.t.test."]);
    expect(ask(server, "r.example A")).toMatchObject({ rcode: NoError, answer: [] });
  });

  test("not for the zone's own name", () => {
    expect(ask(server, "example MX")).toMatchObject({ rcode: NoError, answer: [] });
  });
});

describe("a DNAME at a name that a wildcard is beside", () => {
  const long = "l".repeat(60);
  const server = new TestServer([
    imageOf(`${APEX}*.w TXT wild\nd.w DNAME t\nx.t A 192.0.2.1\n*.t TXT goal\nl.w DNAME ${long}.${long}.${long}\n*.c CNAME x.d.w\n`),
  ]);

  test.each([
    ["x.d.w.example A", ["d.w.example. DNAME t.example.", "x.d.w.example. CNAME x.t.example.", "x.t.example. A 192.0.2.1"]],
    ["y.d.w.example TXT", ["d.w.example. DNAME t.example.", "y.d.w.example. CNAME y.t.example.", 'y.t.example. TXT "goal"']],
    ["y.e.w.example TXT", ['y.e.w.example. TXT "wild"']],
    [
      "any.c.example A",
      [
        "any.c.example. CNAME x.d.w.example.",
        "d.w.example. DNAME t.example.",
        "x.d.w.example. CNAME x.t.example.",
        "x.t.example. A 192.0.2.1",
      ],
    ],
  ])("%s", (question, answer) => {
    expect(ask(server, question)).toMatchObject({ rcode: NoError, flags: "aa", answer });
  });

  test("too long a name is refused, however it was reached (RFC 6672 section 2.2)", () => {
    expect(ask(server, `${"x".repeat(63)}.l.w.example A`)).toMatchObject({ rcode: YXDomain, flags: "aa", authority: [] });
  });
});
