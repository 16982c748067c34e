/** Which packet a payload holds, by the arms of the declared dissections. */
import type { Engine } from "./engine.js";
import { asBool, asInt, evaluate, matches, NoValue, type Operand, type Scope } from "./evaluate.js";
import type { Argument, Arguments, PacketFunctions } from "./packet.js";
import type { DissectionArmPlan, DissectionPlan, DissectionTargetPlan, PlanExpr } from "./plan.js";

export interface Target {
  readonly functions: PacketFunctions;
  readonly args: Arguments;
}

/** The bytes say which of several targets they are for; see {@link choose}. */
export type Dispatch = { readonly kind: "targets"; readonly targets: readonly Target[] } | { readonly kind: "none"; readonly why: string };

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

function targetOf(target: DissectionTargetPlan, engine: Engine, scope: Scope): Target | undefined {
  const functions = engine.packets[target.packet];
  if (functions === undefined) return undefined;
  const args = functions.plan.params.map((param, index) => {
    const expr = target.args[index];
    return expr === undefined ? (param.type === "bool" ? false : 0) : argumentFor(expr, param.type, scope);
  });
  return { functions, args };
}

function targetsOf(arm: DissectionArmPlan, engine: Engine, scope: Scope): Dispatch {
  const targets = arm.targets.map((target) => targetOf(target, engine, scope)).filter((target) => target !== undefined);
  return targets.length === 0 ? { kind: "none", why: "its packet is not loaded" } : { kind: "targets", targets };
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
    return arm === undefined ? { kind: "none", why: inWords(by) } : targetsOf(arm, engine, scope);
  } catch (error) {
    if (error instanceof NoValue) return { kind: "none", why: error.message };
    throw error;
  }
}
