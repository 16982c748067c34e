/** Zones that are changed in tests, and what is in them, as sets of lines. */
import {
  decodeDnsMessage,
  type DnsMessage,
  type DnsRecord,
  type DnsRecordInput,
  encodeDnsMessage,
} from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsType } from "../../../../../generated/dns/types.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { NODE } from "../../../../../servers/dns/image/layout.js";
import type { ZoneChange } from "../../../../../servers/dns/zone/change.js";
import { ZoneHistory } from "../../../../../servers/dns/zone/history.js";
import { Turns } from "../../../../../servers/dns/node/turns.js";
import { ChangeableZone, type ZoneWorld } from "../../../../../servers/dns/zone/primary.js";
import { recordsOfNode } from "../../../../../servers/dns/zone/records.js";
import { formatRecord } from "../../../../../servers/dns/zone-file/index.js";
import { imageOf } from "../../../../support/dns-zone.js";

export const ZONE = "example";
export const APEX = "@ 3600 SOA ns admin 1 7200 900 1209600 300\n@ 3600 NS ns\nns 3600 A 192.0.2.1\n";

export function lineOf({ name, ttl, class: classNumber, rdata }: DnsRecord): string {
  return formatRecord(name, ttl, classNumber, rdata).toLowerCase();
}

/** The records that are visible at a version. */
export function contents(image: ZoneImage, version: number = image.version): Set<string> {
  const lines = new Set<string>();
  image.eachNewest((newest) => {
    const node = image.current(newest, version);
    if (node !== 0 && image.word(node + NODE.RRSETS) !== 0) for (const record of recordsOfNode(image, node)) lines.add(lineOf(record));
  });
  return lines;
}

export interface TestZone {
  readonly zone: ChangeableZone;
  readonly history: ZoneHistory;
  /** What was made safe, in its order. */
  readonly recorded: ZoneChange[];
  /** How often there was another image. */
  published: number;
}

/** A zone that may be changed; `record` may fail. */
export function changeable(text: string = APEX, world: Partial<ZoneWorld> = {}): TestZone {
  const history = new ZoneHistory(1 << 20);
  const recorded: ZoneChange[] = [];
  const turns = new Turns(1);
  const zone = new ChangeableZone(imageOf(text, ZONE), history, {
    alone: (task) => turns.take(task),
    copy: (image, times) => Promise.resolve(compact(image, image.version, times)),
    discard: () => undefined,
    pause: () => Promise.resolve(),
    record: (changes) => {
      recorded.push(...changes);
      return Promise.resolve();
    },
    publish: () => {
      test.published++;
      return Promise.resolve();
    },
    changed: () => undefined,
    ...world,
  });
  const test: TestZone = { zone, history, recorded, published: 0 };
  return test;
}

type Data = DnsRecordInput["rdata"];

/** A record of an update: put in, or with a class of ANY or NONE taken out (RFC 2136 section 2.5), or a prerequisite (2.4). */
export function rr(
  name: string,
  rdata: Data,
  classNumber: number = DnsClass.IN,
  ttl = classNumber === DnsClass.IN ? 60 : 0,
): DnsRecordInput {
  return { name, class: classNumber, ttl, rdata };
}

export function none(type: number): Data {
  return { $kind: "Empty", $value: type };
}

export function address(last: number): Data {
  return { $kind: "A", address: 0xc0000200 + last };
}

/** An update as it comes from the wire. */
export function updateMessage(changes: readonly DnsRecordInput[], prerequisites: readonly DnsRecordInput[] = [], zone = ZONE): DnsMessage {
  const bytes = new DataView(new ArrayBuffer(0xffff));
  const questions = [{ qname: zone, qtype: DnsType.SOA, qclass: DnsClass.IN }];
  const value = {
    id: 1,
    qr: 0,
    opcode: DnsOpcode.Update,
    rcode: 0,
    questions,
    answers: prerequisites,
    authorities: changes,
    additionals: [],
  };
  const decoded = decodeDnsMessage(bytes, 0, encodeDnsMessage(value, bytes, 0));
  if (!decoded.ok) throw new Error("the test's update is malformed");
  return decoded.value;
}
