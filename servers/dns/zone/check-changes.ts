/** What changes make of a zone: checked before anybody sees it, and only where they may have broken something. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { dnsNameToWire } from "../../../runtime/types/dns-name.js";
import { NEWEST, type ZoneImage } from "../image/image.js";
import { typeOfData } from "../zone-file/index.js";
import type { ZoneChange } from "./change.js";
import { checkNames, checkZone } from "./check.js";
import type { Findings } from "./check-findings.js";

/** Types that say something about all names: of those below (DNAME), or of the whole zone. */
const FAR_REACHING: ReadonlySet<number> = new Set([DnsType.DNAME, DnsType.NSEC3PARAM]);

/**
 * The errors that `checkZone` would find, given that there were none before. Only its errors: warnings may be missing.
 *
 * @param image in which the changes were made, at a version that is not visible yet
 */
export function checkChanges(image: ZoneImage, changes: readonly ZoneChange[], most: number): Findings {
  const options = { version: NEWEST, most };
  const isFarReaching = changes.some(({ additions }) => additions.some(({ rdata }) => FAR_REACHING.has(typeOfData(rdata))));
  return isFarReaching ? checkZone(image, options) : checkNames(image, ownersOf(changes), options);
}

/** Each name once. That of the zone, whose servers have their addresses elsewhere, is one of them: its SOA changes each time. */
function ownersOf(changes: readonly ZoneChange[]): Iterable<Uint8Array> {
  const owners = new Map<string, Uint8Array>();
  const note = ({ name }: DnsRecord): void => void owners.set(name.toString().toLowerCase(), dnsNameToWire(name));
  for (const { deletions, additions } of changes) for (const records of [deletions, additions]) records.forEach(note);
  return owners.values();
}
