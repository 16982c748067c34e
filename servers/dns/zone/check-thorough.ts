/** What takes too long to be looked at whenever a zone is loaded: `deens check-zone` has the time. Names and records are values here. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { dnsNameToWire } from "../../../runtime/types/dns-name.js";
import { signaturesOf } from "../image/image.js";
import { formatWireName, typeName, typeOfData } from "../zone-file/index.js";
import { lowerWire } from "./canonical.js";
import type { CheckedZone } from "./check-context.js";
import { isAddressLike, isHostName } from "./check-hosts.js";
import { ApexKeys } from "./check-keys.js";
import { allNodes } from "./check-nodes.js";
import { type Digest, ZoneDigests } from "./check-zonemd.js";
import { ownerOf, recordsOfNode } from "./records.js";

const { A, AAAA, MX } = DnsType;

/** A record, and where it stands in its RRset: what findings are about. */
interface Item {
  readonly record: DnsRecord;
  readonly node: number;
  /** TYPE, for signatures `covered << 16 | RRSIG`. */
  readonly key: number;
  readonly index: number;
}

/** Checks what `checkZone` does not. @param digest makes digests for ZONEMD records */
export function checkThoroughly(zone: CheckedZone, digest: Digest): void {
  const { image, version } = zone;
  const keys = new ApexKeys(zone);
  const digests = new ZoneDigests(zone);
  allNodes(image).forEach((newest) => {
    const node = image.current(newest, version);
    if (node === 0) return;
    const owner = ownerOf(image, node);
    const records = recordsOfNode(image, node);
    digests.add(owner, records);
    checkOwner(zone, node, owner, records);
    for (const item of itemsOf(node, records)) checkItem(zone, keys, owner, item);
  });
  keys.checkChild();
  digests.check(zone.findings, digest);
}

function itemsOf(node: number, records: readonly DnsRecord[]): Item[] {
  let index = 0;
  let before = -1;
  return records.map((record) => {
    const { rdata } = record;
    const key = rdata.$kind === "RRSIG" ? signaturesOf(rdata.typeCovered) : typeOfData(rdata);
    index = key === before ? index + 1 : 0;
    before = key;
    return { record, node, key, index };
  });
}

/** Who has addresses or takes mail is a host. */
function checkOwner({ findings }: CheckedZone, node: number, owner: Uint8Array, records: readonly DnsRecord[]): void {
  const key = records.map(({ rdata }) => typeOfData(rdata)).find((type) => type === A || type === AAAA || type === MX);
  if (key === undefined || isHostName(owner, true)) return;
  findings.warn("bad-host-name", { node, key }, () => `${typeName(key)} at a name that no host can have (RFC 1123 section 2.1)`);
}

function checkItem(zone: CheckedZone, keys: ApexKeys, owner: Uint8Array, item: Item): void {
  const { rdata } = item.record;
  if (rdata.$kind === "RRSIG") {
    const wrong = keys.signatureFault(owner, rdata);
    if (wrong !== undefined) zone.findings.warn("wrong-signature", item, () => `the signature of ${typeName(rdata.typeCovered)} ${wrong}`);
    return;
  }
  const target = targetOf(rdata);
  if (target !== undefined) checkTarget(zone, target, item);
}

function checkTarget({ findings }: CheckedZone, target: Uint8Array, item: Item): void {
  const name = formatWireName(target);
  if (isAddressLike(target))
    findings.warn("address-as-name", item, () => `${name} looks like an address: ${typeName(item.key)} is to name a host`);
  else if (!isHostName(target, false))
    findings.warn("bad-host-name", item, () => `${name} is a name that no host can have (RFC 1123 section 2.1)`);
}

/** The host that a record leads to. */
function targetOf(rdata: DnsRecord["rdata"]): Uint8Array | undefined {
  switch (rdata.$kind) {
    case "NS":
      return lowerWire(dnsNameToWire(rdata.nsdname));
    case "MX":
      return lowerWire(dnsNameToWire(rdata.exchange));
    case "SRV":
      return lowerWire(dnsNameToWire(rdata.target));
    default:
      return undefined;
  }
}
