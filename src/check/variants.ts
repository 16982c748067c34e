/** Variants: their cases worked out, tags and values unique. */
import { integerText, writtenLike } from "../ir/hex.js";
import type { Span } from "../diagnostics/source.js";
import type * as Ast from "../syntax/ast.js";
import { lower } from "./expressions.js";
import type { CaseModel, ResolvedType, ValueType, VariantModel } from "./model.js";
import { constantPlace } from "./place.js";
import type { Problems } from "./problems.js";
import { describeRange, rangeOf } from "./ranges.js";

const RESERVED_TAG = "Unknown";

function lowerCase(syntax: Ast.VariantCase, problems: Problems): CaseModel | undefined {
  const value = lower(syntax.value, constantPlace(problems, "the value of a case"));
  if (value?.kind !== "int" && value?.kind !== "bool" && value?.kind !== "string") return undefined;
  const doc = syntax.doc === undefined ? {} : { doc: syntax.doc.text };
  const written = value.kind === "int" ? writtenLike(value) : {};
  return { tag: syntax.tag.text, value: value.value, span: syntax.span, isDefault: syntax.isDefault, ...written, ...doc };
}

function checkTags(cases: readonly Ast.VariantCase[], problems: Problems): void {
  const first = new Map<string, Span>();
  for (const { tag } of cases) {
    const other = first.get(tag.text);
    if (tag.text === RESERVED_TAG) {
      const help = "it stands for every value that is not listed";
      problems.report("MPL0604", tag.span, `the tag \`${RESERVED_TAG}\` is reserved`, { help });
    } else if (other !== undefined) {
      const related = [{ span: other, message: "the first one is here" }];
      problems.report("MPL0601", tag.span, `there are two cases \`${tag.text}\``, { related });
    } else first.set(tag.text, tag.span);
  }
}

function textOf(entry: CaseModel): string {
  return typeof entry.value === "bigint" ? integerText(entry.value, entry) : String(entry.value);
}

function checkValues(cases: readonly CaseModel[], problems: Problems): void {
  const first = new Map<CaseModel["value"], CaseModel>();
  for (const entry of cases) {
    const other = first.get(entry.value);
    if (other === undefined) first.set(entry.value, entry);
    else {
      const related = [{ span: other.span, message: `\`${other.tag}\` has it already` }];
      problems.report("MPL0602", entry.span, `two cases have the value ${textOf(entry)}`, { related });
    }
  }
}

function checkDefaults(cases: readonly Ast.VariantCase[], problems: Problems): void {
  const [first, ...others] = cases.filter((entry) => entry.isDefault);
  if (first === undefined) return;
  for (const other of others) {
    const related = [{ span: first.span, message: "the first default is here" }];
    problems.report("MPL0605", other.span, "a variant has one default (`=>`) at most", { related });
  }
}

const plurals: Readonly<Record<ValueType, string>> = { int: "integers", bool: "booleans", string: "strings" };

export function typeOfValue(value: CaseModel["value"]): ValueType {
  return typeof value === "bigint" ? "int" : typeof value === "boolean" ? "bool" : "string";
}

function checkTypes(cases: readonly CaseModel[], wanted: ValueType, problems: Problems): void {
  const other = cases.find((entry) => typeOfValue(entry.value) !== wanted);
  if (other !== undefined) problems.report("MPL0603", other.span, `the values of this variant are ${plurals[wanted]}`);
}

export type VariantHead = Pick<VariantModel, "index" | "file" | "span" | "name" | "owner" | "doc">;

/** `wanted`: the type of the values; that of the first case where the variant stands alone. */
export function lowerVariant(
  head: VariantHead,
  syntax: readonly Ast.VariantCase[],
  wanted: ValueType | undefined,
  problems: Problems,
): VariantModel | undefined {
  const lowered = syntax.map((entry) => lowerCase(entry, problems));
  const cases = lowered.filter((entry) => entry !== undefined);
  const [first] = cases;
  checkTags(syntax, problems);
  checkDefaults(syntax, problems);
  if (first === undefined || cases.length < lowered.length) return problems.fail();
  const valueType = wanted ?? typeOfValue(first.value);
  checkTypes(cases, valueType, problems);
  checkValues(cases, problems);
  return { ...head, valueType, cases };
}

/** Cases that a field of this type never holds: legal, since published specs have them. */
export function warnTooWide(variant: VariantModel, type: ResolvedType, use: Span, problems: Problems): void {
  const range = rangeOf(type);
  if (range === undefined) return;
  for (const entry of variant.cases) {
    if (typeof entry.value !== "bigint" || (entry.value >= range[0] && entry.value <= range[1])) continue;
    warnCase(variant, entry, use, `the field holds ${describeRange(range)}, not ${integerText(entry.value, entry)}`, problems);
  }
}

/** `held`: what the field holds instead. */
export function warnCase(variant: VariantModel, entry: CaseModel, use: Span, held: string, problems: Problems): void {
  const message = entry.isDefault
    ? `the default \`${entry.tag}\` can't be encoded: ${held}`
    : `the case \`${entry.tag}\` never matches: ${held}`;
  const isElsewhere = variant.name !== undefined;
  const related = isElsewhere ? [{ span: entry.span, message: "the case is here" }] : [];
  problems.report("MPL0606", isElsewhere ? use : entry.span, message, { related });
}
