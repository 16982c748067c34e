/** Images made record by record, and what is in them. */
import type { DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsClass } from "../../../../../generated/dns/types.js";
import { ZoneBuilder, type ZoneSize } from "../../../../../servers/dns/image/builder.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { allNodes } from "../../../../../servers/dns/zone/check-nodes.js";
import { recordsOfNode } from "../../../../../servers/dns/zone/records.js";
import { typeOfData } from "../../../../../servers/dns/zone-file/index.js";
import { brief, wireOf } from "../../../../support/dns-zone.js";

export const SMALL: ZoneSize = { names: 0, bytes: 0 };

export type Data = DnsRecordInput["rdata"];

export function address(host: number): Data {
  return { $kind: "A", address: 0xc000_0200 + host };
}

export function builderOf(origin: string, size: ZoneSize = SMALL): ZoneBuilder {
  return new ZoneBuilder(wireOf(origin), size);
}

/** Adds a record of class IN; one of ADDED. */
export function add(builder: ZoneBuilder, owner: string, rdata: Data, ttl = 60): number {
  const wire = wireOf(owner);
  return builder.add(wire, wire.length, typeOfData(rdata as Parameters<typeof typeOfData>[0]), DnsClass.IN, ttl, rdata);
}

/** All records, as `brief` writes them; with `ttl`, each behind its TTL. */
export function contents(image: ZoneImage, withTtl = false): string[] {
  const texts: string[] = [];
  allNodes(image).forEach((node) => {
    for (const record of recordsOfNode(image, node)) texts.push(withTtl ? `${record.ttl} ${brief(record)}` : brief(record));
  });
  return texts;
}

export function keyOf(name: string): NameKey {
  const key = new NameKey();
  key.loadWire(wireOf(name));
  return key;
}

/** The node of a name; 0 if there is none. */
export function nodeOf(image: ZoneImage, name: string): number {
  const key = keyOf(name);
  return image.holds(key) ? image.find(key, 0, image.version) : 0;
}
