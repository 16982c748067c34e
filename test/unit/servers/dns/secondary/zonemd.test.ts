/** Digests of zones that come (ZONEMD, RFC 8976): what is verified, and what becomes of a zone whose digest is wrong. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { digest } from "../../../../../servers/dns/node/primitives.js";
import { checkReceived, type ZonemdPolicy } from "../../../../../servers/dns/zone/check-received.js";
import { verifyZonemd } from "../../../../../servers/dns/zone/check-zonemd.js";
import { unchecked } from "./support.js";

const APEX = ["@ 86400 SOA ns1 admin 7 1800 900 604800 86400", "@ 86400 NS ns1"];
const HOST = "ns1 3600 A 203.0.113.63";

/** The records in canonical form and order, written down by hand: name, type, class, TTL, data (RFC 4034 section 6). */
const NAME = "076578616d706c6503636f6d00";
const NS1 = `036e7331${NAME}`;
const SOA_DATA = `${NS1}0561646d696e${NAME}00000007000007080000038400093a8000015180`;
const CANONICAL = [
  `${NAME}0002000100015180${length(NS1)}${NS1}`,
  `${NAME}0006000100015180${length(SOA_DATA)}${SOA_DATA}`,
  `${NS1}0001000100000e100004cb00713f`,
].join("");

function length(hex: string): string {
  return (hex.length / 2).toString(16).padStart(4, "0");
}

function hashOf(algorithm: "sha384" | "sha512"): string {
  return createHash(algorithm).update(Buffer.from(CANONICAL, "hex")).digest("hex");
}

const SHA384 = hashOf("sha384");
const SHA512 = hashOf("sha512");
const WRONG = "00".repeat(48);

function zoneWith(...zonemds: readonly string[]): ZoneImage {
  return unchecked([...APEX, ...zonemds.map((data) => `@ 86400 ZONEMD ${data}`), HOST, ""].join("\n"));
}

function verdict(...zonemds: readonly string[]): string {
  const image = zoneWith(...zonemds);
  const found = verifyZonemd(image, image.version, digest);
  return found.kind === "wrong" ? found.problem : found.kind;
}

describe("a digest (section 4)", () => {
  test.each<[string, readonly string[], string]>([
    ["SHA-384", [`7 1 1 ${SHA384}`], "verified"],
    ["SHA-512", [`7 1 2 ${SHA512}`], "verified"],
    ["both", [`7 1 1 ${SHA384}`, `7 1 2 ${SHA512}`], "verified"],
    ["one that is right beside one that is wrong", [`7 1 1 ${WRONG}`, `7 1 2 ${SHA512}`], "verified"],
    ["one that is right beside one that nobody knows", [`7 1 1 ${SHA384}`, `7 240 1 ${WRONG}`], "verified"],
    ["none", [], "absent"],
    ["another scheme", [`7 240 1 ${SHA384}`], "unsupported"],
    ["another algorithm", [`7 1 240 ${SHA384}`], "unsupported"],
    ["one that is wrong", [`7 1 1 ${WRONG}`], "the digest is not that of the zone (RFC 8976 section 4)"],
    ["one that is wrong beside one that nobody knows", [`7 1 1 ${WRONG}`, `7 240 1 ${SHA384}`], "the digest is not that of the zone"],
    ["another serial", [`8 1 1 ${SHA384}`], "the ZONEMD record is about serial 8, and the zone has 7"],
    ["two of one kind", [`7 1 1 ${SHA384}`, `7 1 1 ${WRONG}`], "there are two ZONEMD records of one scheme and algorithm"],
  ])("%s", (_what, zonemds, expected) => {
    expect(verdict(...zonemds)).toContain(expected);
  });
});

describe("a zone that comes", () => {
  function problemOf(zonemd: ZonemdPolicy, ...zonemds: readonly string[]): string | undefined {
    const image = zoneWith(...zonemds);
    return checkReceived(image, image.version, { now: 0, zonemd }, digest).problem;
  }

  test.each<[readonly string[], Record<ZonemdPolicy, string | undefined>]>([
    [[`7 1 1 ${SHA384}`], { ignore: undefined, verify: undefined, require: undefined }],
    [[], { ignore: undefined, verify: undefined, require: "it has no digest (ZONEMD), which is required" }],
    [[`7 240 1 ${SHA384}`], { ignore: undefined, verify: undefined, require: "its digest (ZONEMD) cannot be verified, which is required" }],
    [
      [`7 1 1 ${WRONG}`],
      {
        ignore: undefined,
        verify: "its digest is wrong (ZONEMD): the digest is not that of the zone (RFC 8976 section 4)",
        require: "its digest is wrong (ZONEMD): the digest is not that of the zone (RFC 8976 section 4)",
      },
    ],
  ])("%j", (zonemds, expected) => {
    for (const policy of ["ignore", "verify", "require"] as const) expect(problemOf(policy, ...zonemds)).toBe(expected[policy]);
  });

  test("with a digest that nobody can verify is taken, and that is told", () => {
    const image = zoneWith(`7 240 1 ${SHA384}`);
    expect(checkReceived(image, image.version, { now: 0, zonemd: "verify" }, digest).warnings).toEqual([
      "warning: none of its ZONEMD records can be verified: their schemes or algorithms are not known",
    ]);
  });

  test("that breaks the rules is not looked at further", () => {
    const image = unchecked([...APEX, `@ 86400 ZONEMD 7 1 1 ${WRONG}`, HOST, "x 60 CNAME ns1", "x 60 A 192.0.2.1", ""].join("\n"));
    const digests: string[] = [];
    const count = (algorithm: "sha384" | "sha512", parts: Iterable<Uint8Array>): Uint8Array => {
      digests.push(algorithm);
      return digest(algorithm, parts);
    };
    expect(checkReceived(image, image.version, { now: 0, zonemd: "verify" }, count).problem).toContain("a CNAME stands alone");
    expect(digests).toEqual([]);
  });
});
