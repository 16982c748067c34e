/** From a packet's statements to its model: numbers, scopes, types; structs spliced in. Expressions stay as written. */
import type { Span } from "../diagnostics/source.js";
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { readAttributes } from "./attribute-table.js";
import { ungroup } from "./expressions.js";
import type * as Model from "./model.js";
import { resolvePacket } from "./packet-names.js";
import { withinOf, resolve } from "./resolve.js";
import { fieldType, lookupType, type Meaning, type TypeNames } from "./types.js";
import { variantOfField, type VariantTable } from "./variant-table.js";

/** Structs in structs multiply: without a limit, a short spec could describe a packet larger than the memory. */
const MAX_STATEMENTS = 20_000;
const MAX_STRUCT_DEPTH = 64;

export interface OutlineContext {
  readonly types: TypeNames;
  readonly variants: VariantTable;
  readonly packets: ReadonlyMap<Ast.PacketItem, Model.PacketModel>;
}

/** Where statements are being added. */
interface Spot {
  readonly packet: Model.PacketModel;
  readonly scope: Model.Scope;
  readonly file: LoadedFile;
  /** What the names of a struct's members begin with. */
  readonly prefix: string;
  /** The structs being spliced in, outermost first. */
  readonly structs: readonly Ast.StructItem[];
  readonly context: OutlineContext;
}

interface Named {
  readonly name: Ast.Name;
  readonly doc?: Ast.Doc;
}

function baseOf(spot: Spot, { name, doc }: Named, attributes: Model.AttributeTable): Omit<Extract<Model.Node, { kind: "label" }>, "kind"> {
  const { packet, scope, file, prefix } = spot;
  const emitted = name.text === "" ? "" : prefix + name.text;
  const base = { id: packet.nodes.length, name: emitted, span: name.span, scope, attributes, file };
  return { ...base, ...(scope.container === undefined ? {} : { container: scope.container }), ...(doc === undefined ? {} : { doc: doc.text }) };
}

/** `local`: what expressions beside it call the item. */
function register<T extends Model.Node>(spot: Spot, local: string, node: T): T {
  spot.packet.nodes.push(node);
  spot.scope.block.nodes.push(node);
  spot.scope.entries.push({ kind: "node", name: local, node });
  return node;
}

const noAttributes: Model.AttributeTable = new Map();

function innerScope(spot: Spot, kind: "arm" | "element" | "bounded"): { readonly kind: typeof kind; readonly parent: Model.Scope; readonly block: Model.BlockModel; readonly entries: Model.Entry[] } {
  return { kind, parent: spot.scope, block: { nodes: [] }, entries: [] };
}

function inside(spot: Spot, scope: Model.Scope): Spot {
  return { ...spot, scope, prefix: "" };
}

function makeField(spot: Spot, named: Named, syntax: Ast.FieldType, meaning: Exclude<Meaning, { kind: "struct" }> | undefined, attributes: Model.AttributeTable): Model.FieldNode {
  const { packet, context, file } = spot;
  const type = meaning === undefined ? packet.problems.fail() : fieldType(meaning, syntax, packet.problems);
  const base = baseOf(spot, named, attributes);
  const use = { packet, item: base.id, name: base.name, file };
  const variant = type === undefined ? undefined : variantOfField(attributes.get("variant"), { ...use, type }, context.variants, context.types);
  return { ...base, kind: "field", type, typeSpan: syntax.span, ...(variant === undefined ? {} : { variant }) };
}

function canSplice(spot: Spot, item: Ast.StructItem, span: Span): boolean {
  const { problems } = spot.packet;
  if (spot.structs.includes(item)) {
    const related = [{ span: item.name.span, message: "the struct is here" }];
    problems.report("MPL0312", span, `the struct \`${item.name.text}\` contains itself`, { related });
    return false;
  }
  if (spot.structs.length < MAX_STRUCT_DEPTH) return true;
  problems.report("MPL0315", span, `structs nest more than ${MAX_STRUCT_DEPTH} deep`);
  return false;
}

function splice(spot: Spot, struct: Extract<Meaning, { kind: "struct" }>, span: Span): void {
  if (!canSplice(spot, struct.item, span)) return;
  if (struct.item.damaged === true) spot.packet.incomplete = true;
  addStatements(struct.item.body, { ...spot, file: struct.file, structs: [...spot.structs, struct.item] });
}

function addStruct(spot: Spot, statement: Ast.FieldStatement, struct: Extract<Meaning, { kind: "struct" }>): void {
  const { problems } = spot.packet;
  const extra = statement.type.argument?.span ?? statement.attributes[0]?.span;
  if (extra !== undefined) problems.report("MPL0501", extra, "a field whose type is a struct takes no size and no attributes");
  const { block, container } = spot.scope;
  const around = container === undefined ? {} : { container };
  const scope: Model.Scope = { kind: "struct", parent: spot.scope, block, entries: [], ...around };
  spot.scope.entries.push({ kind: "struct", name: statement.name.text, scope, span: statement.name.span });
  splice({ ...spot, scope, prefix: `${spot.prefix}${statement.name.text}_` }, struct, statement.type.span);
}

function addField(spot: Spot, statement: Ast.FieldStatement): void {
  const meaning = lookupType(statement.type.name, spot.file, spot.context.types, spot.packet.problems);
  if (meaning?.kind === "struct") return addStruct(spot, statement, meaning);
  const attributes = readAttributes(statement.attributes, spot.packet.problems);
  register(spot, statement.name.text, makeField(spot, statement, statement.type, meaning, attributes));
}

/** The field in the same list that the classify takes over, and the name that the property has from its subject. */
function subjectOf(spot: Spot, statement: Ast.ClassifyStatement): { readonly takes?: Model.FieldNode; readonly local: string; readonly emitted: string } | undefined {
  const subject = ungroup(statement.subject);
  if (subject.kind !== "name") return undefined;
  const { packet, scope } = spot;
  const view = { limit: packet.nodes.length, within: new Set(scope.container === undefined ? [] : [scope.container, ...withinOf(scope.container)]) };
  const resolved = resolve(packet, scope, subject.name, view);
  const [node] = resolved.kind === "nodes" ? resolved.nodes : [];
  const emitted = spot.prefix + subject.name;
  if (node?.kind !== "field" || node.scope.block !== scope.block || node.keptBy !== undefined) return { local: subject.name, emitted };
  const isFree = node.takenBy === undefined && node.type !== undefined && !node.attributes.has("when");
  return { local: subject.name, emitted: node.name, ...(isFree ? { takes: node } : {}) };
}

/** How many classifies of this list have the same subject already. */
function earlierOf(spot: Spot, subject: Ast.Expr): number {
  const text = ungroup(subject);
  const sameSubject = (node: Model.Node): boolean => {
    const other = node.kind === "classify" ? ungroup(node.syntax.subject) : undefined;
    return other?.kind === "name" && text.kind === "name" && other.name === text.name;
  };
  return spot.scope.block.nodes.filter(sameSubject).length;
}

function classifyName(spot: Spot, statement: Ast.ClassifyStatement): { readonly local: string; readonly emitted: string; readonly takes?: Model.FieldNode; readonly implicitName: boolean } {
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
  const suffix = earlier === 0 ? "" : `_${earlier + 1}`;
  return { local: subject.local + suffix, emitted: subject.emitted + suffix, implicitName: earlier === 0, ...takes };
}

function addClassify(spot: Spot, statement: Ast.ClassifyStatement): void {
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
    addStatements(arm.body, inside(spot, scope));
  }
}

/** `when` behind `of type` belongs to the array, everything else there to its element. */
function arrayAttributes(spot: Spot, statement: Ast.ArrayStatement): { readonly own: Model.AttributeTable; readonly element: Model.AttributeTable } {
  const { problems } = spot.packet;
  if (statement.body.kind === "group") return { own: readAttributes(statement.attributes, problems), element: noAttributes };
  const all = readAttributes([...statement.body.attributes, ...statement.attributes], problems);
  const isOwn = ([key]: readonly [Model.AttributeKey, Ast.Attribute]): boolean => key === "when";
  return { own: new Map([...all].filter(isOwn)), element: new Map([...all].filter((entry) => !isOwn(entry))) };
}

function addElement(spot: Spot, node: Model.ArrayNode, syntax: Ast.FieldType, attributes: Model.AttributeTable): void {
  const meaning = lookupType(syntax.name, spot.file, spot.context.types, spot.packet.problems);
  const within = inside(spot, node.elementScope);
  if (meaning?.kind !== "struct") {
    const { name } = node.syntax;
    node.element = register(within, name.text, makeField(within, { name }, syntax, meaning, attributes));
    return;
  }
  const extra = syntax.argument?.span ?? [...attributes.values()][0]?.span;
  if (extra !== undefined) spot.packet.problems.report("MPL0501", extra, "an element whose type is a struct takes no size and no attributes");
  splice(within, meaning, syntax.span);
}

function addArray(spot: Spot, statement: Ast.ArrayStatement): void {
  const { own, element } = arrayAttributes(spot, statement);
  const elementScope: { -readonly [K in keyof Model.Scope]: Model.Scope[K] } = innerScope(spot, "element");
  const node: Model.ArrayNode = { ...baseOf(spot, statement, own), kind: "array", syntax: statement, elementScope };
  elementScope.container = node;
  register(spot, statement.name.text, node);
  if (statement.body.kind === "group") addStatements(statement.body.body, inside(spot, elementScope));
  else addElement(spot, node, statement.body.type, element);
}

/** Leftovers are bytes like a field's, with a number, but stand in no list of statements. */
function addKept(spot: Spot, name: Ast.Name, keptBy: Model.BoundedNode | Model.NestedNode): Model.FieldNode {
  const size: Ast.Expr = { kind: "call", function: { text: "remaining", span: name.span }, span: name.span };
  const base = baseOf(spot, { name }, noAttributes);
  const node: Model.FieldNode = { ...base, kind: "field", type: { kind: "bytes", size }, typeSpan: name.span, keptBy };
  spot.packet.nodes.push(node);
  spot.scope.entries.push({ kind: "node", name: name.text, node });
  return node;
}

function addNested(spot: Spot, statement: Ast.NestedStatement): void {
  const { packet, context } = spot;
  const attributes = readAttributes(statement.attributes, packet.problems);
  const target = resolvePacket(statement.packet, spot.file, context, packet.problems);
  const node: Model.NestedNode = { ...baseOf(spot, statement, attributes), kind: "nested", syntax: statement, target };
  register(spot, statement.name.text, node);
  const bound = attributes.get("bounded");
  if (bound?.kind === "bounded" && bound.keep !== undefined) node.keep = addKept(spot, bound.keep, node);
}

function addBounded(spot: Spot, statement: Ast.BoundedStatement): void {
  const attributes = readAttributes(statement.attributes, spot.packet.problems);
  const inner: { -readonly [K in keyof Model.Scope]: Model.Scope[K] } = innerScope(spot, "bounded");
  const node: Model.BoundedNode = { ...baseOf(spot, statement, attributes), kind: "bounded", syntax: statement, inner };
  inner.container = node;
  register(spot, statement.name.text, node);
  addStatements(statement.body, inside(spot, inner));
  if (statement.keep !== undefined) node.keep = addKept(spot, statement.keep, node);
}

function addRequire(spot: Spot, statement: Ast.RequireStatement): void {
  const documented = statement.doc === undefined ? {} : { doc: statement.doc };
  const base = baseOf(spot, { name: { text: "", span: statement.span }, ...documented }, noAttributes);
  register(spot, "", { ...base, kind: "require", syntax: statement });
}

function addStatement(spot: Spot, statement: Ast.Statement): void {
  switch (statement.kind) {
    case "field":
      return addField(spot, statement);
    case "label":
      register(spot, statement.name.text, { ...baseOf(spot, statement, noAttributes), kind: "label" });
      return;
    case "classify":
      return addClassify(spot, statement);
    case "array":
      return addArray(spot, statement);
    case "nested":
      return addNested(spot, statement);
    case "bounded":
      return addBounded(spot, statement);
    case "require":
      return addRequire(spot, statement);
    case "unit":
      return;
  }
}

function addStatements(statements: readonly Ast.Statement[], spot: Spot): void {
  const { packet } = spot;
  for (const statement of statements) {
    if (packet.size > MAX_STATEMENTS) return;
    packet.size++;
    if (packet.size > MAX_STATEMENTS) {
      const message = `a packet has at most ${MAX_STATEMENTS} statements, structs spliced in`;
      packet.problems.report("MPL0315", packet.syntax.name.span, message);
    } else addStatement(spot, statement);
  }
}

export function outline(packet: Model.PacketModel, context: OutlineContext): void {
  const { file, root: scope } = packet;
  addStatements(packet.syntax.body, { packet, scope, file, prefix: "", structs: [], context });
}
