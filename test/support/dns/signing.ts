/** Zones signed by dnssec-signzone: one pair of keys for all, times that do not pass. */
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
  { command: "dnssec-keygen", package: "bind9-dnsutils" },
  { command: "dnssec-signzone", package: "bind9-dnsutils" },
];

const run = promisify(execFile);
/** Knot takes no date beyond 31 bits. */
const TIMES = ["-s", "20200101000000", "-e", "20371231235959"];
const OPTIONS: Readonly<Record<Denial, readonly string[]>> = {
  nsec: [],
  nsec3: ["-3", "a5a5", "-H", "2"],
  "nsec3 with opt-out": ["-3", "-", "-H", "0", "-A"],
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
  async sign(zone: Zone, denial: Denial): Promise<string> {
    const place = join(this.folder, zone.seed.toString());
    await mkdir(place);
    for (const key of this.keys) await this.#nameKey(key, zone.origin, place);
    await writeFile(join(place, "zone"), zone.text);
    const fixed = ["-S", "-K", place, "-d", place, "-P", "-O", "full", ...TIMES, "-o", fileName(zone.origin), "-f", join(place, "signed")];
    await run(command("dnssec-signzone"), [...fixed, ...OPTIONS[denial], join(place, "zone")]);
    return readFile(join(place, "signed"), "utf8");
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
