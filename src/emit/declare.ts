/** Declarations whose types tsc must not narrow: it refuses to compare with what it thinks cannot be, and decoding may see that. */
import type { Classify, Expr, Packet } from "../ir/ir.js";
import { subexpressions } from "../ir/walk.js";
import type { FactCode } from "./expression.js";
import type { FunctionWalker } from "./function-walker.js";
import { itemsIn } from "./walk-ir.js";

const LITERAL = "(?:-?[0-9]+n?|true|false)";
const HAS_LITERAL = new RegExp(`^${LITERAL}$|[?:] \\(*${LITERAL}\\)*(?: :|$)`);

/** A constant: of literals tsc would take the values for the type. */
export function declareConstant(variable: string, code: string, kind: "number" | "bigint" | "boolean"): string {
  if (!HAS_LITERAL.test(code)) return `const ${variable} = ${code};`;
  // A boolean's type is a union, which the value narrows in spite of an annotation.
  if (kind === "boolean") return `const ${variable} = ${/^\w+$/.test(code) ? code : `(${code})`} as boolean;`;
  return `const ${variable}: ${kind} = ${code};`;
}

/** The subject of a classify that is a field: under another name where tsc may think that it has one value only. */
export function subjectField(walker: FunctionWalker, item: Classify, subject: Extract<Expr, { kind: "field" }>): FactCode {
  const fact = walker.factOf(subject);
  if ((fact.kind !== "number" && fact.kind !== "bigint") || !isNarrowed(walker.model.packet, subject)) return fact;
  const variable = walker.locals.claimLocal(`${item.name}_subject`);
  walker.line(`const ${variable}: ${fact.kind} = ${fact.code};`);
  return { kind: fact.kind, code: variable };
}

/** Whether a constraint may have compared the field with one value, which tsc takes for its type from then on. */
function isNarrowed(packet: Packet, subject: Extract<Expr, { kind: "field" }>): boolean {
  const mentions = (expr: Expr): boolean =>
    [...subexpressions(expr)].some((part) => part.kind === "field" && part.target.some((id) => subject.target.includes(id)));
  return [...itemsIn(packet.body)].some((item) => item.kind === "require" && mentions(item.holds));
}
