/**
 * The rules that a zone has to keep as a whole, looked at when its image is finished: one pass over its names. Nothing is known
 * here of files; `check-places.ts` finds the records again.
 */
import type { ZoneImage } from "../image/image.js";
import { looksSigned, type CheckedZone, type Rule } from "./check-context.js";
import { Chain } from "./check-chain.js";
import { Ancestry, HAS, NodeFacts } from "./check-facts.js";
import { Findings } from "./check-findings.js";
import { aliasRule, apexRule, classRule, dnameRule, hiddenRule, placeRule } from "./check-names.js";
import { allNodes } from "./check-nodes.js";
import { Signatures } from "./check-signatures.js";
import { Targets } from "./check-targets.js";

export interface CheckOptions {
  /** Seconds since 1970, for the times of signatures; without it they are not looked at. */
  readonly now?: number | undefined;
  /** IN (1) if left out. */
  readonly classNumber?: number | undefined;
  /** So many problems are kept, the others being counted only; 100. */
  readonly most?: number | undefined;
}

/** Data that may stand anywhere, and leads nowhere. */
const PLAIN = HAS.ADDRESS | HAS.OTHER;

/** Checks a zone that nobody changes meanwhile. */
export function checkZone(image: ZoneImage, options: CheckOptions = {}): Findings {
  const { version } = image;
  const apex = image.current(image.apex, version);
  const findings = new Findings(image, options.most ?? 100);
  const zone: CheckedZone = {
    image,
    version,
    findings,
    apex,
    facts: new NodeFacts(image, options.classNumber ?? 1),
    isSigned: looksSigned(image, apex),
    hidden: 0,
  };
  const targets = new Targets(zone);
  const signatures = new Signatures(zone, options.now);
  const always = [apexRule, classRule, placeRule, aliasRule, dnameRule, hiddenRule, targets.rule];
  eachName(zone, zone.isSigned ? [...always, signatures.rule] : always);
  targets.finish();
  if (zone.isSigned) new Chain(zone, signatures).check();
  return findings;
}

function eachName(zone: CheckedZone, rules: readonly Rule[]): void {
  const ancestry = new Ancestry(zone.image);
  const { image, version, facts } = zone;
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
