/** The program's table of variants: named ones as declared, inline ones as they are met. */
import type { Span } from "../diagnostics/source.js";
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { kindNames, type Declared } from "./declarations.js";
import { valueTypeOf, type PacketModel, type ResolvedType, type VariantModel } from "./model.js";
import type { Problems } from "./problems.js";
import { spellingOf } from "./spelling.js";
import type { TypeNames } from "./types.js";
import { lowerVariant, warnTooWide } from "./variants.js";

export interface VariantTable {
  readonly all: VariantModel[];
  /** Undefined where the declaration is wrong. */
  readonly named: ReadonlyMap<Ast.VariantItem, VariantModel | undefined>;
}

export function variantTable(files: readonly LoadedFile[], problemsOf: () => Problems): VariantTable {
  const all: VariantModel[] = [];
  const named = new Map<Ast.VariantItem, VariantModel | undefined>();
  for (const file of files) {
    for (const item of file.syntax.items) {
      if (item.kind !== "variant") continue;
      const problems = problemsOf();
      const doc = item.doc === undefined ? {} : { doc: item.doc.text };
      const head = { index: all.length, name: item.name.text, file: file.source.path, span: item.name.span, ...doc };
      const variant = lowerVariant(head, item.cases, undefined, problems);
      const isSound = variant !== undefined && !problems.broken && item.damaged !== true;
      named.set(item, isSound ? variant : undefined);
      if (isSound) all.push(variant);
    }
  }
  return { all, named };
}

function unknownVariant(name: Ast.Name, names: ReadonlyMap<string, Declared>, file: LoadedFile, problems: Problems): undefined {
  const declared = names.get(name.text);
  if (declared !== undefined) {
    const related = [{ span: declared.item.name.span, message: "it is declared here" }];
    return problems.report("MPL0313", name.span, `\`${name.text}\` is ${kindNames[declared.item.kind]}, not a variant`, { related });
  }
  if (file.syntax.damaged === true) return problems.fail();
  const candidates = [...names].filter(([, { item }]) => item.kind === "variant").map(([text]) => text);
  return problems.report("MPL0307", name.span, `unknown variant \`${name.text}\``, spellingOf(name.text, name.span, candidates));
}

function namedVariant(
  name: Ast.Name,
  file: LoadedFile,
  table: VariantTable,
  types: TypeNames,
  problems: Problems,
): VariantModel | undefined {
  const names = types.visible(file);
  const declared = names.get(name.text);
  if (declared?.item.kind !== "variant") return unknownVariant(name, names, file, problems);
  return table.named.get(declared.item) ?? problems.fail();
}

export interface VariantUse {
  readonly packet: PacketModel;
  /** The number that the field will have. */
  readonly item: number;
  readonly name: string;
  readonly file: LoadedFile;
  readonly type: ResolvedType;
}

function inlineVariant(
  syntax: Extract<Ast.Attribute, { kind: "variant" }>,
  use: VariantUse,
  table: VariantTable,
): VariantModel | undefined {
  const owner = { packet: use.packet.index, item: use.item };
  const head = { index: table.all.length, file: use.file.source.path, span: syntax.span, owner };
  const variant = lowerVariant(head, syntax.cases, valueTypeOf(use.type), use.packet.problems);
  if (variant !== undefined) table.all.push(variant);
  return variant;
}

function expectFit(variant: VariantModel, type: ResolvedType, span: Span, problems: Problems): VariantModel | undefined {
  if (variant.valueType === valueTypeOf(type)) return variant;
  return problems.report("MPL0603", span, "the values of this variant have another type than the field's", {
    related: [{ span: variant.span, message: "the variant is here" }],
  });
}

/** The variant of a field; one that does not fit the type at all is the attribute rule's to report. */
export function variantOfField(
  syntax: Ast.Attribute | undefined,
  use: VariantUse,
  table: VariantTable,
  types: TypeNames,
): VariantModel | undefined {
  if (valueTypeOf(use.type) === undefined) return undefined;
  const { problems } = use.packet;
  if (syntax?.kind === "variant") {
    const inline = inlineVariant(syntax, use, table);
    if (inline !== undefined) warnTooWide(inline, use.type, syntax.span, problems);
    return inline;
  }
  if (syntax?.kind !== "variantRef") return undefined;
  const found = namedVariant(syntax.name, use.file, table, types, problems);
  const variant = found === undefined ? undefined : expectFit(found, use.type, syntax.span, problems);
  if (variant !== undefined) warnTooWide(variant, use.type, syntax.span, problems);
  return variant;
}
