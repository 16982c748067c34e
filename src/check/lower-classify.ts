/** The subject of a classify, and the patterns and guards of its arms. */
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

function constantOf(syntax: Ast.Expr, { problems, variant }: Place): bigint | boolean | string | undefined {
  return toConstant(lower(syntax, constantPlace(problems, "a pattern", variant)))?.value;
}

function wrongType(syntax: Ast.Pattern, wanted: ValueType, place: Place): undefined {
  return place.problems.report("MPL0702", syntax.span, `the patterns here are ${plurals[wanted]}`, {
    label: `not ${plurals[wanted]}`,
  });
}

function lowerRange(syntax: Extract<Ast.Pattern, { kind: "range" }>, wanted: ValueType, place: Place): Pattern | undefined {
  const low = constantOf(syntax.low, place);
  const high = constantOf(syntax.high, place);
  if (low === undefined || high === undefined) return undefined;
  if (typeof low !== "bigint" || typeof high !== "bigint" || wanted !== "int") return wrongType(syntax, wanted, place);
  if (low <= high) return { kind: "range", low, high };
  const help = `write \`${high}..${low}\``;
  return place.problems.report("MPL0703", syntax.span, `the range ${low}..${high} is empty`, { help });
}

function lowerOne(syntax: Extract<Ast.Pattern, { kind: "one" }>, wanted: ValueType, place: Place): Pattern | undefined {
  const value = constantOf(syntax.constant, place);
  if (value === undefined) return undefined;
  if (typeof value === "bigint" && wanted === "int") return { kind: "range", low: value, high: value };
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
