/** Signed zones leave the server whole: what dig and kdig fetch is verified by ldns-verify-zone and dnssec-verify. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../support/dns/port.js";
import { finish, type Finished, Shell } from "../../../support/dns/shell.js";
import { LDNS_SIGNER, Signer, SIGNERS } from "../../../support/dns/signing.js";
import { requirePeers } from "../../peers.js";
import { type Family, SIGNED_ONCE, signedFamily, spoiled } from "./zones.js";

const peers = requirePeers([
  { command: "ldns-verify-zone", package: "ldnsutils" },
  { command: "dnssec-verify", package: "bind9-utils" },
  { command: "dig", package: "bind9-dnsutils" },
  { command: "kdig", package: "knot-dnsutils" },
  LDNS_SIGNER,
  ...SIGNERS,
]);

/** More than one message holds. */
const HOSTS = Array.from({ length: 400 }, (_, index) => `host${index} A 192.0.2.${index % 256}\n`).join("");
/** ldns-verify-zone takes what is opted out for a fault. */
const COMPLETE = SIGNED_ONCE.filter(({ denial, signing }) => denial !== "nsec3 with opt-out" || signing === "ldns-signzone");

describe.skipIf(!peers.available)(`transferred zones are whole${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let port = 0;
  let shell: Shell | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    const signer = await Signer.in(join(folder, "keys"));
    port = await freePort();
    const config = [`listen: [127.0.0.1:${port}]`, "workers: 1", 'defaults: {allow-transfer: ["127.0.0.1"]}', "zones:"];
    for (const family of SIGNED_ONCE) {
      const [zone] = await signedFamily(signer, family, HOSTS);
      await writeFile(join(folder, family.origin), zone?.text ?? "");
      config.push(`  - {origin: ${family.origin}, file: ${family.origin}}`);
    }
    await writeFile(join(folder, "deens.yaml"), `${config.join("\n")}\n`);
    shell = new Shell(["--config", "deens.yaml"], folder);
    await shell.ready();
  });

  afterAll(async () => {
    await shell?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  async function transfer(command: "dig" | "kdig", origin: string): Promise<string> {
    const { code, out } = await finish(command, ["@127.0.0.1", "-p", String(port), origin, "AXFR"]);
    expect(code).toBe(0);
    const lines = out.split("\n").filter((line) => line !== "" && !line.startsWith(";"));
    // The SOA record comes again at the end (RFC 5936 section 2.2).
    expect(lines.length).toBeGreaterThan(2 * 400);
    return `${lines.slice(0, -1).join("\n")}\n`;
  }

  async function verified(command: "ldns-verify-zone" | "dnssec-verify", { origin }: Family, text: string): Promise<Finished> {
    const file = join(folder, `${origin}.transferred`);
    await writeFile(file, text);
    return finish(command, command === "dnssec-verify" ? ["-o", origin, file] : [file]);
  }

  test.each(COMPLETE)("by dig, ldns-verify-zone: $denial, by $signing", async (family) => {
    const { code, out, err } = await verified("ldns-verify-zone", family, await transfer("dig", family.origin));
    expect({ code, said: `${out}${err}` }).toEqual({ code: 0, said: "Zone is verified and complete\n" });
  });

  test.each(SIGNED_ONCE)("by kdig, dnssec-verify: $denial, by $signing", async (family) => {
    const { code, out, err } = await verified("dnssec-verify", family, await transfer("kdig", family.origin));
    expect({ code, said: `${out}${err}` }).toEqual({ code: 0, said: expect.stringContaining("Zone fully signed") as string });
  });

  test.each([
    ["signatures that are not right", spoiled],
    ["a signature that is missing", (text: string): string => text.replace(/^host7\..*\tRRSIG\tA .*\n/mu, "")],
    ["a proof that is missing", (text: string): string => text.replace(/^.*\tNSEC\t.*\n/mu, "")],
  ])("and both would say so of %s", async (_, change) => {
    const [family] = SIGNED_ONCE;
    if (family === undefined) throw new Error("no zones");
    const text = await transfer("dig", family.origin);
    expect(change(text)).not.toBe(text);
    for (const command of ["ldns-verify-zone", "dnssec-verify"] as const) {
      expect((await verified(command, family, change(text))).code).not.toBe(0);
    }
  });
});
