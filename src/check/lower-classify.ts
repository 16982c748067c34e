/** The subject of a classify, and the patterns and guards of its arms. */
import { integerText, writtenLike, type Written } from "../ir/hex.js";
import type { Expr, Pattern } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { lower, lowerAs } from "./expressions.js";
import { factsAround } from "./facts.js";
import { toConstant } from "./lower-field.js";
import type { LoweredArm, LoweredClassify } from "./lowered.js";
import type { ArmModel, ClassifyNode, PacketModel, ValueType } from "./model.js";
import { constantPlace, earlierPlace, type Place } from "./place.js";
import { variantOf } from "./tags.js";

const plurals: Readonly<Record<ValueType, string>> = { int: "integers", bool: "booleans", string: "strings" };

interface Known extends Written {
  readonly value: bigint | boolean | string;
}

function constantOf(syntax: Ast.Expr, { problems, variant }: Place): Known | undefined {
  return toConstant(lower(syntax, constantPlace(problems, "a pattern", variant)));
}

function wrongType(syntax: Ast.Pattern, wanted: ValueType, place: Place): undefined {
  return place.problems.report("MPL0702", syntax.span, `the patterns here are ${plurals[wanted]}`, {
    label: `not ${plurals[wanted]}`,
  });
}

function lowerRange(syntax: Extract<Ast.Pattern, { kind: "range" }>, wanted: ValueType, place: Place): Pattern | undefined {
  const [low, high] = [constantOf(syntax.low, place), constantOf(syntax.high, place)];
  if (low === undefined || high === undefined) return undefined;
  if (typeof low.value !== "bigint" || typeof high.value !== "bigint" || wanted !== "int") return wrongType(syntax, wanted, place);
  if (low.value <= high.value) return { kind: "range", low: low.value, high: high.value, ...writtenLike(low, high) };
  const [first, last] = [integerText(low.value, low), integerText(high.value, high)];
  return place.problems.report("MPL0703", syntax.span, `the range ${first}..${last} is empty`, { help: `write \`${last}..${first}\`` });
}

function lowerOne(syntax: Extract<Ast.Pattern, { kind: "one" }>, wanted: ValueType, place: Place): Pattern | undefined {
  const known = constantOf(syntax.constant, place);
  if (known === undefined) return undefined;
  const { value } = known;
  if (typeof value === "bigint" && wanted === "int") return { kind: "range", low: value, high: value, ...writtenLike(known) };
  if (typeof value === "string" && wanted === "string") return { kind: "string", text: value };
  if (typeof value === "boolean" && wanted === "bool") return { kind: "bool", value };
  return wrongType(syntax, wanted, place);
}

/** `place` knows the subject's variant. */
export function lowerPattern(syntax: Ast.Pattern, wanted: ValueType, place: Place): Pattern | undefined {
  switch (syntax.kind) {
    case "any":
      return { kind: "any" };
    case "one":
      return lowerOne(syntax, wanted, place);
    case "range":
      return lowerRange(syntax, wanted, place);
  }
}

function lowerArm(model: ArmModel, wanted: ValueType | undefined, place: Place): LoweredArm {
  const { patterns: written, when } = model.syntax;
  const patterns = wanted === undefined ? [] : written.map((pattern) => lowerPattern(pattern, wanted, place));
  const guard = when === undefined ? undefined : lowerAs(when, "bool", { ...place, variant: undefined, purpose: "a guard" });
  const known = patterns.filter((pattern) => pattern !== undefined);
  const broken = known.length < written.length || (when !== undefined && guard === undefined);
  return { model, patterns: known, broken, ...(guard === undefined ? {} : { guard }) };
}

export function lowerClassify(packet: PacketModel, node: ClassifyNode): LoweredClassify | undefined {
  const place = earlierPlace(packet, node, factsAround(packet, node), "what is classified");
  const subject: Expr | undefined = lower(node.syntax.subject, place);
  const variant = variantOf(node.syntax.subject, place);
  const arms = node.arms.map((arm) => lowerArm(arm, subject?.type, { ...place, variant }));
  return subject === undefined ? undefined : { subject, arms };
}
