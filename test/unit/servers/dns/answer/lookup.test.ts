/** What is found in zones: aliases, redirections, delegations, wildcards, several zones (RFC 1034 section 4.3.2, 4592, 6672). */
import { describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { APEX, imageOf, TestServer, typeOf } from "../../../../support/dns-zone.js";

const { NoError, NXDomain, YXDomain, Refused } = DnsRcode;
const SOA = "example. SOA ns.elsewhere.test. admin.example. 1 7200 900 1209600 300";

function serverOf(text: string, origin = "example"): TestServer {
  return new TestServer([imageOf(APEX + text, origin)]);
}

/** Asks as `name TYPE`. */
function ask(server: TestServer, question: string): ReturnType<TestServer["ask"]> {
  const [name = "", type = ""] = question.split(" ");
  return server.ask({ name, type: typeOf(type) });
}

describe("CNAME", () => {
  const links = Array.from({ length: 20 }, (_, index) => `c${index} CNAME c${index + 1}\n`).join("");
  const server = serverOf(
    `${links}c20 A 192.0.2.1\na CNAME b\nb CNAME c\nc A 192.0.2.1\nout CNAME www.test.\ngone CNAME nowhere\nnone CNAME c\n` +
      "loop CNAME loop\nx CNAME y\ny CNAME z\nz CNAME x\ncut CNAME www.s\ns NS ns.test.\n*.w CNAME c\n",
  );

  test("is followed, in order", () => {
    expect(ask(server, "a.example A").answer).toEqual([
      "a.example. CNAME b.example.",
      "b.example. CNAME c.example.",
      "c.example. A 192.0.2.1",
    ]);
  });

  test("is not followed when it is asked for", () => {
    expect(ask(server, "a.example CNAME").answer).toEqual(["a.example. CNAME b.example."]);
    expect(ask(server, "a.example ANY").answer).toEqual(["a.example. CNAME b.example."]);
  });

  test("out of the zone", () => {
    expect(ask(server, "out.example A")).toMatchObject({ rcode: NoError, answer: ["out.example. CNAME www.test."], authority: [] });
  });

  test("to a name that is not there (RFC 6604): NXDOMAIN", () => {
    expect(ask(server, "gone.example A")).toMatchObject({
      rcode: NXDomain,
      answer: ["gone.example. CNAME nowhere.example."],
      authority: [SOA],
    });
  });

  test("to a name without such data", () => {
    expect(ask(server, "none.example MX")).toMatchObject({ rcode: NoError, answer: ["none.example. CNAME c.example."], authority: [SOA] });
  });

  test("into a delegation: a referral, and what went before is authoritative", () => {
    expect(ask(server, "cut.example A")).toEqual({
      rcode: NoError,
      flags: "aa",
      answer: ["cut.example. CNAME www.s.example."],
      authority: ["s.example. NS ns.test."],
      additional: [],
    });
  });

  test("loops end", () => {
    expect(ask(server, "loop.example A").answer).toEqual(["loop.example. CNAME loop.example."]);
    expect(ask(server, "x.example A").answer).toHaveLength(3);
  });

  test("at most sixteen", () => {
    const { rcode, answer, authority } = ask(server, "c0.example A");
    expect([rcode, answer.length, authority.length]).toEqual([NoError, 16, 0]);
    expect(ask(server, "c4.example A").answer).toHaveLength(17);
  });

  test("of a wildcard", () => {
    expect(ask(server, "n.w.example A").answer).toEqual(["n.w.example. CNAME c.example.", "c.example. A 192.0.2.1"]);
  });
});

describe("DNAME", () => {
  const label = "x".repeat(60);
  const server = serverOf(
    `d DNAME t\n  TXT "own"\nw.t A 192.0.2.1\nlong DNAME ${label}.${label}.${label}\nself DNAME self\none DNAME two\ntwo DNAME t\nout DNAME test.\nnone DNAME nothing\n`,
  );

  test("is answered with what it makes", () => {
    expect(ask(server, "w.d.example A").answer).toEqual([
      "d.example. DNAME t.example.",
      "w.d.example. CNAME w.t.example.",
      "w.t.example. A 192.0.2.1",
    ]);
  });

  test("at the name itself it redirects nothing", () => {
    expect(ask(server, "d.example TXT").answer).toEqual(['d.example. TXT "own"']);
    expect(ask(server, "d.example A")).toMatchObject({ rcode: NoError, answer: [], authority: [SOA] });
    expect(ask(server, "d.example DNAME").answer).toEqual(["d.example. DNAME t.example."]);
  });

  test("the CNAME that it makes is what a query for CNAME gets", () => {
    expect(ask(server, "w.d.example CNAME").answer).toEqual(["d.example. DNAME t.example.", "w.d.example. CNAME w.t.example."]);
  });

  test("a name that becomes too long: YXDOMAIN", () => {
    const name = `${"y".repeat(63)}.long.example`;
    expect(ask(server, `${name} A`)).toMatchObject({
      rcode: YXDomain,
      flags: "aa",
      answer: [`long.example. DNAME ${label}.${label}.${label}.example.`],
    });
    expect(ask(server, `${"y".repeat(40)}.long.example A`).rcode).toBe(NXDomain);
  });

  test("one leads to another", () => {
    expect(ask(server, "w.one.example A").answer).toEqual([
      "one.example. DNAME two.example.",
      "w.one.example. CNAME w.two.example.",
      "two.example. DNAME t.example.",
      "w.two.example. CNAME w.t.example.",
      "w.t.example. A 192.0.2.1",
    ]);
  });

  test("to itself ends", () => {
    expect(ask(server, "w.self.example A").answer).toEqual(["self.example. DNAME self.example.", "w.self.example. CNAME w.self.example."]);
  });

  test("out of the zone, and to nothing", () => {
    expect(ask(server, "w.out.example A")).toMatchObject({ rcode: NoError, authority: [] });
    expect(ask(server, "w.none.example A")).toMatchObject({ rcode: NXDomain, authority: [SOA] });
  });

  test("at the apex", () => {
    const apex = serverOf("@ DNAME test.\n");
    expect(ask(apex, "a.b.example A").answer).toEqual(["example. DNAME test.", "a.b.example. CNAME a.b.test."]);
    expect(ask(apex, "example NS").answer).toEqual(["example. NS ns.elsewhere.test."]);
  });

  test("is in the answer once (RFC 2181 section 5)", () => {
    const twice = serverOf("b DNAME a\na.a CNAME b\n");
    expect(ask(twice, "a.b.example DNAME").answer.filter((record) => record.startsWith("b.example. DNAME"))).toHaveLength(1);
  });
});

describe("delegations", () => {
  const server = serverOf(
    "s NS ns.s\ns NS ns.t\ns NS ns.test.\nns.t A 192.0.2.2\nns.s A 192.0.2.1\nns.s AAAA 2001:db8::1\nt NS ns.t\nsame NS same\nsame A 192.0.2.3\n" +
      "plain NS ns\nns A 192.0.2.4\n",
  );
  const REFERRAL = {
    rcode: NoError,
    flags: "",
    answer: [],
    authority: ["s.example. NS ns.s.example.", "s.example. NS ns.t.example.", "s.example. NS ns.test."],
    // What can't be found otherwise comes first.
    additional: ["ns.s.example. A 192.0.2.1", "ns.s.example. AAAA 2001:db8::1", "ns.t.example. A 192.0.2.2"],
  };

  test.each([
    "s.example A",
    "www.s.example A",
    "s.example NS",
    "s.example SOA",
    "ns.s.example A",
    "a.b.c.s.example TXT",
    "s.example ANY",
    "x.s.example DS",
  ])("%s is a referral", (question) => {
    expect(ask(server, question)).toEqual(REFERRAL);
  });

  test("DS is the parent's to answer", () => {
    expect(ask(server, "s.example DS")).toMatchObject({ rcode: NoError, flags: "aa", answer: [], authority: [SOA] });
  });

  test("a server with the delegation's own name", () => {
    expect(ask(server, "a.same.example A").additional).toEqual(["same.example. A 192.0.2.3"]);
  });

  test("a server elsewhere in the zone", () => {
    expect(ask(server, "plain.example A").additional).toEqual(["ns.example. A 192.0.2.4"]);
  });

  test("glue is not added to answers (RFC 2181 section 5.4.1)", () => {
    expect(ask(serverOf("@ MX 1 ns.s\ns NS ns.s\nns.s A 192.0.2.1\n"), "example MX").additional).toEqual([]);
  });
});

describe("names that are there or not", () => {
  const server = serverOf("a.b.c A 192.0.2.1\n*.w TXT x\nx.y.w A 192.0.2.1\n*.v A 192.0.2.2\nn.*.v A 192.0.2.3\n");

  test("an empty non-terminal has no data", () => {
    for (const name of ["b.c.example", "c.example", "y.w.example"]) {
      expect(ask(server, `${name} A`)).toMatchObject({ rcode: NoError, flags: "aa", answer: [], authority: [SOA] });
    }
  });

  test("below one there is nothing, and no wildcard above it counts", () => {
    expect(ask(server, "z.c.example A").rcode).toBe(NXDomain);
    expect(ask(server, "z.y.w.example TXT").rcode).toBe(NXDomain);
  });

  test("a wildcard stands for any number of labels, not for itself nor for what is above", () => {
    expect(ask(server, "p.q.w.example TXT").answer).toEqual(['p.q.w.example. TXT "x"']);
    expect(ask(server, "w.example TXT")).toMatchObject({ rcode: NoError, answer: [] });
    expect(ask(server, "*.w.example TXT").answer).toEqual(['*.w.example. TXT "x"']);
    expect(ask(server, "p.*.w.example TXT").rcode).toBe(NXDomain);
    expect(ask(server, "N.*.V.example A").answer).toEqual(["N.*.V.example. A 192.0.2.3"]);
  });

  test("how long there is nothing: the less of the SOA's TTL and its MINIMUM (RFC 2308 section 3)", () => {
    const ttl = (text: string): number | undefined =>
      new TestServer([imageOf(text)]).message({ name: "none.example", type: DnsType.A }).authorities[0]?.ttl;
    expect(ttl("@ 100 SOA a. b. 1 2 3 4 5\n@ NS a.\n")).toBe(5);
    expect(ttl("@ 100 SOA a. b. 1 2 3 4 500\n@ NS a.\n")).toBe(100);
  });
});

describe("additional records", () => {
  const server = serverOf(
    "@ MX 1 m\nm A 192.0.2.1\n  AAAA 2001:db8::1\n_s SRV 1 2 3 m\n@ NS m\ntwice MX 1 m\ntwice MX 2 m\ntwice MX 3 M\nwild MX 1 x.w\n*.w A 192.0.2.9\n",
  );
  const ADDRESSES = ["m.example. A 192.0.2.1", "m.example. AAAA 2001:db8::1"];

  test.each(["example MX", "example NS", "_s.example SRV"])("%s", (question) => {
    expect(ask(server, question).additional).toEqual(ADDRESSES);
  });

  test("once each", () => {
    expect(ask(server, "twice.example MX").additional).toEqual(ADDRESSES);
  });
});

describe("several zones", () => {
  const parent = imageOf(`${APEX}sub NS ns.sub\nns.sub A 192.0.2.1\nsub DS 1 13 2 ${"00".repeat(32)}\nwww A 192.0.2.2\n`, "example");
  const child = imageOf(`${APEX}www A 192.0.2.3\n`, "sub.example");
  const other = imageOf(APEX, "example.test");
  const both = new TestServer([parent, child, other]);

  test("the nearest answers", () => {
    expect(ask(both, "www.sub.example A").answer).toEqual(["www.sub.example. A 192.0.2.3"]);
    expect(ask(both, "www.example A").answer).toEqual(["www.example. A 192.0.2.2"]);
    expect(ask(both, "sub.example NS")).toMatchObject({ flags: "aa", answer: ["sub.example. NS ns.elsewhere.test."] });
  });

  test("DS is the parent's, where that is served too (RFC 4035 section 3.1.4.1)", () => {
    expect(ask(both, "sub.example DS").answer).toEqual([`sub.example. DS 1 13 2 ${"00".repeat(32)}`]);
    const alone = ask(new TestServer([child]), "sub.example DS");
    expect([alone.rcode, alone.flags, alone.authority[0]?.startsWith("sub.example. SOA")]).toEqual([NoError, "aa", true]);
    expect(ask(both, "example DS")).toMatchObject({ rcode: NoError, answer: [], authority: [SOA] });
  });

  test("DS of a zone whose parent is not served, though one further up is: no data, not a referral (RFC 4035 section 3.1.4.1)", () => {
    const grandchild = imageOf(APEX, "a.sub.example");
    const two = new TestServer([parent, grandchild]);
    const none = { rcode: NoError, flags: "aa", answer: [], authority: [SOA.replace(/^/u, "a.sub.").replace("admin.", "admin.a.sub.")] };
    expect(ask(two, "a.sub.example DS")).toMatchObject(none);
    expect(ask(two, "b.sub.example DS")).toMatchObject({ flags: "", authority: ["sub.example. NS ns.sub.example."] });
    // Here the parent is served, and has no delegation: it says so.
    expect(ask(new TestServer([parent, child, grandchild]), "a.sub.example DS")).toMatchObject({ rcode: NXDomain, flags: "aa" });
  });

  test("names of none are refused, those too that only end alike", () => {
    for (const name of ["test", "anexample", "www.anexample", ".", "example.com"]) expect(ask(both, `${name} A`).rcode).toBe(Refused);
  });

  test("other zones, from one query to the next", () => {
    const server = new TestServer([parent], { memoBytes: 1 << 20 });
    expect(ask(server, "www.sub.example A").answer).toEqual([]);
    server.serve([parent, child]);
    expect(ask(server, "www.sub.example A").answer).toEqual(["www.sub.example. A 192.0.2.3"]);
  });

  test("the root", () => {
    const root = new TestServer([
      imageOf(". SOA ns.test. a. 1 2 3 4 5\n. NS ns.test.\nns.test. A 192.0.2.1\ncom. NS ns.com.\nns.com. A 192.0.2.2\n", "."),
    ]);
    expect(ask(root, ". NS")).toMatchObject({ flags: "aa", answer: [". NS ns.test."], additional: ["ns.test. A 192.0.2.1"] });
    expect(ask(root, "www.example.com A")).toMatchObject({
      flags: "",
      authority: ["com. NS ns.com."],
      additional: ["ns.com. A 192.0.2.2"],
    });
    expect(ask(root, "net A")).toMatchObject({ rcode: NXDomain, authority: [". SOA ns.test. a. 1 2 3 4 5"] });
    expect(ask(root, ". DS")).toMatchObject({ rcode: NoError, authority: [". SOA ns.test. a. 1 2 3 4 5"] });
  });
});
