/**
 * Signs small zones: structure as RFC 4035 section 2 and RFC 5155 section 7.1 have it, signatures that are only hashes of what they
 * cover, so that a test can tell whether a signature belongs to its records.
 */
import { createHash } from "node:crypto";
import { decodeDnsRecord, encodeDnsRecord, type DnsRecord } from "../../generated/dns/dns.js";
import type { DnsType } from "../../generated/dns/types.js";
import { formatRdata, parseZoneFile, type ParsedRecord } from "../../servers/dns/zone-file/index.js";
import { compareNames, fileName, labelsOf, pathDown, wireOf } from "./dns/names.js";

/** A record as a line of a zone file has it; the owner as `dns/names.ts` has names. */
export interface Line {
  readonly owner: string;
  readonly type: keyof typeof DnsType;
  readonly data: string;
}

export type Denial = "NSEC" | "NSEC3" | "opt-out";

export interface SignerOptions {
  readonly origin: string;
  readonly denial: Denial;
  /** Of NSEC3: hexadecimal digits, "" for none. */
  readonly salt?: string;
  readonly iterations?: number;
}

const TTL = 3600;
const TIMES = "20370101000000 20200101000000 4711";

/** The zone file's text. */
export function signedText(lines: readonly Line[], options: SignerOptions): string {
  return new Signer(lines, options).text();
}

/** What stands in place of a signature: a hash of the records that it covers. @param data each as `formatRdata` writes it */
export function fakeSignature(owner: string, type: string, data: readonly string[]): string {
  const text = [owner.toLowerCase(), type, ...data.map((record) => record.toLowerCase()).toSorted()].join("\n");
  return createHash("sha256").update(text).digest("base64");
}

class Signer {
  readonly #options: SignerOptions;
  readonly #lines: Line[];

  constructor(lines: readonly Line[], options: SignerOptions) {
    const { origin } = options;
    this.#options = options;
    const key: Line = { owner: origin, type: "DNSKEY", data: "257 3 13 AAAA" };
    this.#lines = [...lines, key];
    if (options.denial === "NSEC") this.#addNsec();
    else this.#addNsec3();
  }

  text(): string {
    const written = this.#lines.map(({ owner, type, data }) => `${fileName(owner)} ${TTL} ${type} ${data}\n`);
    return [...written, ...this.#sets().map((set) => this.#signature(set))].join("");
  }

  /** Names that have a delegation, the apex not among them. */
  #isCut(name: string): boolean {
    return name !== this.#options.origin && this.#has(name, "NS");
  }

  #has(name: string, type: Line["type"]): boolean {
    return this.#lines.some((line) => line.owner === name && line.type === type);
  }

  /** Whether a name is the zone's own: not below a delegation, nor below a DNAME. */
  #isOurs(name: string): boolean {
    const above = pathDown(this.#options.origin, name).slice(0, -1);
    return !above.some((step) => this.#isCut(step) || this.#has(step, "DNAME"));
  }

  /** All names with data that are ours. */
  #owners(): string[] {
    return [...new Set(this.#lines.map(({ owner }) => owner))].filter((owner) => this.#isOurs(owner));
  }

  /** The types at a name that this zone speaks for: of a delegation NS and DS. */
  #types(name: string): string[] {
    const types = [...new Set(this.#lines.filter(({ owner }) => owner === name).map(({ type }) => type))];
    return this.#isCut(name) ? types.filter((type) => type === "NS" || type === "DS") : types;
  }

  /** RFC 4035 section 2.3. */
  #addNsec(): void {
    const owners = this.#owners().sort(compareNames);
    const lines = owners.map((owner, index): Line => {
      const next = owners[(index + 1) % owners.length] ?? owner;
      return { owner, type: "NSEC", data: `${fileName(next)} ${[...this.#types(owner), "RRSIG", "NSEC"].join(" ")}` };
    });
    this.#lines.push(...lines);
  }

  /** RFC 5155 section 7.1: empty non-terminals too; with opt-out not insecure delegations, nor what is there only for them. */
  #addNsec3(): void {
    const { origin, salt = "", iterations = 0, denial } = this.#options;
    const parameters = `${iterations} ${salt === "" ? "-" : salt}`;
    this.#lines.push({ owner: origin, type: "NSEC3PARAM", data: `1 0 ${parameters}` });
    const owners = this.#owners().filter((owner) => denial !== "opt-out" || !this.#isCut(owner) || this.#has(owner, "DS"));
    const names = [...new Set(owners.flatMap((owner) => pathDown(origin, owner)))];
    const hashed = names
      .map((name) => ({ name, hash: hashOf(name, salt, iterations) }))
      .sort((one, other) => (one.hash < other.hash ? -1 : 1));
    const lines = hashed.map(({ name, hash }, index): Line => {
      const next = hashed[(index + 1) % hashed.length]?.hash ?? hash;
      const flags = denial === "opt-out" ? 1 : 0;
      return {
        owner: `${hash}${origin === "." ? "" : `.${origin}`}`,
        type: "NSEC3",
        data: `1 ${flags} ${parameters} ${next} ${this.#listed(name).join(" ")}`,
      };
    });
    this.#lines.push(...lines);
  }

  /** The types that an NSEC3 record lists. */
  #listed(name: string): string[] {
    const types = this.#types(name);
    const isSigned = types.length > 0 && !(this.#isCut(name) && !types.includes("DS"));
    return isSigned ? [...types, "RRSIG"] : types;
  }

  /** All RRsets that are to be signed. */
  #sets(): Line[][] {
    const sets = new Map<string, Line[]>();
    for (const line of this.#lines) {
      const key = `${line.owner} ${line.type}`;
      sets.set(key, [...(sets.get(key) ?? []), line]);
    }
    return [...sets.values()].filter(([first]) => first !== undefined && this.#isSigned(first));
  }

  #isSigned({ owner, type }: Line): boolean {
    if (!this.#isOurs(owner) && type !== "NSEC3") return false;
    return !this.#isCut(owner) || type === "DS" || type === "NSEC";
  }

  #signature(set: readonly Line[]): string {
    const [first] = set;
    if (first === undefined) return "";
    const { owner, type } = first;
    // RFC 4034 section 3.1.3: the first label is not counted if it is an asterisk.
    const labels = labelsOf(owner).length - (labelsOf(owner)[0] === "*" ? 1 : 0);
    const signature = fakeSignature(fileName(owner), type, set.map(canonicalData));
    return `${fileName(owner)} ${TTL} RRSIG ${type} 13 ${labels} ${TTL} ${TIMES} ${fileName(this.#options.origin)} ${signature}\n`;
  }
}

/** As `formatRdata` writes it. */
function canonicalData({ type, data }: Line): string {
  let text = "";
  parseZoneFile(
    new TextEncoder().encode(`. 0 ${type} ${data}`),
    { file: "line", origin: Uint8Array.of(0) },
    {
      record: (record) => {
        text = formatRdata(recordOf(record).rdata);
      },
      problem({ message }) {
        throw new Error(`${type} ${data}: ${message}`);
      },
    },
  );
  return text;
}

/** Encoded and decoded again. */
function recordOf({ class: classNumber, ttl, rdata }: Pick<ParsedRecord, "class" | "ttl" | "rdata">): DnsRecord {
  const bytes = new DataView(new ArrayBuffer(0x1_1000));
  const end = encodeDnsRecord({ name: ".", class: classNumber, ttl, rdata }, bytes, 0);
  const decoded = decodeDnsRecord(bytes, 0, end);
  if (!decoded.ok) throw new Error("a record that cannot be decoded");
  return decoded.value;
}

const DIGITS = "0123456789abcdefghijklmnopqrstuv";

/** RFC 5155 section 5, in base32hex. */
export function hashOf(name: string, salt: string, iterations: number): string {
  const salted = Buffer.from(salt, "hex");
  let digest: Buffer = Buffer.from(wireOf(name.toLowerCase()));
  for (let round = 0; round <= iterations; round++) digest = createHash("sha1").update(digest).update(salted).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/gu) ?? []).map((five) => DIGITS[Number.parseInt(five, 2)]).join("");
}
