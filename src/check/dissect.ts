/** `dissect`: which packet a payload holds. The path is followed, then the arms are lowered where the payload stands. */
import type { Expr, Pattern } from "../ir/ir.js";
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { warnArms, type ReachArm } from "./arm-reach.js";
import { lower, lowerAs } from "./expressions.js";
import { factsAt } from "./facts.js";
import { lowerArguments, withImplicit } from "./lower.js";
import { lowerPattern } from "./lower-classify.js";
import type { BlockModel, ClassifyNode, FieldNode, Node, PacketModel } from "./model.js";
import { nodeName } from "./name-expressions.js";
import { resolvePacket, type PacketNames } from "./packet-names.js";
import { anywherePlace, type Place } from "./place.js";
import { Problems } from "./problems.js";
import { spellingOf } from "./spelling.js";
import { variantOf } from "./tags.js";

export interface DissectionModel {
  readonly file: LoadedFile;
  readonly syntax: Ast.DissectItem;
  readonly packet: PacketModel;
  readonly payload: FieldNode;
  readonly by?: Expr;
  readonly arms: readonly DissectionArmModel[];
}
export interface DissectionArmModel {
  readonly syntax: Ast.DissectArm;
  readonly patterns: readonly Pattern[];
  readonly when?: Expr;
  /** In the order in which they are tried. */
  readonly targets: readonly DissectionTargetModel[];
}
export interface DissectionTargetModel {
  readonly syntax: Ast.DissectTarget;
  readonly packet: PacketModel;
  readonly args: readonly Expr[];
}

/** What a step can name in a list of statements; the classify comes before the field that it takes over. */
function namedIn(block: BlockModel): readonly Node[] {
  const kept = block.nodes.flatMap((node) => (node.kind === "nested" || node.kind === "bounded" ? (node.keep ?? []) : []));
  return [...block.nodes.filter((node) => node.kind !== "require"), ...kept];
}

function findStep(block: BlockModel, step: Ast.Name, isLast: boolean, problems: Problems): Node | undefined {
  const named = namedIn(block);
  const matching = named.filter((node) => node.name === step.text);
  const found = matching.find((node) => (node.kind === "classify") !== isLast) ?? matching[0];
  if (found !== undefined) return found;
  const candidates = named.map((node) => node.name);
  return problems.report("MPL0901", step.span, `there is no \`${step.text}\` here`, spellingOf(step.text, step.span, candidates));
}

function armBlock(node: ClassifyNode, step: Ast.Name, problems: Problems): BlockModel | undefined {
  const arm = node.arms.find(({ syntax }) => syntax.name.value === step.text);
  if (arm !== undefined) return arm.block;
  const candidates = node.arms.map(({ syntax }) => syntax.name.value);
  return problems.report("MPL0901", step.span, `there is no arm "${step.text}" here`, spellingOf(step.text, step.span, candidates));
}

function reportNoWay(node: Node, step: Ast.Name, problems: Problems): undefined {
  const related = [{ span: node.span, message: "it is declared here" }];
  return problems.report("MPL0901", step.span, `the path cannot go on into ${nodeName(node)}`, { related });
}

/** Follows the steps behind the packet's name. */
function follow(packet: PacketModel, steps: readonly Ast.Name[], problems: Problems): Node | undefined {
  let block: BlockModel | undefined = packet.root.block;
  let node: Node | undefined;
  for (const [index, step] of steps.entries()) {
    if (node?.kind === "classify") {
      block = armBlock(node, step, problems);
      node = undefined;
      if (block === undefined) return undefined;
      continue;
    }
    if (node !== undefined && node.kind !== "bounded") return reportNoWay(node, step, problems);
    if (node?.kind === "bounded") block = node.inner.block;
    node = findStep(block, step, index === steps.length - 1, problems);
    if (node === undefined) return undefined;
  }
  return node;
}

function payloadOf(packet: PacketModel, syntax: Ast.DissectItem, problems: Problems): FieldNode | undefined {
  const steps = syntax.path.slice(1);
  const node = follow(packet, steps, problems);
  if (node?.kind === "field" && node.type?.kind === "bytes") return node;
  const last = syntax.path.at(-1);
  if (last === undefined || problems.broken || (node?.kind === "field" && node.type === undefined)) return problems.fail();
  const what = node === undefined ? "a packet or an arm" : node.kind === "field" ? "a field of another type" : nodeName(node);
  return problems.report("MPL0902", last.span, `a payload is a field of bytes, and this is ${what}`);
}

function patternsOf(arm: Ast.DissectArm, by: Expr | undefined, hasBy: boolean, place: Place): readonly Pattern[] | undefined {
  if (arm.patterns.length === 0) return [{ kind: "any" }];
  const specific = arm.patterns.find((pattern) => pattern.kind !== "any");
  if (specific !== undefined && !hasBy) {
    return place.problems.report("MPL0903", specific.span, "nothing says what this pattern is to match", {
      help: "write `dissect ... by (expression) { ... }`",
    });
  }
  if (by === undefined) return hasBy ? undefined : [{ kind: "any" }];
  const patterns = arm.patterns.map((pattern) => lowerPattern(pattern, by.type, place));
  const known = patterns.filter((pattern) => pattern !== undefined);
  return known.length < patterns.length ? undefined : known;
}

interface Dissecting {
  readonly file: LoadedFile;
  readonly packet: PacketModel;
  readonly names: PacketNames;
  readonly place: Place;
  readonly by: Expr | undefined;
  readonly hasBy: boolean;
}

function lowerTarget(syntax: Ast.DissectTarget, { file, packet, names, place }: Dissecting): DissectionTargetModel | undefined {
  const { span } = syntax.packet;
  const target = resolvePacket(syntax.packet, file, names, place.problems);
  const args = target === undefined ? undefined : lowerArguments(syntax.args, target, place, span);
  if (target === undefined || args === undefined) return undefined;
  return { syntax, packet: target, args: withImplicit(args, packet, target, span) };
}

function lowerArm(syntax: Ast.DissectArm, dissecting: Dissecting): DissectionArmModel | undefined {
  const { place, by, hasBy } = dissecting;
  const patterns = patternsOf(syntax, by, hasBy, place);
  const when = syntax.when === undefined ? undefined : lowerAs(syntax.when, "bool", { ...place, purpose: "a condition" });
  const targets = syntax.targets.map((target) => lowerTarget(target, dissecting)).filter((target) => target !== undefined);
  if (patterns === undefined || targets.length < syntax.targets.length) return undefined;
  if (syntax.when !== undefined && when === undefined) return undefined;
  return { syntax, targets, patterns, ...(when === undefined ? {} : { when }) };
}

function reachOf({ syntax, patterns, when }: DissectionArmModel): ReachArm {
  const spans = syntax.patterns.map((pattern) => pattern.span);
  return { label: "this arm", span: syntax.span, patterns, spans, guard: when };
}

/** What an expression says, wherever it stands. */
function textOf(expr: Expr | undefined): string {
  return (
    JSON.stringify(expr, (key, value: unknown) =>
      key === "span" || key === "hex" ? undefined : typeof value === "bigint" ? `${value}n` : value,
    ) ?? ""
  );
}

/** What is declared twice for one payload is asked in turn: arms of one that comes before take values, if they ask for the same. */
function armsBefore(model: DissectionModel, others: readonly DissectionModel[]): ReachArm[] {
  return others
    .filter(({ payload }) => payload === model.payload)
    .flatMap(({ by, arms }) => {
      const asksSame = textOf(by) === textOf(model.by);
      return arms
        .map(reachOf)
        .filter(({ patterns, guard }) => asksSame || (guard === undefined && patterns.some(({ kind }) => kind === "any")));
    });
}

/** The same packet refuses the same bytes again. */
function warnRepeatedTargets({ targets }: DissectionArmModel, problems: Problems): void {
  const asked = new Map<PacketModel, DissectionTargetModel[]>();
  for (const target of targets) {
    const before = asked.get(target.packet) ?? [];
    const same = before.find(({ args }) => args.every((argument, index) => textOf(argument) === textOf(target.args[index])));
    asked.set(target.packet, [...before, target]);
    if (same === undefined) continue;
    const related = [{ span: same.syntax.span, message: "it is tried here before" }];
    problems.report("MPL0907", target.syntax.span, "this is never taken: it refuses what it has refused before", { related });
  }
}

/** @param others the dissections that were declared before */
export function warnDissection(model: DissectionModel, others: readonly DissectionModel[], problems: Problems): void {
  for (const arm of model.arms) warnRepeatedTargets(arm, problems);
  if (model.arms.length < model.syntax.arms.length) return;
  warnArms(model.arms.map(reachOf), model.by?.type ?? "bool", undefined, problems, armsBefore(model, others));
}

export function lowerDissection(
  syntax: Ast.DissectItem,
  file: LoadedFile,
  names: PacketNames,
  problems: Problems,
): DissectionModel | undefined {
  const [name] = syntax.path;
  const packet = name === undefined ? undefined : resolvePacket(name, file, names, problems);
  if (packet === undefined || packet.incomplete) return problems.fail();
  const payload = payloadOf(packet, syntax, problems);
  if (payload === undefined) return undefined;
  const place: Place = { ...anywherePlace(packet, payload, factsAt(packet, payload), "an argument"), problems, boolsAsInts: false };
  const by = syntax.by === undefined ? undefined : lower(syntax.by, { ...place, purpose: "what decides" });
  const variant = syntax.by === undefined ? undefined : variantOf(syntax.by, place);
  const dissecting = { file, packet, names, place: { ...place, variant }, by, hasBy: syntax.by !== undefined };
  const arms = syntax.arms.map((arm) => lowerArm(arm, dissecting)).filter((arm) => arm !== undefined);
  return { file, syntax, packet, payload, arms, ...(by === undefined ? {} : { by }) };
}

/** The packets that a dissection leads to; says nothing of what is wrong. */
export function dissectLink(
  syntax: Ast.DissectItem,
  file: LoadedFile,
  names: PacketNames,
): { readonly from: PacketModel; readonly to: readonly PacketModel[] } | undefined {
  const silent = new Problems();
  const [name] = syntax.path;
  const from = name === undefined ? undefined : resolvePacket(name, file, names, silent);
  const targets = syntax.arms.flatMap((arm) => arm.targets);
  const to = targets.map((target) => resolvePacket(target.packet, file, names, silent)).filter((target) => target !== undefined);
  return from === undefined ? undefined : { from, to };
}
