/** Random updates (RFC 2136): most of them sound, with prerequisites that hold as often as not, and all kinds of mistakes. */
import { type DnsRecordInput, encodeDnsMessage } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsType } from "../../../generated/dns/types.js";
import type { Random } from "../random.js";

type Data = DnsRecordInput["rdata"];

/** Few names, so that changes meet; the zone's own is the first. */
const OWNERS = ["", "ns.", "a.", "b.", "c.b.", "d.c.b.", "*.w.", "x.w.", "alias.", "sub.", "host.sub."];
/** Not more than 31 bits: BIND takes them as they are, and ours for 0 (RFC 2181 section 8). */
const TTLS = [0, 60, 60, 60, 300, 0x7fff_ffff];
const TYPES = [DnsType.A, DnsType.TXT, DnsType.MX, DnsType.CNAME, DnsType.NS, DnsType.SRV, DnsType.SOA, DnsType.DNAME, DnsType.ANY];
const META = [DnsType.AXFR, DnsType.IXFR, 253, 254, 249];
/** Addresses of this class are others. */
const OF_CHAOS: Data = { $kind: "TXT", txtData: ["x"] };
const { IN, ANY, NONE } = DnsClass;

/** One update and what it says. */
export interface RandomUpdate {
  readonly bytes: Uint8Array;
  readonly prerequisites: readonly DnsRecordInput[];
  readonly changes: readonly DnsRecordInput[];
}

export class RandomUpdates {
  readonly #random: Random;
  readonly #origin: string;

  /** @param origin with its dot at the end */
  constructor(random: Random, origin: string) {
    this.#random = random;
    this.#origin = origin;
  }

  /** @param serial what the zone's is now */
  next(serial: number): RandomUpdate {
    const random = this.#random;
    const list = (count: number, make: () => DnsRecordInput): DnsRecordInput[] => Array.from({ length: count }, make);
    const prerequisites = list(
      random.weighted([
        [6, 0],
        [3, 1],
        [1, 2],
      ]),
      () => this.#prerequisite(),
    );
    const changes = list(random.between(0, 5), () => this.#change(serial));
    return { bytes: encoded(this.#origin, prerequisites, changes), prerequisites, changes };
  }

  #owner(): string {
    return this.#random.chance(0.01) ? "elsewhere.test." : `${this.#random.pick(OWNERS)}${this.#origin}`;
  }

  #name(): string {
    const name = this.#random.pick(OWNERS.filter((owner) => !owner.startsWith("*")));
    return this.#random.chance(0.2) ? `${name}${this.#origin}`.toUpperCase() : `${name}${this.#origin}`;
  }

  /**
   * No DNAME, with which nothing may be below: BIND leaves that to whoever reads the zone, ours refuses it. No NS at wildcards, which BIND
   * ignores (RFC 4592 section 4.2 leaves it open). The zone's own servers are such that BIND finds no alias, which it refuses; we warn.
   */
  #data(serial: number, owner: string): Data {
    const random = this.#random;
    const name = this.#name();
    const isApex = owner.toLowerCase() === this.#origin;
    return random.weighted<() => Data>([
      [6, () => ({ $kind: "A", address: 0xc000_0200 + random.below(3) })],
      [4, () => ({ $kind: "TXT", txtData: [random.pick(["x", "X", ""])] })],
      [4, () => ({ $kind: "MX", preference: random.below(2), exchange: name })],
      [3, () => ({ $kind: "CNAME", cname: name })],
      [
        owner.startsWith("*") ? 0 : 3,
        () => ({ $kind: "NS", nsdname: isApex ? random.pick([`ns.${this.#origin}`, "ns.elsewhere.test."]) : name }),
      ],
      [2, () => ({ $kind: "SRV", priority: 1, weight: 1, port: random.below(2), target: name })],
      [
        1,
        () => ({
          $kind: "WKS",
          address: random.below(2),
          protocol: random.pick([6, 17]),
          bitMap: random.bytes(random.below(3), 254).map(plusOne),
        }),
      ],
      [1, () => ({ $kind: "Unknown", $value: 65280, data: random.bytes(random.below(2) + 1, 1) })],
      [2, () => this.#soa(serial)],
    ])();
  }

  #soa(serial: number): Data {
    const next = (serial + this.#random.pick([-1, 0, 1, 7, 0x7fff_ffff])) >>> 0;
    return { $kind: "SOA", mname: this.#name(), rname: "admin.", serial: next, refresh: 1, retry: 1, expire: 1_000_000, minimum: 1 };
  }

  #type(): number {
    return this.#random.chance(0.01) ? this.#random.pick(META) : this.#random.pick(TYPES);
  }

  #prerequisite(): DnsRecordInput {
    const random = this.#random;
    const owner = this.#owner();
    const name = random.chance(0.2) ? owner.toUpperCase() : owner;
    const ttl = random.chance(0.01) ? 60 : 0;
    const classNumber = random.weighted([
      [4, ANY],
      [4, NONE],
      [3, IN],
      [0.05, DnsClass.CH],
    ]);
    const isWhole = random.chance(classNumber === IN ? 0.99 : 0.01);
    const type = this.#type();
    if (classNumber === DnsClass.CH) return { name, class: classNumber, ttl, rdata: OF_CHAOS };
    const rdata: Data = isWhole
      ? this.#data(1, name)
      : { $kind: "Empty", $value: classNumber === IN && type === DnsType.ANY ? DnsType.A : type };
    return { name, class: classNumber, ttl, rdata };
  }

  #change(serial: number): DnsRecordInput {
    const random = this.#random;
    // Not in another case: BIND takes that over from a record that is there, and raises the serial.
    const name = this.#owner();
    const classNumber = random.weighted([
      [8, IN],
      [3, NONE],
      [3, ANY],
      [0.05, DnsClass.CH],
    ]);
    const ttl = classNumber === IN ? random.pick(TTLS) : random.chance(0.01) ? 60 : 0;
    if (classNumber === DnsClass.CH) return { name, class: classNumber, ttl, rdata: OF_CHAOS };
    const hasData = random.chance(classNumber === ANY ? 0.01 : 0.995);
    return { name, class: classNumber, ttl, rdata: hasData ? this.#data(serial, name) : { $kind: "Empty", $value: this.#type() } };
  }
}

/** BIND wants bit maps that do not end in zeros (RFC 1035 section 3.4.2 does not say). */
function plusOne(byte: number): number {
  return byte + 1;
}

function encoded(origin: string, prerequisites: readonly DnsRecordInput[], changes: readonly DnsRecordInput[]): Uint8Array {
  const bytes = new Uint8Array(0x1_0000);
  const end = encodeDnsMessage(
    {
      id: 1,
      qr: 0,
      opcode: DnsOpcode.Update,
      rcode: 0,
      questions: [{ qname: origin, qtype: DnsType.SOA, qclass: IN }],
      answers: prerequisites,
      authorities: changes,
      additionals: [],
    },
    new DataView(bytes.buffer),
    0,
  );
  if (end < 0) throw new Error(`an update that cannot be encoded: ${JSON.stringify([...prerequisites, ...changes])}`);
  return bytes.slice(0, end);
}
