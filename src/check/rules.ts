/** The rules that packets are held to, in order. Each reports what it finds and leaves the rest to the others. */
import type { PacketRule, ProgramRule } from "./rule.js";
import { checksumWidths } from "./rules/checksum-width.js";
import { endlessRecursion } from "./rules/endless-recursion.js";
import { exclusiveAttributes } from "./rules/exclusive-attributes.js";
import { fillableSizes } from "./rules/fillable-sizes.js";
import { fittingAttributes } from "./rules/fitting-attributes.js";
import { hiddenNames } from "./rules/hidden-names.js";
import { limits } from "./rules/limits.js";
import { neverEncoded } from "./rules/never-encoded.js";
import { reachableArms } from "./rules/reachable-arms.js";
import { textLengths } from "./rules/text-lengths.js";
import { uniqueArms } from "./rules/unique-arms.js";
import { uniqueNames } from "./rules/unique-names.js";
import { unusedParams } from "./rules/unused-params.js";
import { valueCycles } from "./rules/value-cycles.js";

export const packetRules: readonly PacketRule[] = [
  uniqueNames,
  hiddenNames,
  uniqueArms,
  fittingAttributes,
  exclusiveAttributes,
  checksumWidths,
  limits,
  fillableSizes,
  valueCycles,
  reachableArms,
  textLengths,
  neverEncoded,
  unusedParams,
];

/** What can only be seen across packets. */
export const programRules: readonly ProgramRule[] = [endlessRecursion];
