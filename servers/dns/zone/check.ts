/**
 * The rules that a zone has to keep as a whole, looked at when its image is finished: one pass over its names. Nothing is known
 * here of files; `check-places.ts` finds the records again.
 */
import type { ZoneImage } from "../image/image.js";
import { NameKey } from "../image/name-key.js";
import { looksSigned, type CheckedZone, type Rule } from "./check-context.js";
import { Chain } from "./check-chain.js";
import { Ancestry, HAS, NodeFacts } from "./check-facts.js";
import { Findings } from "./check-findings.js";
import { aliasRule, apexRule, classRule, dnameRule, hiddenRule, placeRule } from "./check-names.js";
import { allNodes } from "./check-nodes.js";
import { Signatures } from "./check-signatures.js";
import { Targets } from "./check-targets.js";
import { checkThoroughly } from "./check-thorough.js";
import type { Digest } from "./check-zonemd.js";

export interface CheckOptions {
  /** Seconds since 1970, for the times of signatures; without it they are not looked at. */
  readonly now?: number | undefined;
  /** IN (1) if left out. */
  readonly classNumber?: number | undefined;
  /** So many problems are kept, the others being counted only; 100. */
  readonly most?: number | undefined;
  /** Which version of the zone is looked at; what is served, if left out. */
  readonly version?: number | undefined;
  /** Makes digests: with it, what takes longer is looked at too (`check-thorough.ts`). */
  readonly digest?: Digest | undefined;
}

/** Data that may stand anywhere, and leads nowhere. */
const PLAIN = HAS.ADDRESS | HAS.OTHER;

/** What a name alone, and those above it, have to keep. */
const LOCAL: readonly Rule[] = [apexRule, classRule, placeRule, aliasRule, dnameRule, hiddenRule];

/** Checks a zone that nobody changes meanwhile. */
export function checkZone(image: ZoneImage, options: CheckOptions = {}): Findings {
  const zone = checkedZone(image, options);
  const targets = new Targets(zone, true);
  const signatures = new Signatures(zone, options.now);
  const always = [...LOCAL, targets.rule];
  eachName(zone, zone.isSigned ? [...always, signatures.rule] : always);
  targets.finish();
  if (zone.isSigned) new Chain(zone, signatures).check();
  if (options.digest !== undefined) checkThoroughly(zone, options.digest);
  return zone.findings;
}

/** Checks some names of a zone, but for what concerns signatures and proofs. @param owners in wire form; those that are not there are fine */
export function checkNames(image: ZoneImage, owners: Iterable<Uint8Array>, options: CheckOptions = {}): Findings {
  const zone = checkedZone(image, options);
  const ancestry = new Ancestry(image, zone.version);
  const rules = [...LOCAL, new Targets(zone, false).rule];
  const key = new NameKey();
  for (const owner of owners) {
    key.loadWire(owner);
    const node = image.findAny(key, zone.version);
    if (node === 0) continue;
    zone.facts.read(node);
    zone.hidden = ancestry.hiding(node);
    for (const rule of rules) rule(zone);
  }
  return zone.findings;
}

function checkedZone(image: ZoneImage, { version = image.version, most = 100, classNumber = 1 }: CheckOptions): CheckedZone {
  const apex = image.current(image.apex, version);
  const facts = new NodeFacts(image, classNumber);
  return { image, version, findings: new Findings(image, most), apex, facts, isSigned: looksSigned(image, apex), hidden: 0 };
}

function eachName(zone: CheckedZone, rules: readonly Rule[]): void {
  const { image, version, facts } = zone;
  const ancestry = new Ancestry(image, version);
  allNodes(image).forEach((newest) => {
    const node = image.current(newest, version);
    if (node === 0) return;
    facts.read(node);
    zone.hidden = ancestry.hiding(node);
    if ((facts.has & (HAS.NS | HAS.DNAME)) !== 0 && node !== zone.apex) ancestry.remember(node, zone.hidden);
    // Most names of most zones have nothing that any rule is about.
    if (zone.isSigned || zone.hidden !== 0 || node === zone.apex || (facts.has & PLAIN) !== facts.has || facts.hasOtherClass)
      for (const rule of rules) rule(zone);
  });
}
