/** From the compiler's program to a plan: the only file of this folder that knows the compiler. */
import { modelProgram } from "../emit/model.js";
import { partEnds } from "../emit/part-end.js";
import type { Block, Dissection, Expr, Item, ItemId, Packet, Pattern, Program, Target } from "../ir/ir.js";
import type { Layout } from "../layout/layout.js";
import type { DissectionArmPlan, DissectionPlan, Order, PacketPlan, Plan, PlanExpr, PlanPattern } from "./plan.js";

type Paths = ReadonlyMap<ItemId, string>;

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

function addItem(paths: Map<ItemId, string>, item: Item, prefix: string): void {
  const path = join(prefix, item.name);
  paths.set(item.id, path);
  const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
  if (keep !== undefined) paths.set(keep.id, join(prefix, keep.name));
  if (item.kind === "classify") for (const arm of item.arms) addBlock(paths, arm.block, join(path, arm.name));
  if (item.kind === "bounded") addBlock(paths, item.block, path);
}

/** What is inside an array's elements has no path from outside of them. */
function addBlock(paths: Map<ItemId, string>, block: Block, prefix: string): void {
  for (const item of block.items) addItem(paths, item, prefix);
}

function pathsOf(packet: Packet): Paths {
  const paths = new Map<ItemId, string>();
  addBlock(paths, packet.body, "");
  return paths;
}

function targets(target: Target, paths: Paths): string[] {
  return target.map((id) => paths.get(id)).filter((path) => path !== undefined);
}

function planExpr(expr: Expr, paths: Paths): PlanExpr {
  const plan = (part: Expr): PlanExpr => planExpr(part, paths);
  switch (expr.kind) {
    case "int":
      return { kind: "int", value: expr.value.toString() };
    case "bool":
      return { kind: "bool", value: expr.value };
    case "string":
      return { kind: "string", value: expr.value };
    case "param":
      return { kind: "param", index: expr.index };
    case "field":
    case "offset":
    case "sizeof":
    case "arrayLength":
    case "present":
      return { kind: expr.kind, paths: targets(expr.target, paths) };
    case "remaining":
      return { kind: "remaining" };
    case "not":
    case "negate":
    case "complement":
    case "boolToInt":
    case "internetSum":
      return { kind: expr.kind, operand: plan(expr.operand) };
    case "arithmetic":
    case "logic":
    case "compare":
      return { kind: "binary", operator: expr.operator, left: plan(expr.left), right: plan(expr.right) };
    case "conditional":
      return { kind: "conditional", condition: plan(expr.condition), then: plan(expr.then), otherwise: plan(expr.otherwise) };
  }
}

function planPattern(pattern: Pattern): PlanPattern {
  return pattern.kind === "range" ? { kind: "range", low: pattern.low.toString(), high: pattern.high.toString() } : pattern;
}

function planDissection(dissection: Dissection, paths: Paths): DissectionPlan {
  const arms = dissection.arms.map(({ patterns, when, targets: offered }): DissectionArmPlan => ({
    patterns: patterns.map(planPattern),
    ...(when !== undefined && { when: planExpr(when, paths) }),
    targets: offered.map(({ packet, args }) => ({ packet, args: args.map((argument) => planExpr(argument, paths)) })),
  }));
  const by = dissection.by === undefined ? {} : { by: planExpr(dissection.by, paths) };
  return { packet: dissection.packet, path: paths.get(dissection.payload) ?? "", ...by, arms };
}

function ordersOf(item: Item): Order[] {
  if (item.kind === "array" && item.element.kind === "scalar") return ordersOf(item.element.field);
  if (item.kind !== "field") return [];
  const { type } = item;
  // Whole bytes may be either kind of field: nobody sees a difference.
  if (type.kind === "bits") return type.width % 8 === 0 ? [type.order, type.order === "msb" ? "big" : "little"] : [type.order];
  if (type.kind !== "int" || type.bits === 8) return [];
  return [typeof type.endian === "string" ? type.endian : "caller"];
}

/** The packet, and those in it at whatever depth. */
function reachable({ packets }: Program, packet: Packet): Packet[] {
  const found = new Set([packet.index]);
  for (const index of found) for (const item of packets[index]?.items ?? []) if (item.kind === "nested") found.add(item.packet);
  return packets.filter(({ index }) => found.has(index));
}

export function makePlan(layout: Layout): Plan {
  const { program } = layout;
  const packets = modelProgram(layout).packets.map(({ packet, pascal, camel, needs }): PacketPlan => ({
    name: packet.name,
    file: packet.file,
    suffix: pascal,
    shape: `${camel}Shape`,
    params: packet.params.map(({ name, type, implicit }) => ({ name, type, implicit })),
    extras: needs.states.length + (needs.limits ? 1 : 0),
    endsWithInput: partEnds(program).asks(packet),
    orders: [...new Set(reachable(program, packet).flatMap(({ items }) => items.flatMap(ordersOf)))],
  }));
  const paths = program.packets.map(pathsOf);
  const dissections = program.dissections.map((dissection) => planDissection(dissection, paths[dissection.packet] ?? new Map()));
  return { packets, dissections };
}
