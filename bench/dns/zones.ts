/** The zones and queries of the benchmark, made from a seed: the same for every server and every round. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../random.js";

export interface Scenario {
  readonly name: string;
  readonly what: string;
  readonly origin: string;
  /** Paths. */
  readonly zone: string;
  readonly queries: string;
  readonly dnssecOk: boolean;
}

const ORIGIN = "bench.example";
const APEX = "@ 3600 SOA ns1 admin 1 7200 900 1209600 300\n@ 3600 NS ns1\n@ 3600 NS ns2\nns1 3600 A 192.0.2.1\nns2 3600 A 192.0.2.2\n";
/** Names of the zone in the mixed scenario. */
const NAMES = 10_000;
/** Queries in which each is for another name. */
const DIFFERENT = 500_000;

/** A zone of so many names: addresses, mail, aliases, texts, and a wildcard for every hundredth. */
function zoneText(names: number): string {
  const lines = [APEX];
  for (let index = 0; index < names; index++) {
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    if (index % 100 === 0) lines.push(`*.w${index} 3600 A ${address}\n`);
    else if (index % 20 === 1) lines.push(`h${index} 3600 CNAME h${index + 1}\n`);
    else if (index % 20 === 3) lines.push(`h${index} 3600 MX 10 h${index + 1}\nh${index} 3600 TXT "text of ${index}"\n`);
    else lines.push(`h${index} 3600 A ${address}\n`);
  }
  return lines.join("");
}

/** Of ten queries: six hits, one for another type, one wildcard, two for names that are not there. */
function queryText(random: Random, count: number, names: number, isDifferent: boolean): string {
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    const name = isDifferent ? Math.floor((index * names) / count) : random.below(names);
    // A label of its own for each where none may be asked for twice.
    const own = isDifferent ? index : random.below(names);
    const kind = random.below(10);
    if (kind < 6) lines.push(isDifferent ? `h${(index * 7919) % names}.${ORIGIN} A` : `h${name}.${ORIGIN} A`);
    else if (kind === 6) lines.push(`h${name}.${ORIGIN} TXT`);
    else if (kind === 7) lines.push(`x${own}.w${name - (name % 100)}.${ORIGIN} A`);
    else lines.push(`no${own}.${ORIGIN} A`);
  }
  return `${lines.join("\n")}\n`;
}

/** Makes all files in a folder. Signing takes BIND's tools. */
export function makeScenarios(folder: string, seed: number): Scenario[] {
  mkdirSync(folder, { recursive: true });
  const random = new Random(seed);
  const write = (file: string, text: string): string => {
    writeFileSync(join(folder, file), text);
    return join(folder, file);
  };
  const small = write("small.zone", zoneText(NAMES));
  return [
    {
      name: "mixed",
      what: `${NAMES} names: hits, other types, wildcards, names that are not there`,
      origin: ORIGIN,
      zone: small,
      queries: write("mixed.queries", queryText(random, 200_000, NAMES, false)),
      dnssecOk: false,
    },
    {
      name: "different",
      what: `${DIFFERENT} names, every query for another one`,
      origin: ORIGIN,
      zone: write("large.zone", zoneText(DIFFERENT)),
      queries: write("different.queries", queryText(random, DIFFERENT, DIFFERENT, true)),
      dnssecOk: false,
    },
    {
      name: "nsec3",
      what: `the mixed queries with DO, the zone signed with NSEC3`,
      origin: ORIGIN,
      zone: signed(folder, small),
      queries: write("nsec3.queries", queryText(random, 200_000, NAMES, false)),
      dnssecOk: true,
    },
  ];
}

function signed(folder: string, zone: string): string {
  const keygen = (flags: readonly string[]): string =>
    execFileSync("dnssec-keygen", ["-q", "-K", folder, "-a", "ECDSAP256SHA256", ...flags, ORIGIN], { encoding: "utf8" }).trim();
  const keys = [keygen([]), keygen(["-f", "KSK"])];
  const unsigned = join(folder, "unsigned.zone");
  writeFileSync(unsigned, [zone, ...keys.map((key) => join(folder, `${key}.key`))].map((file) => readFileSync(file, "utf8")).join(""));
  const out = join(folder, "signed.zone");
  execFileSync("dnssec-signzone", ["-q", "-3", "-", "-H", "0", "-K", folder, "-S", "-o", ORIGIN, "-f", out, unsigned], {
    stdio: "ignore",
    cwd: folder,
  });
  return out;
}
