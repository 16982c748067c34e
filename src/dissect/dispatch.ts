/** Which packet a payload holds, by the arms of the declared dissections. */
import type { Engine } from "./engine.js";
import { asBool, asInt, evaluate, matches, NoValue, type Operand, type Scope } from "./evaluate.js";
import type { Argument, Arguments, PacketFunctions } from "./packet.js";
import type { DissectionArmPlan, DissectionPlan, PlanExpr } from "./plan.js";

export type Dispatch =
  | { readonly kind: "target"; readonly functions: PacketFunctions; readonly args: Arguments }
  | { readonly kind: "none"; readonly why: string };

function applies(arm: DissectionArmPlan, by: Operand | undefined, scope: Scope): boolean {
  if (by !== undefined && !arm.patterns.some((pattern) => matches(pattern, by))) return false;
  return arm.when === undefined || asBool(arm.when, scope);
}

function argumentFor(expr: PlanExpr, type: "int" | "bool", scope: Scope): Argument {
  if (type === "bool") return asBool(expr, scope);
  const value = asInt(expr, scope);
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER))
    throw new NoValue(`an argument of ${value.toString()}, which is too large`);
  return Number(value);
}

function targetOf(arm: DissectionArmPlan, engine: Engine, scope: Scope): Dispatch {
  const functions = engine.packets[arm.target];
  if (functions === undefined) return { kind: "none", why: "its packet is not loaded" };
  const args = functions.plan.params.map((param, index) => {
    const expr = arm.args[index];
    return expr === undefined ? (param.type === "bool" ? false : 0) : argumentFor(expr, param.type, scope);
  });
  return { kind: "target", functions, args };
}

function inWords(value: Operand | undefined): string {
  if (value === undefined) return "no arm of its `dissect` holds";
  const text = value instanceof Uint8Array ? "these bytes" : value.toString();
  return `no arm of its \`dissect\` is for ${text}`;
}

/** The first arm that matches. */
export function dispatch(dissection: DissectionPlan, engine: Engine, scope: Scope): Dispatch {
  try {
    const by = dissection.by === undefined ? undefined : evaluate(dissection.by, scope);
    const arm = dissection.arms.find((candidate) => applies(candidate, by, scope));
    return arm === undefined ? { kind: "none", why: inWords(by) } : targetOf(arm, engine, scope);
  } catch (error) {
    if (error instanceof NoValue) return { kind: "none", why: error.message };
    throw error;
  }
}
