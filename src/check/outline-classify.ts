/** A classify: the field that it takes over, the name of its property, its arms. */
import type * as Ast from "../syntax/ast.js";
import { ungroup } from "./expressions.js";
import type * as Model from "./model.js";
import { resolve, withinOf } from "./resolve.js";
import { baseOf, innerScope, inside, noAttributes, register, type Spot } from "./spot.js";

/** The field in the same list that the classify takes over, and the name that the property has from its subject. */
function subjectOf(
  spot: Spot,
  statement: Ast.ClassifyStatement,
): { readonly takes?: Model.FieldNode; readonly local: string; readonly emitted: string } | undefined {
  const subject = ungroup(statement.subject);
  if (subject.kind !== "name") return undefined;
  const { packet, scope } = spot;
  const view = {
    limit: packet.nodes.length,
    within: new Set(scope.container === undefined ? [] : [scope.container, ...withinOf(scope.container)]),
  };
  const resolved = resolve(packet, scope, subject.name, view);
  const [node] = resolved.kind === "nodes" ? resolved.nodes : [];
  const emitted = spot.prefix + subject.name;
  if (node?.kind !== "field" || node.scope.block !== scope.block || node.keptBy !== undefined) return { local: subject.name, emitted };
  const isFree = node.takenBy === undefined && node.type !== undefined && !node.attributes.has("when");
  return { local: subject.name, emitted: node.name, ...(isFree ? { takes: node } : {}) };
}

/** How many classifies of this list, or of this struct in it, have the same subject already. */
function earlierOf(spot: Spot, subject: Ast.Expr): number {
  const text = ungroup(subject);
  const sameSubject = (node: Model.Node): boolean => {
    const other = node.kind === "classify" ? ungroup(node.syntax.subject) : undefined;
    return node.scope === spot.scope && other?.kind === "name" && text.kind === "name" && other.name === text.name;
  };
  return spot.scope.block.nodes.filter(sameSubject).length;
}

function classifyName(
  spot: Spot,
  statement: Ast.ClassifyStatement,
): { readonly local: string; readonly emitted: string; readonly takes?: Model.FieldNode; readonly implicitName: boolean } {
  const subject = subjectOf(spot, statement);
  const takes = subject?.takes === undefined ? {} : { takes: subject.takes };
  if (statement.as !== undefined) {
    const local = statement.as.text;
    return { local, emitted: spot.prefix + local, implicitName: false, ...takes };
  }
  if (subject === undefined) {
    const help = "write `classify (...) as name { ... }`";
    spot.packet.problems.report("MPL0701", statement.subject.span, "a classified expression needs a name for its property", { help });
    return { local: "", emitted: "", implicitName: false };
  }
  const earlier = earlierOf(spot, statement.subject);
  const suffix = earlier === 0 ? "" : freeSuffix(spot, subject.emitted, earlier + 1);
  return { local: subject.local + suffix, emitted: subject.emitted + suffix, implicitName: earlier === 0, ...takes };
}

/** `_2` for the second classify of a field, or the next number that makes a name which nothing else in the list has. */
function freeSuffix({ scope }: Spot, name: string, first: number): string {
  const { names } = scope.block;
  let number = first;
  while (names.has(`${name}_${number}`)) number++;
  names.add(`${name}_${number}`);
  return `_${number}`;
}

export function addClassify(spot: Spot, statement: Ast.ClassifyStatement): void {
  const { local, emitted, takes, implicitName } = classifyName(spot, statement);
  const span = statement.as?.span ?? statement.subject.span;
  const documented = statement.doc === undefined ? {} : { doc: statement.doc };
  const base = { ...baseOf(spot, { name: { text: local, span }, ...documented }, noAttributes), name: emitted };
  const taken = takes === undefined ? {} : { takes };
  const node: Model.ClassifyNode = { ...base, kind: "classify", syntax: statement, implicitName, arms: [], ...taken };
  if (takes !== undefined) takes.takenBy = node;
  register(spot, local, node);
  for (const arm of statement.arms) {
    const scope: Model.Scope = { ...innerScope(spot, "arm"), container: node };
    const single = arm.patterns.length === 1 && arm.patterns[0]?.kind === "one";
    node.arms.push({ syntax: arm, scope, block: scope.block, single });
    spot.add(arm.body, inside(spot, scope));
  }
}
