/** The closed set of diagnostic codes. A code is never given a second meaning. */
import type { CodeEntry } from "./codes/entry.js";
import { attributeCodes } from "./codes/attributes.js";
import { classifyCodes } from "./codes/classify.js";
import { layoutCodes } from "./codes/layout.js";
import { loadCodes } from "./codes/load.js";
import { nameCodes } from "./codes/names.js";
import { syntaxCodes } from "./codes/syntax.js";
import { typeCodes } from "./codes/types.js";
import { valueCodes } from "./codes/values.js";

export type { CodeEntry, Severity } from "./codes/entry.js";

type CodeTable = typeof syntaxCodes &
  typeof loadCodes &
  typeof nameCodes &
  typeof typeCodes &
  typeof attributeCodes &
  typeof classifyCodes &
  typeof valueCodes &
  typeof layoutCodes;

export type DiagnosticCode = keyof CodeTable;

export const codes: Readonly<Record<DiagnosticCode, CodeEntry>> = {
  ...syntaxCodes,
  ...loadCodes,
  ...nameCodes,
  ...typeCodes,
  ...attributeCodes,
  ...classifyCodes,
  ...valueCodes,
  ...layoutCodes,
};

export const allCodes: readonly DiagnosticCode[] = Object.keys(codes).filter(isDiagnosticCode).sort();

export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(codes, text);
}
