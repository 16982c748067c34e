/** What is wrong with a zone as a whole: which records, before it is known where in the file they stand. */
import { NODE } from "../image/layout.js";
import type { ZoneImage } from "../image/image.js";
import { formatWireName } from "../zone-file/index.js";

/** The kinds of problems that a zone may have, a closed set. */
export type ZoneCheckCode =
  | "no-soa"
  | "several-soas"
  | "misplaced-soa"
  | "no-ns"
  | "wrong-class"
  /** A CNAME beside other data, or two of them (RFC 1034 section 3.6.2, 2181 section 10.1). */
  | "cname-and-other-data"
  /** Two DNAMEs at one name, or one at a delegation (RFC 6672 section 2.3, 2.4). */
  | "bad-dname"
  | "below-dname"
  /** A wildcard that owns NS or DNAME records (RFC 4592 section 4.2, 4.4). */
  | "wildcard-cut"
  /** A name server of this zone, or of a delegation, has no address here. */
  | "missing-address"
  /** NS, MX or SRV that lead to a CNAME (RFC 2181 section 10.3). */
  | "target-is-alias"
  /** Data at or below a delegation that nobody will see. */
  | "occluded"
  | "ds-without-ns"
  /** A type that stands only at the apex, or never there. */
  | "misplaced-type"
  | "signature-time"
  | "no-signature"
  | "no-dnskey"
  | "no-proofs"
  | "broken-nsec"
  | "broken-nsec3"
  | "nsec3-iterations"
  | "wrong-type-bit-map"
  /** A signature by someone else, with a wrong count of labels, or by a key that is not there (RFC 4034 section 3.1, 4035 section 2.2). */
  | "wrong-signature"
  /** CDS or CDNSKEY records that are of no key (RFC 7344 section 4.1), or that contradict one another. */
  | "wrong-cds"
  /** A digest that is not the zone's (RFC 8976). */
  | "wrong-zonemd"
  /** A, AAAA and MX records, and targets of NS, MX and SRV, at names that no host has (RFC 1123 section 2.1). */
  | "bad-host-name"
  /** NS, MX or SRV that lead to an address. */
  | "address-as-name";

export interface Finding {
  readonly severity: "error" | "warning";
  readonly code: ZoneCheckCode;
  readonly message: string;
  /** In wire form, case as written. */
  readonly owner: Uint8Array;
  /** TYPE, for signatures `covered << 16 | RRSIG`; 0 for any record of the owner. */
  readonly key: number;
  /** Which record of the RRset, the first being 0. */
  readonly index: number;
}

/** The record that something is wrong with; only the node needs to be known. */
export interface Culprit {
  readonly node: number;
  readonly key?: number;
  readonly index?: number;
}

/** Keeps what was found, so much of it; counts all of it. */
export class Findings {
  errors = 0;
  warnings = 0;
  readonly #image: ZoneImage;
  readonly #most: number;
  readonly #errors: Finding[] = [];
  readonly #warnings: Finding[] = [];

  constructor(image: ZoneImage, most: number) {
    this.#image = image;
    this.#most = most;
  }

  error(code: ZoneCheckCode, culprit: Culprit, message: () => string): void {
    if (this.errors++ < this.#most) this.#errors.push(this.#finding("error", code, culprit, message()));
  }

  warn(code: ZoneCheckCode, culprit: Culprit, message: () => string): void {
    if (this.warnings++ < this.#most) this.#warnings.push(this.#finding("warning", code, culprit, message()));
  }

  /** As many as are told, the errors first: a zone that is not served has to say why. */
  get all(): readonly Finding[] {
    return [...this.#errors, ...this.#warnings].slice(0, this.#most);
  }

  #finding(severity: Finding["severity"], code: ZoneCheckCode, { node, key = 0, index = 0 }: Culprit, message: string): Finding {
    return { severity, code, message, owner: wireNameOf(this.#image, node), key, index };
  }

  /** A node's name as it is shown. */
  name(node: number): string {
    return formatWireName(wireNameOf(this.#image, node));
  }
}

function wireNameOf(image: ZoneImage, node: number): Uint8Array {
  const length = image.nameLength(node);
  const wire = new Uint8Array(length + image.originLength);
  wire.set(image.bytes.subarray(node + NODE.NAME, node + NODE.NAME + length));
  wire.set(image.origin(), length);
  return wire;
}
