/** DNS: BIND as primary and secondary; dig and kdig ask for every type, over UDP and TCP, with EDNS and DNSSEC; transfers, updates. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CLIENT, type Lab, SERVER } from "../lab.js";
import { eventually } from "../process.js";
import type { Scenario } from "./scenario.js";

const ZONE = fileURLToPath(new URL("../zones/example.org.zone", import.meta.url));
const KEY = 'key "update." { algorithm hmac-sha256; secret "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="; };\n';

function primary(directory: string): string {
  return `${KEY}options { directory "${directory}/primary"; pid-file "${directory}/named1.pid"; session-keyfile none; recursion no; minimal-responses no;
  listen-on { any; }; listen-on-v6 { any; }; notify explicit; also-notify { ${CLIENT.v4}; }; allow-transfer { any; }; dnssec-validation no;
  server-id "ns1.example.org"; hostname none; version "recorded"; notify-delay 0; };
controls { };
dnssec-policy "dense" { keys { csk lifetime unlimited algorithm ecdsap256sha256; }; nsec3param iterations 0 optout no salt-length 8; };
zone "example.org" { type primary; file "example.org.zone"; dnssec-policy default; inline-signing yes; allow-update { key "update."; }; };
zone "example.com" { type primary; file "example.com.zone"; dnssec-policy "dense"; inline-signing yes; notify no; };
`;
}

function secondary(directory: string): string {
  return `options { directory "${directory}/secondary"; pid-file "${directory}/named2.pid"; session-keyfile none; recursion no;
  listen-on { ${CLIENT.v4}; }; listen-on-v6 { none; }; dnssec-validation no; allow-notify { ${SERVER.v4}; }; };
controls { };
zone "example.org" { type secondary; file "copy"; primaries { ${SERVER.v4}; }; masterfile-format text; min-refresh-time 1; };
`;
}

const SMALL_ZONE = `$ORIGIN example.com.
$TTL 300
@ IN SOA ns1.example.org. hostmaster.example.org. 1 7200 3600 1209600 300
@ IN NS ns1.example.org.
@ IN MX 10 mail
mail IN A 203.0.113.25
b IN A 203.0.113.1
d IN AAAA 2001:db8:3::1
`;

async function serve(lab: Lab): Promise<void> {
  const { directory, server } = lab;
  await server.run("mkdir", [`${directory}/primary`, `${directory}/secondary`]);
  await copyFile(ZONE, `${directory}/primary/example.org.zone`);
  await writeFile(`${directory}/primary/example.com.zone`, SMALL_ZONE);
  await writeFile(`${directory}/primary.conf`, primary(directory));
  await writeFile(`${directory}/secondary.conf`, secondary(directory));
  await writeFile(`${directory}/update.key`, KEY);
  await server.start("named", ["-g", "-c", `${directory}/primary.conf`], /all zones loaded/);
  for (const zone of ["example.org", "example.com"]) await eventually(`${zone} is signed`, () => isSigned(lab, zone));
}

async function isSigned(lab: Lab, zone: string): Promise<boolean> {
  const answer = await lab.server.attempt("dig", [`@${SERVER.v4}`, "+dnssec", "+short", "+tries=1", zone, "DNSKEY"]);
  return /DNSKEY \d+ \d+ /.test(answer.text);
}

async function dig(lab: Lab, ...query: readonly string[]): Promise<void> {
  await lab.client.attempt("dig", ["+tries=1", "+time=2", ...(query[0]?.startsWith("@") === true ? [] : [`@${SERVER.v4}`]), ...query]);
}

/** Owner and type of every record in the zone, the served ones. */
async function questions(): Promise<readonly (readonly [string, string])[]> {
  const lines = (await readFile(ZONE, "utf8")).split("\n");
  const found = lines.map((line) => /^(\S+)\s+IN\s+(\S+)/.exec(line)).filter((match) => match !== null);
  const pairs = found.map((match) => `${match[1] === "@" ? "" : `${match[1] ?? ""}.`}example.org. ${match[2] ?? ""}`);
  return [...new Set(pairs)].map((pair): readonly [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""]);
}

/** Each dig asks them all, one after another: by UDP with and without EDNS, by IPv6, by TCP on one connection. */
async function everyType(lab: Lab): Promise<void> {
  const asked = (await questions()).flat();
  await dig(lab, "+noedns", ...asked);
  await dig(lab, "+dnssec", "+bufsize=4096", ...asked);
  await dig(lab, "+tcp", "+keepopen", "+dnssec", ...asked);
  await dig(lab, `@${SERVER.v6}`, "+dnssec", ...asked.slice(0, 60));
}

const QUESTIONS: readonly (readonly string[])[] = [
  ["nothing.example.org", "A", "+dnssec"],
  ["a.example.org", "MX", "+dnssec"],
  ["nothing.example.com", "A", "+dnssec"],
  ["b.example.com", "MX", "+dnssec"],
  ["example.com", "NSEC3PARAM", "+dnssec"],
  ["example.com", "ANY", "+dnssec", "+tcp"],
  ["example.org", "ANY", "+tcp"],
  ["example.org", "DNSKEY", "+dnssec"],
  ["example.org", "CDS", "+dnssec"],
  ["example.org", "CDNSKEY", "+dnssec"],
  ["example.org", "NSEC", "+dnssec"],
  ["example.org", "RRSIG", "+tcp"],
  ["x.y.wild.example.org", "A", "+dnssec"],
  ["x.dname.example.org", "A"],
  ["www.sub.example.org", "A", "+dnssec"],
  ["elsewhere.example", "A"],
  ["version.bind", "CH", "TXT"],
  ["id.server", "CH", "TXT"],
  ["a.example.org", "A", "+nsid"],
  ["a.example.org", "A", "+subnet=192.0.2.0/24"],
  ["a.example.org", "A", "+subnet=2001:db8::/48"],
  ["a.example.org", "A", "+cookie=0102030405060708"],
  ["a.example.org", "A", "+expire"],
  ["a.example.org", "A", "+tcp", "+keepalive"],
  ["a.example.org", "A", "+padding=128"],
  ["a.example.org", "A", "+ednsopt=65001:0102"],
  ["a.example.org", "A", "+edns=100", "+noednsneg"],
  ["a.example.org", "A", "+ednsflags=0x40"],
  ["large.example.org", "TXT", "+noedns", "+ignore"],
  ["large.example.org", "TXT", "+bufsize=512"],
  ["a.example.org", "A", "+cdflag", "+adflag", "+norecurse", "+zflag"],
  ["example.org", "A", "+opcode=iquery"],
  ["example.org", "A", "+opcode=status"],
  ["example.org", "AXFR"],
  ["example.org", "IXFR=1"],
  ["example.com", "AXFR", "+tcp"],
  ["-x", "192.0.2.1"],
  ["-x", "2001:db8::1"],
  ["example.org", "SOA", "+header-only"],
  ["a.example.org", "TYPE65534"],
  ["a.example.org", "CLASS255", "A"],
  ["large.example.org", "TXT", "+bufsize=4096"],
];

async function kdig(lab: Lab): Promise<void> {
  const common = [`@${SERVER.v4}`, "+time=2", "+retry=0"];
  for (const own of [
    ["+edns", "+alignment=64"],
    ["+tcp", "+keepopen", "b.example.com", "AAAA"],
    ["+dnssec", "+cookie", "+nsid"],
    ["+notcp", "+bufsize=1232"],
  ]) {
    await lab.client.attempt("kdig", [...common, "a.example.org", "A", ...own]);
  }
}

const UPDATES = [
  'update add new.example.org. 60 A 198.51.100.77\nupdate add new.example.org. 60 TXT "added"',
  "prereq yxdomain new.example.org.\nupdate delete new.example.org. TXT\nupdate add other.example.org. 60 MX 1 mail.example.org.",
  "prereq nxdomain new.example.org.\nupdate add new.example.org. 60 A 198.51.100.78",
  "prereq yxrrset new.example.org. A 198.51.100.77\nprereq nxrrset new.example.org. AAAA\nupdate delete new.example.org.",
  "update delete other.example.org. MX 1 mail.example.org.",
];

async function update(lab: Lab, lines: string, ...flags: readonly string[]): Promise<void> {
  await lab.client.attempt("nsupdate", flags, { input: `server ${SERVER.v4}\nzone example.org\n${lines}\nsend\n` });
}

/** Signed updates at the primary; the secondary hears of each and transfers what changed. */
async function updates(lab: Lab): Promise<void> {
  const { client, directory } = lab;
  await client.start("named", ["-g", "-c", `${directory}/secondary.conf`], /transfer of 'example.org\/IN' from [^\n]*completed/i);
  for (const lines of UPDATES) await update(lab, lines, "-k", `${directory}/update.key`);
  await update(lab, "update add refused.example.org. 60 A 198.51.100.1", "-v");
  await eventually("the secondary follows", () => sameSerials(lab), 10_000).catch(() => undefined);
}

async function sameSerials(lab: Lab): Promise<boolean> {
  const ask = (address: string) => lab.client.attempt("dig", [`@${address}`, "+short", "example.org", "SOA"]);
  const [primary, secondary] = await Promise.all([ask(SERVER.v4), ask(CLIENT.v4)]);
  return primary.text !== "" && primary.text === secondary.text;
}

export const names: Scenario = {
  name: "names",
  peers: [
    { command: "named", package: "bind9" },
    { command: "dig", package: "bind9-dnsutils" },
    { command: "nsupdate", package: "bind9-dnsutils" },
    { command: "kdig", package: "knot-dnsutils" },
  ],
  record: async (lab) => {
    await serve(lab);
    await lab.record("names", "pcapng");
    await everyType(lab);
    for (const question of QUESTIONS) await dig(lab, ...question);
    await kdig(lab);
    await updates(lab);
  },
};
