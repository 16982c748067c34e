/** From a packet's statements to its model: numbers, scopes, types; structs spliced in. Expressions stay as written. */
import type * as Ast from "../syntax/ast.js";
import type * as Model from "./model.js";
import { addClassify } from "./outline-classify.js";
import { addField } from "./outline-fields.js";
import { addArray, addBounded, addNested } from "./outline-parts.js";
import { baseOf, noAttributes, register, type OutlineContext, type Spot } from "./spot.js";

/** Structs in structs multiply: without a limit, a short spec could describe a packet larger than the memory. */
const MAX_STATEMENTS = 20_000;

function addRequire(spot: Spot, statement: Ast.RequireStatement): void {
  const documented = statement.doc === undefined ? {} : { doc: statement.doc };
  const base = baseOf(spot, { name: { text: "", span: statement.span }, ...documented }, noAttributes);
  register(spot, "", { ...base, kind: "require", syntax: statement });
}

/** A spec's own type hides the built-in ones, and what `label` means too. */
function isDeclaredType({ context, file }: Spot, name: string): boolean {
  const kind = context.types.visible(file).get(name)?.item.kind;
  return kind === "typedef" || kind === "struct";
}

function fieldOfLabel(label: Ast.LabelStatement): Ast.FieldStatement {
  const { span } = label;
  return { ...label, kind: "field", type: { name: { text: "label", span }, span }, attributes: [] };
}

function addStatement(spot: Spot, statement: Ast.Statement): void {
  switch (statement.kind) {
    case "field":
      return addField(spot, statement);
    case "label":
      if (isDeclaredType(spot, "label")) return addField(spot, fieldOfLabel(statement));
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

function nameOf(statement: Ast.Statement): string | undefined {
  if (statement.kind === "classify") return statement.as?.text;
  return "name" in statement ? statement.name?.text : undefined;
}

function addStatements(statements: readonly Ast.Statement[], spot: Spot): void {
  const { packet } = spot;
  for (const name of statements.map(nameOf)) if (name !== undefined) spot.scope.block.names.add(spot.prefix + name);
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
  addStatements(packet.syntax.body, { packet, scope, file, prefix: "", structs: [], context, add: addStatements });
}
