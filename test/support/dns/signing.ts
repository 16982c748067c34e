/** Zones signed by dnssec-signzone or ldns-signzone: one pair of keys for all, times that do not pass. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findCommand, type Peer } from "../../interop/peers.js";
import { fileName } from "./names.js";
import { type Zone } from "./zone-builder.js";

/** How the zone denies that names exist. */
export const DENIALS = ["nsec", "nsec3", "nsec3 with opt-out"] as const;
export type Denial = (typeof DENIALS)[number];

export const SIGNERS: readonly Peer[] = [
  { command: "dnssec-keygen", package: "bind9-utils" },
  { command: "dnssec-signzone", package: "bind9-utils" },
];

export const LDNS_SIGNER: Peer = { command: "ldns-signzone", package: "ldnsutils" };

/** What a signer needs to know of a zone. */
export interface UnsignedZone {
  /** Where its files are put: each zone has another one. */
  readonly folder: string;
  readonly origin: string;
  readonly text: string;
}

const run = promisify(execFile);
/** Knot takes no date beyond 31 bits. */
const FROM = "20200101000000";
const UNTIL = "20371231235959";
const OPTIONS: Readonly<Record<Denial, readonly string[]>> = {
  nsec: [],
  nsec3: ["-3", "a5a5", "-H", "2"],
  "nsec3 with opt-out": ["-3", "-", "-H", "0", "-A"],
};
/** RFC 9276 section 3.1 wants no iterations, and no salt. */
const LDNS_OPTIONS: Readonly<Record<Denial, readonly string[]>> = {
  nsec: [],
  nsec3: ["-n", "-t", "0"],
  "nsec3 with opt-out": ["-n", "-t", "0", "-s", "c0ffee", "-p"],
};

export class Signer {
  private constructor(
    readonly folder: string,
    /** Without the zone's name and the ending. */
    readonly keys: readonly string[],
  ) {}

  /** Makes the keys. */
  static async in(folder: string): Promise<Signer> {
    await mkdir(folder, { recursive: true });
    for (const flags of [[], ["-f", "KSK"]]) await run(command("dnssec-keygen"), ["-K", folder, "-a", "ECDSAP256SHA256", ...flags, "key."]);
    const names = await readdir(folder);
    return new Signer(folder, [...new Set(names.map((name) => name.replace(/^Kkey\./u, "").replace(/\.[a-z]+$/u, "")))]);
  }

  /** The signed zone's text. */
  async sign(zone: UnsignedZone | Zone, denial: Denial): Promise<string> {
    const place = await this.#prepare(zone);
    const fixed = ["-S", "-K", place, "-d", place, "-P", "-O", "full", "-s", FROM, "-e", UNTIL, "-o", fileName(zone.origin)];
    await run(command("dnssec-signzone"), [...fixed, "-f", join(place, "signed"), ...OPTIONS[denial], join(place, "zone")]);
    return readFile(join(place, "signed"), "utf8");
  }

  /** The same by ldns-signzone. */
  async signWithLdns(zone: UnsignedZone, denial: Denial): Promise<string> {
    const place = await this.#prepare(zone);
    const keys = this.keys.map((key) => join(place, `K${zone.origin}.${key}`));
    const fixed = ["-i", FROM, "-e", UNTIL, "-o", fileName(zone.origin), "-f", join(place, "signed")];
    await run(command(LDNS_SIGNER.command), [...fixed, ...LDNS_OPTIONS[denial], join(place, "zone"), ...keys]);
    return readFile(join(place, "signed"), "utf8");
  }

  /** The key that a validator is to trust: `257 3 13 ...`. */
  async trustAnchor(): Promise<string> {
    const texts = await Promise.all(this.keys.map((key) => readFile(join(this.folder, `Kkey.${key}.key`), "utf8")));
    const found = texts.map((text) => /DNSKEY (257 .*)/u.exec(text)?.[1]).find((data) => data !== undefined);
    if (found === undefined) throw new Error("no key that signs keys");
    return found;
  }

  /** The data of the DS record for a zone that is signed with these keys, SHA-256 (RFC 4509). */
  async delegationSigner(origin: string): Promise<string> {
    const line = join(this.folder, `${origin}.dnskey`);
    await writeFile(line, `${fileName(origin)} 300 DNSKEY ${await this.trustAnchor()}\n`);
    const { stdout } = await run(command("dnssec-dsfromkey"), ["-2", "-f", line, fileName(origin)]);
    return stdout.replace(/^.* DS /u, "").trim();
  }

  /** A folder with the zone and its keys. */
  async #prepare(zone: UnsignedZone | Zone): Promise<string> {
    const place = join(this.folder, "folder" in zone ? zone.folder : zone.seed.toString());
    await mkdir(place);
    for (const key of this.keys) await this.#nameKey(key, zone.origin, place);
    await writeFile(join(place, "zone"), zone.text);
    return place;
  }

  /** A key's tag does not depend on its owner: the same key serves every zone. */
  async #nameKey(key: string, origin: string, place: string): Promise<void> {
    const named = join(place, `K${origin}.${key}`);
    const text = await readFile(join(this.folder, `Kkey.${key}.key`), "utf8");
    await writeFile(`${named}.key`, text.replaceAll(/^key\./gmu, `${origin}.`));
    await copyFile(join(this.folder, `Kkey.${key}.private`), `${named}.private`);
  }
}

function command(name: string): string {
  return findCommand(name) ?? name;
}
