/** Fields, and structs as the types of fields: their members are spliced in as `field_member`. */
import type { Span } from "../diagnostics/source.js";
import type * as Ast from "../syntax/ast.js";
import { readAttributes } from "./attribute-table.js";
import * as Model from "./model.js";
import { baseOf, register, type Named, type Spot } from "./spot.js";
import { fieldType, lookupType, type Meaning } from "./types.js";
import { variantOfField } from "./variant-table.js";

const MAX_STRUCT_DEPTH = 64;

export function makeField(
  spot: Spot,
  named: Named,
  syntax: Ast.FieldType,
  meaning: Exclude<Meaning, { kind: "struct" }> | undefined,
  attributes: Model.AttributeTable,
): Model.FieldNode {
  const { packet, context, file } = spot;
  const found = meaning === undefined ? packet.problems.fail() : fieldType(meaning, syntax, packet.problems);
  const type = found?.kind === "bytes" && attributes.has("align") ? { ...found, padded: true as const } : found;
  const base = baseOf(spot, named, attributes);
  const use = { packet, item: base.id, name: base.name, file };
  const variant =
    type === undefined ? undefined : variantOfField(attributes.get("variant"), { ...use, type }, context.variants, context.types);
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

export function splice(spot: Spot, struct: Extract<Meaning, { kind: "struct" }>, span: Span): void {
  if (!canSplice(spot, struct.item, span)) return;
  if (struct.item.damaged === true) spot.packet.incomplete = true;
  spot.add(struct.item.body, { ...spot, file: struct.file, structs: [...spot.structs, struct.item] });
}

function addStruct(spot: Spot, statement: Ast.FieldStatement, struct: Extract<Meaning, { kind: "struct" }>): void {
  const { problems } = spot.packet;
  const extra = statement.type.argument?.span ?? statement.attributes[0]?.span;
  if (extra !== undefined) problems.report("MPL0501", extra, "a field whose type is a struct takes no size and no attributes");
  const { block, container } = spot.scope;
  const around = container === undefined ? {} : { container };
  const scope: Model.Scope = {
    kind: "struct",
    parent: spot.scope,
    block,
    entries: [],
    byName: new Map(),
    containers: [],
    site: statement.name.span,
    ...around,
  };
  Model.addEntry(spot.scope, { kind: "struct", name: statement.name.text, scope });
  splice({ ...spot, scope, prefix: `${spot.prefix}${statement.name.text}_` }, struct, statement.type.span);
}

export function addField(spot: Spot, statement: Ast.FieldStatement): void {
  const meaning = lookupType(statement.type.name, spot.file, spot.context.types, spot.packet.problems);
  if (meaning?.kind === "struct") return addStruct(spot, statement, meaning);
  const attributes = readAttributes(statement.attributes, spot.packet.problems);
  register(spot, statement.name.text, makeField(spot, statement, statement.type, meaning, attributes));
}
