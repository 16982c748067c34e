/** All that a person sees of commands that can't be carried out, word for word: messages.txt beside this. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type } from "../../../../support/dns/typed.js";

const ZONE = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";

const FILES: Readonly<Record<string, string>> = {
  "good.zone": ZONE,
  "broken.zone": `${ZONE}www A 1.2.3\n`,
  "elsewhere.zone": "$TTL 60\nexample.com. SOA ns h 1 2 3 4 5\n",
  "wrong.yaml": `listne: 127.0.0.1:5300
workers: many
metrics: 0.0.0.0:9153
limits:
  tcp-connection: 500
  memo-bytes: 12X
keys:
  k.example: { secret: "not base64!" }
remotes:
  ns2: { address: ns2.example, key: k2 }
zones:
  - origin: example.com
    fil: example.zone
  - origin: example.com
    file: example.zone
    notify: [ns3]
    allow-transfer: ["key:foo"]
`,
  "tab.yaml": "zones:\n\t- a\n",
  "binary.yaml": '\u0000workers: "\\e[31mred"\nworkers: "\\e[31mred"\n',
  "secrets.yaml": "keys: {k: {secret-file: good.zone}}\ncookies: {secret-file: good.zone}\n",
  "tls.yaml": "listen: [{address: 127.0.0.1, transports: [tls]}]\ntls: {certificate: good.zone, key: none.key}\n",
  "wrong-tls.yaml": "tls: {certificate: good.zone, key: good.zone}\n",
  "missing.yaml": "zones: [{origin: example.com, file: none.zone}]\n",
  "folder.yaml": "zones: [{origin: example.com, file: .}]\n",
  "broken.yaml": "zones: [{origin: example.com, file: broken.zone}]\n",
  "taken.yaml": "user: nobody-of-that-name\n",
};

const COMMANDS: readonly (readonly string[])[] = [
  [],
  ["--help"],
  ["serve", "--help"],
  ["check-config", "--help"],
  ["check-zone", "--help"],
  ["srve"],
  ["serve"],
  ["serve", "--zone", "example.com"],
  ["serve", "--zone", "a..b=good.zone"],
  ["serve", "--zone", "example.com=good.zone", "--zone", "Example.COM.=good.zone"],
  ["serve", "--zone", "example.com=none.zone"],
  ["serve", "--zone", "example.com=broken.zone"],
  ["serve", "--listen", "localhost:53"],
  ["serve", "--listen", "127.0.0.1:5300", "--listen", "127.0.0.1:5300"],
  ["serve", "--metrics", "0.0.0.0:9153"],
  ["serve", "--workers", "0"],
  ["serve", "--wrkers", "2"],
  // 192.0.2.0/24 is nobody's (RFC 5737).
  ["serve", "--zone", "example.com=good.zone", "--listen", "192.0.2.1:5300", "--workers", "1"],
  ["serve", "--config", "none.yaml"],
  ["serve", "--config", "."],
  ["serve", "--config", "missing.yaml"],
  ["serve", "--config", "broken.yaml"],
  ["serve", "--config", "taken.yaml"],
  ["serve", "--config", "tls.yaml"],
  ["serve", "--config", "wrong-tls.yaml"],
  ["serve", "--config", "binary.yaml"],
  ["serve", "--config", "wrong.yaml", "--workers", "2"],
  ["check-config"],
  ["check-config", "wrong.yaml"],
  ["check-config", "tab.yaml"],
  ["check-config", "binary.yaml"],
  ["check-config", "secrets.yaml"],
  ["check-config", "missing.yaml"],
  ["check-config", "missing.yaml", "--json"],
  ["check-config", "none.yaml", "--json"],
  ["check-config", "folder.yaml"],
  ["check-zone"],
  ["check-zone", "example.com", "good.zone"],
  ["check-zone", "example.com", "broken.zone"],
  ["check-zone", "example.com", "broken.zone", "--json"],
  ["check-zone", "elsewhere.zone"],
  ["check-zone", "example.net", "elsewhere.zone"],
  ["check-zone", "-"],
  ["check-zone", "example.com", "."],
  ["control", "--socket", "none.sock", "status"],
  ["control", "--socket", "none.sock", "query-log"],
  ["control", "--socket", "none.sock", "stat"],
  ["control", "--socket", "none.sock", "zones", "example.com"],
  ["control", "--socket", "none.sock", "status", "--json"],
];

const home = process.cwd();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-messages-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files are given from their folder; threads of a test can't change theirs. */
function inFolder(argument: string): string {
  if (argument === ".") return folder;
  return /\.(zone|yaml|sock)$/.test(argument) ? argument.replace(/[^=]+$/, (name) => join(folder, name)) : argument;
}

test("each command, what it says, how it ends", async () => {
  const parts: string[] = [];
  for (const command of COMMANDS) {
    const { code, out, err } = await type(...command.map(inFolder));
    const streams = [out, err === "" ? "" : err.replace(/^/gm, "! ")].filter((text) => text !== "");
    parts.push([`$ deens ${command.join(" ")}`, ...streams, `=> ${code}`].join("\n"));
  }
  const text = `${parts.join("\n\n")}\n`.replaceAll(`${folder}/`, "").replaceAll(folder, ".").replaceAll(`${home}/`, "");
  await expect(text).toMatchFileSnapshot("./messages.txt");
});
