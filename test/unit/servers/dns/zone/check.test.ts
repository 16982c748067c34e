/** What is wrong with a zone as a whole, and where that is told. */
import { describe, expect, test } from "vitest";
import { lineOfText, renderProblem } from "../../../../../servers/dns/zone-file/index.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { APEX, load, wireOf } from "../../../../support/dns-zone.js";

/** The problems of a zone `example` whose SOA and NS records are there, as `line:column severity code`. */
function problems(text: string, apex = APEX): string[] {
  const { problems: found } = load(apex + text, "example");
  return found.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
}

const DS = `DS 1 13 2 ${"00".repeat(32)}`;

describe("the apex", () => {
  test("a zone that has nothing wrong", () => expect(problems("www A 192.0.2.1\n")).toEqual([]));
  test("no SOA", () => expect(problems("", "@ NS ns.test.\n")).toEqual(["1:1 error no-soa"]));
  test("nothing at all", () => expect(problems("", "")).toEqual(["1:1 error no-soa", "1:1 error no-ns"]));
  test("two SOAs", () => expect(problems("@ SOA other. admin 1 7200 900 1209600 300\n")).toEqual(["3:1 error several-soas"]));
  test("the same SOA twice is one", () => expect(problems(APEX)).toEqual(["3:1 warning duplicate-record", "4:1 warning duplicate-record"]));
  test("a SOA elsewhere", () => expect(problems("sub SOA other. admin 1 2 3 4 5\n")).toEqual(["3:1 error misplaced-soa"]));
  test("no NS", () => expect(problems("", "www A 192.0.2.1\n@ SOA ns. admin 1 2 3 4 5\n")).toEqual(["2:1 error no-ns"]));
  test("DS records", () => expect(problems(`@ ${DS}\n`)).toEqual(["3:1 warning misplaced-type"]));
  test("types that stand only there", () => expect(problems("a NSEC3PARAM 1 0 0 -\n")).toEqual(["3:1 warning misplaced-type"]));
});

describe("aliases", () => {
  test("a CNAME beside other data, which comes first", () =>
    expect(problems('a TXT "x"\n  CNAME b\n')).toEqual(["4:3 error cname-and-other-data"]));
  test("at the apex", () => expect(problems("@ CNAME b\n")).toEqual(["3:1 error cname-and-other-data"]));
  test("beside a KEY", () => expect(problems("a CNAME b.test.\na KEY 0 3 13 AAAA\n")).toEqual([]));
  test("two of them: the second is meant", () =>
    expect(problems("a CNAME b.test.\na CNAME b.test.\nb A 192.0.2.1\na CNAME c.test.\n")).toEqual([
      "4:1 warning duplicate-record",
      "6:1 error cname-and-other-data",
    ]));
  test("two DNAMEs", () => expect(problems("a DNAME b.test.\na DNAME c.test.\n")).toEqual(["4:1 error bad-dname"]));
  test("a DNAME at a delegation", () => expect(problems("a NS ns.test.\na DNAME c.test.\n")).toEqual(["4:1 error bad-dname"]));
  test("a DNAME at the apex, beside NS", () => expect(problems("@ DNAME c.test.\n")).toEqual([]));
  test("data below a DNAME", () => expect(problems("b.c.a A 192.0.2.1\na DNAME c.test.\n")).toEqual(["3:1 error below-dname"]));
  test("data below a DNAME of the apex", () => expect(problems("@ DNAME c.test.\na A 192.0.2.1\n")).toEqual(["4:1 error below-dname"]));
  test("wildcards that redirect", () =>
    expect(problems("*.a DNAME c.test.\n*.b NS ns.test.\n")).toEqual(["3:1 warning wildcard-cut", "4:1 warning wildcard-cut"]));
});

describe("delegations", () => {
  test("with glue", () => expect(problems("a NS ns.a\nns.a A 192.0.2.1\n")).toEqual([]));
  test("without glue", () => expect(problems("a NS ns.test.\na NS ns.a\n")).toEqual(["4:1 warning missing-address"]));
  test("the delegation itself is the server, and has no address", () =>
    expect(problems("a NS a\n")).toEqual(["3:1 warning missing-address"]));
  test("a server below another delegation", () => expect(problems("a NS ns.b\nb NS ns.test.\n")).toEqual([]));
  test("a server in the zone without address", () => expect(problems("a NS ns\n")).toEqual(["3:1 warning missing-address"]));
  test("a server that is a wildcard's", () => expect(problems("a NS ns.w\n*.w AAAA ::1\n")).toEqual([]));
  test("the zone's own server without address", () => expect(problems("@ NS ns\n")).toEqual(["3:1 error missing-address"]));
  test("the zone's own server in capitals", () => expect(problems("@ NS NS.Example.\nns A 192.0.2.1\n")).toEqual([]));
  test("data beside and below", () =>
    expect(problems('a NS ns.test.\na TXT "x"\nb.a MX 1 c.test.\n')).toEqual(["4:1 warning occluded", "5:1 warning occluded"]));
  test("addresses that are no glue", () => expect(problems("x.a A 192.0.2.1\na NS ns.test.\n")).toEqual(["3:1 warning occluded"]));
  test("glue of a sibling", () => expect(problems("a NS ns.b\nb NS ns.test.\nns.b AAAA ::1\n")).toEqual([]));
  test("DS records without NS", () => expect(problems(`a ${DS}\n`)).toEqual(["3:1 warning ds-without-ns"]));
});

describe("targets", () => {
  test("aliases", () =>
    expect(problems("c CNAME www.test.\n@ MX 1 c\n_x SRV 1 1 1 c\ns NS c\n")).toEqual([
      "4:1 warning target-is-alias",
      "5:1 warning target-is-alias",
      "6:1 warning target-is-alias",
    ]));
  test("below a DNAME", () => expect(problems("d DNAME test.\n@ MX 1 c.d\n")).toEqual(["4:1 warning target-is-alias"]));
  test("a wildcard's alias", () => expect(problems("*.d CNAME test.\n@ MX 1 c.d\n")).toEqual(["4:1 warning target-is-alias"]));
  test("without address", () =>
    expect(problems("@ MX 1 mail.test.\n@ MX 2 a\na TXT x\n_x SRV 0 0 0 b\n")).toEqual([
      "4:1 warning missing-address",
      "6:1 warning missing-address",
    ]));
  test("none at all", () => expect(problems("@ MX 0 .\n_x SRV 0 0 0 .\n")).toEqual([]));
  test("below a delegation", () => expect(problems("s NS ns.test.\n@ MX 0 mail.s\n")).toEqual([]));
});

describe("times to live", () => {
  test("that differ are told, and the lowest is taken", () => {
    const { problems: found, image } = load(`${APEX}a 60 A 192.0.2.1\na 30 A 192.0.2.2\na 90 A 192.0.2.3\n`, "example");
    expect(found.map(({ line, severity, code }) => `${line} ${severity} ${code}`)).toEqual(["4 warning other-ttl", "5 warning other-ttl"]);
    expect(image).toBeDefined();
  });
});

describe("how problems are told", () => {
  test("with their line and a caret", () => {
    const text = `${APEX}  \na IN CNAME b\n`;
    const [problem] = load(`${text}a A 192.0.2.1\n`, "example").problems;
    if (problem === undefined) throw new Error("no problem");
    expect(renderProblem(problem, (_, line) => lineOfText(new TextEncoder().encode(text), line))).toBe(
      "zone:4:1: error: a.example.: a CNAME stands alone, but there is A data too\n  a IN CNAME b\n  ^",
    );
  });

  test("so many of them, the errors first, the others counted", () => {
    const text = Array.from({ length: 50 }, (_, index) => `h${index} MX 1 none${index}\n`).join("");
    const { problems: found, errors, warnings } = load(`${APEX}${text}x SOA a. b. 1 2 3 4 5\n`, "example", { limits: { problems: 10 } });
    expect({ told: found.length, errors, warnings, isErrorTold: found.some(({ severity }) => severity === "error") }).toEqual({
      told: 10,
      errors: 1,
      warnings: 50,
      isErrorTold: true,
    });
  });

  test("in included and generated records", () => {
    const include = (): Uint8Array => new TextEncoder().encode("\n\nb CNAME c\nb CNAME d\n");
    const found = load(`${APEX}$GENERATE 1-3 h$ MX 1 none\n$INCLUDE other\n`, "example", { include }).problems;
    expect(found.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(["other:4:1", "zone:3:1", "zone:3:1", "zone:3:1"]);
  });

  test("a zone with errors has no image, and one with warnings has", () => {
    expect(load(`${APEX}@ CNAME a\n`, "example").image).toBeUndefined();
    expect(load(`${APEX}@ MX 1 a\n`, "example").image).toBeDefined();
  });

  test("the origin's bytes may be part of a larger buffer, as those of a Buffer are", () => {
    const origin = Buffer.from(Buffer.concat([Buffer.from("xyz"), wireOf("example")])).subarray(3);
    const text = new TextEncoder().encode(APEX + "www 60 A 192.0.2.1\n");
    const { problems: found, records } = loadZone(text, { file: "zone", defaultTtl: 3600, origin });
    expect([found, records]).toEqual([[], 3]);
  });

  test("the owner is not in the zone", () => expect(problems("www.test. A 192.0.2.1\n")).toEqual(["3:1 error out-of-zone"]));
});
