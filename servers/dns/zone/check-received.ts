/** What is looked at before a zone from another server is taken over. */
import type { ZoneImage } from "../image/image.js";
import { formatWireName } from "../zone-file/index.js";
import { checkZone } from "./check.js";
import type { Finding } from "./check-findings.js";
import { type Digest, type ZonemdVerdict, verifyZonemd } from "./check-zonemd.js";

/** What is done about a zone's digest (RFC 8976): nothing; where there is one, it has to be right; there has to be one. */
export type ZonemdPolicy = "ignore" | "verify" | "require";

export interface ReceivedCheck {
  /** Seconds since 1970, for the times of signatures. */
  readonly now: number;
  readonly zonemd: ZonemdPolicy;
  /** Only its digest is of interest: changes were made to it that were looked at alone. */
  readonly isDigestAlone?: boolean;
}

export interface ReceivedFindings {
  /** Why it must not be taken over; undefined where it may be. */
  readonly problem: string | undefined;
  /** What else people should know. */
  readonly warnings: readonly string[];
}

/** Problems of a zone that came which are told. */
export const MOST_TOLD = 10;

/** Looks at a version of a zone that came, or that came about. */
export function checkReceived(image: ZoneImage, version: number, check: ReceivedCheck, digest: Digest): ReceivedFindings {
  const content = check.isDigestAlone === true ? NOTHING : checkContent(image, version, check.now);
  if (content.problem !== undefined || check.zonemd === "ignore") return content;
  const verdict = verifyZonemd(image, version, digest);
  const warnings = verdict.kind === "unsupported" ? [...content.warnings, UNSUPPORTED] : content.warnings;
  return { problem: zonemdProblem(verdict, check.zonemd), warnings };
}

const NOTHING: ReceivedFindings = { problem: undefined, warnings: [] };
const UNSUPPORTED = "warning: none of its ZONEMD records can be verified: their schemes or algorithms are not known";

function checkContent(image: ZoneImage, version: number, now: number): ReceivedFindings {
  const { errors, all } = checkZone(image, { now, version, most: MOST_TOLD });
  const texts = all.map(findingText);
  return errors > 0 ? { problem: `what came is no zone: ${texts[0] ?? ""}`, warnings: [] } : { problem: undefined, warnings: texts };
}

export function findingText({ severity, owner, message }: Finding): string {
  return `${severity}: ${formatWireName(owner)}: ${message}`;
}

function zonemdProblem(verdict: ZonemdVerdict, policy: ZonemdPolicy): string | undefined {
  if (verdict.kind === "verified") return undefined;
  if (verdict.kind === "wrong") return `its digest is wrong (ZONEMD): ${verdict.problem}`;
  if (policy !== "require") return undefined;
  return verdict.kind === "absent"
    ? "it has no digest (ZONEMD), which is required"
    : "its digest (ZONEMD) cannot be verified, which is required";
}
