/** What is wrong with zones: our findings beside those of named-checkzone, kzonecheck and nsd-checkzone, and digests by ldns-signzone. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "../../support/dns-zone.js";
import { LDNS_SIGNER, Signer, SIGNERS } from "../../support/dns/signing.js";
import { outputOf } from "../../support/dns/zone-file/reader.js";
import { requirePeers } from "../peers.js";

const NAMED = { command: "named-checkzone", package: "bind9-utils" };
const KNOT = { command: "kzonecheck", package: "knot-dnssecutils" };
const NSD = { command: "nsd-checkzone", package: "nsd" };
const peers = requirePeers([NAMED, KNOT, NSD, LDNS_SIGNER, ...SIGNERS]);

const ORIGIN = "example.com";
const NAMED_OPTIONS = [
  "-i",
  "full-sibling",
  "-m",
  "warn",
  "-M",
  "warn",
  "-S",
  "warn",
  "-n",
  "warn",
  "-k",
  "warn",
  "-r",
  "warn",
  "-D",
  "-o",
  "/dev/null",
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-zone-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The codes of what we find, each once. */
function ours(text: string): string[] {
  const { problems } = load(text, ORIGIN, {
    now: Math.floor(Date.now() / 1000),
    digest(algorithm, parts) {
      const hash = createHash(algorithm);
      for (const part of parts) hash.update(part);
      return hash.digest();
    },
  });
  return [...new Set(problems.map(({ code }) => code))].sort();
}

/** Which of the others complain of a zone. */
async function complaining(text: string): Promise<string[]> {
  await writeFile(join(folder, "zone"), text);
  const [named, knot, nsd] = await Promise.all([
    outputOf(NAMED, [...NAMED_OPTIONS, ORIGIN, "zone"], folder),
    outputOf(KNOT, ["-o", ORIGIN, "zone"], folder),
    outputOf(NSD, [ORIGIN, "zone"], folder),
  ]);
  const isSaid = [/^(?!.*(?:loaded serial|^OK$)).*\S/mu.test(named.all), knot.all.trim() !== "", !/^zone \S+ is ok\s*$/u.test(nsd.all)];
  return ["named-checkzone", "kzonecheck", "nsd-checkzone"].filter((_, index) => isSaid[index]);
}

const APEX = "$TTL 3600\n@ SOA ns hostmaster 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n";
const DS = `DS 1 13 2 ${"00".repeat(32)}`;

/** What is wrong, the zone, our codes, and who else tells. */
const FAULTY: readonly (readonly [what: string, text: string, codes: readonly string[], others: readonly string[]])[] = [
  ["nothing", "www A 192.0.2.1", [], []],
  ["no name servers", "NONE", ["no-ns"], ["named-checkzone", "kzonecheck"]],
  ["two SOAs", "@ SOA ns h 1 1 1 1 1", ["several-soas"], ["named-checkzone", "nsd-checkzone"]],
  ["a CNAME beside other data", "a CNAME b\na A 192.0.2.1", ["cname-and-other-data"], ["named-checkzone", "kzonecheck", "nsd-checkzone"]],
  ["two CNAMEs", "a CNAME b.test.\na CNAME c.test.", ["cname-and-other-data"], ["named-checkzone", "kzonecheck", "nsd-checkzone"]],
  ["data below a DNAME", "d DNAME x.test.\na.d A 192.0.2.1", ["below-dname"], ["kzonecheck", "nsd-checkzone"]],
  ["two DNAMEs", "d DNAME x.test.\nd DNAME y.test.", ["bad-dname"], ["named-checkzone", "kzonecheck", "nsd-checkzone"]],
  ["no glue", "d NS ns.d", ["missing-address"], ["named-checkzone", "kzonecheck"]],
  ["a server without address", "@ NS other", ["missing-address"], ["named-checkzone", "kzonecheck"]],
  ["MX and SRV to an alias", "c CNAME ns\n@ MX 10 c\n_x._tcp SRV 1 1 1 c", ["target-is-alias"], ["named-checkzone"]],
  ["a server's address for its name", "d NS 192.0.2.1.", ["address-as-name"], ["named-checkzone"]],
  ["a mail server's address for its name", "@ MX 10 192.0.2.1.", ["address-as-name"], ["named-checkzone"]],
  ["names of no hosts", "a_b A 192.0.2.1", ["bad-host-name"], ["named-checkzone"]],
  ["TTLs that differ", "a 60 A 192.0.2.1\na 70 A 192.0.2.2", ["other-ttl"], ["named-checkzone", "nsd-checkzone"]],
  ["NS at a wildcard", "*.a NS ns.test.", ["wildcard-cut"], ["named-checkzone"]],
  ["CDS of no key", `@ CDS${DS.slice(2)}`, ["wrong-cds"], ["named-checkzone"]],
  ["a record twice", "a A 192.0.2.1\na A 192.0.2.1", ["duplicate-record"], []],
  ["DS without NS", `d ${DS}`, ["ds-without-ns"], []],
  ["data at and below a delegation", "d NS ns.test.\nd TXT x\nx.d MX 10 a.", ["occluded"], []],
  ["a digest of nothing", `@ ZONEMD 1 1 1 ${"00".repeat(48)}`, ["wrong-zonemd"], []],
];

describe.skipIf(!peers.available)(`faulty zones ${peers.reason}`, () => {
  test.each(FAULTY)("%s", async (_what, text, codes, others) => {
    const whole = text === "NONE" ? APEX.replace("@ NS ns\n", "") : `${APEX}${text}\n`;
    expect(ours(whole)).toEqual(codes);
    expect(await complaining(whole)).toEqual(others);
  });
});

describe.skipIf(!peers.available)("faulty signed zones", () => {
  let signer: Signer;
  const texts = new Map<string, string>();
  beforeAll(async () => {
    signer = await Signer.in(join(folder, "keys"));
    const text = `${APEX}www A 192.0.2.2\nd NS ns.test.\nd ${DS}\n*.w TXT x\n`;
    for (const denial of ["nsec", "nsec3"] as const) texts.set(denial, await signer.sign({ folder: denial, origin: ORIGIN, text }, denial));
  });

  /** A signed zone without the lines that a pattern finds, or with others. */
  function changed(denial: string, pattern: RegExp, by = ""): string {
    const text = texts.get(denial) ?? "";
    const lines = text.split("\n").map((line) => line.replace(pattern, by));
    expect(lines.join("\n")).not.toBe(text);
    return lines.join("\n");
  }

  test("right ones: nobody complains", async () => {
    expect(ours(texts.get("nsec") ?? "")).toEqual([]);
    // RFC 9276: BIND was told to make iterations.
    expect(ours(texts.get("nsec3") ?? "")).toEqual(["nsec3-iterations"]);
    expect(await complaining(texts.get("nsec") ?? "")).toEqual([]);
  });

  test.each([
    ["a signature is missing", "nsec", /^www\S*\s.*RRSIG\s+A .*/u, "", ["no-signature"]],
    ["a signature has expired", "nsec", /^(www\S*\s.*RRSIG\s+A .*)2037/u, "$12021", ["signature-time"]],
    ["a signature is by another key", "nsec", /^(www\S*\s.*RRSIG\s+A .* 20200101000000) \d+ /u, "$1 1 ", ["wrong-signature"]],
    ["a NSEC is missing", "nsec", /^www\S*\s.*NSEC.*/u, "", ["broken-nsec"]],
    ["a NSEC leads elsewhere", "nsec", /^(www\S*\s.*IN\s+NSEC\s+)\S+/u, "$1x.example.com.", ["broken-nsec"]],
    ["a NSEC tells of other types", "nsec", /^(www\S*\s.*IN\s+NSEC\s.*) A /u, "$1 MX ", ["wrong-type-bit-map"]],
    ["no NSEC3 at all", "nsec3", /.*NSEC3\s.*/u, "", ["no-proofs"]],
  ] as const)("%s", async (_what, denial, pattern, by, codes) => {
    const text = changed(denial, pattern, by);
    expect(ours(text).filter((code) => code !== "nsec3-iterations")).toEqual(codes);
    expect(await complaining(text)).toContain("kzonecheck");
  });
});

describe.skipIf(!peers.available)("ZONEMD by ldns-signzone", () => {
  test.each(["sha384", "sha512"])("%s", async (algorithm) => {
    const names = 'WWW MX 10 Mail.Example.COM.\nm SRV 1 2 3 Ns\nx TXT "A" b\n*.y CNAME Www\nx RP a.B. C\nx A 192.0.2.9\nx AAAA ::1\n';
    await writeFile(join(folder, "unsigned"), `$ORIGIN ${ORIGIN}.\n${APEX}${names}`);
    await outputOf(LDNS_SIGNER, ["-Z", "-z", `simple:${algorithm}`, "-o", ORIGIN, "-f", "digested", "unsigned"], folder);
    const text = await readFile(join(folder, "digested"), "utf8");
    expect(text).toContain("ZONEMD");
    expect(ours(text)).not.toContain("wrong-zonemd");
    expect(ours(text.replace("192.0.2.9", "192.0.2.8"))).toContain("wrong-zonemd");
  });
});
