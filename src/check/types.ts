/** What the names of types mean: built in, a codec, a struct, or, through typedefs, one of these. */
import type { DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Codec } from "../ir/ir.js";
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { builtinTypes, type BuiltinType } from "./builtins.js";
import type { CodecTable } from "./codecs.js";
import { kindNames, type Declared } from "./declarations.js";
import { lowerAs } from "./expressions.js";
import { adviceOn } from "./foreign-types.js";
import type { ResolvedType, ValueType } from "./model.js";
import { constantPlace } from "./place.js";
import type { Problems } from "./problems.js";
import { spellingOf } from "./spelling.js";

export type Meaning =
  | { readonly kind: "builtin"; readonly type: BuiltinType }
  | { readonly kind: "codec"; readonly codec: Codec }
  | { readonly kind: "struct"; readonly item: Ast.StructItem; readonly file: LoadedFile };

export interface TypeNames {
  readonly visible: (file: LoadedFile) => ReadonlyMap<string, Declared>;
  readonly codecs: CodecTable;
}

function unknownType(name: Ast.Name, file: LoadedFile, types: TypeNames, problems: Problems): undefined {
  if (file.syntax.damaged === true) return problems.fail();
  if (name.text === "label") {
    const help = "write `name: label;`";
    return problems.report("MPL0501", name.span, "a label is only a position: it stands alone, without a size and attributes", { help });
  }
  const message = `unknown type \`${name.text}\``;
  const swapped = swappedTypedef(name.text, file, types);
  if (swapped !== undefined)
    return swapped.base === name ? problems.report("MPL0306", name.span, message, inOrder(swapped)) : problems.fail();
  const advice = adviceOn(name.text);
  if (advice !== undefined) {
    const { help, replacement } = advice;
    const fix = replacement === undefined ? {} : { fix: { span: name.span, replacement } };
    return problems.report("MPL0306", name.span, message, { help, ...fix });
  }
  const declared = [...types.visible(file)].filter(([, { item }]) => item.kind !== "packet" && item.kind !== "variant");
  const candidates = [...declared.map(([text]) => text), ...builtinTypes.keys(), ...types.codecs.byName.keys()];
  return problems.report("MPL0306", name.span, message, spellingOf(name.text, name.span, candidates));
}

/** The typedef that a name has as in C, behind the type: `typedef byte octet;`. */
function swappedTypedef(name: string, file: LoadedFile, types: TypeNames): Ast.TypedefItem | undefined {
  for (const { item } of types.visible(file).values())
    if (item.kind === "typedef" && item.base.text === name && predefined(item.name.text, types) !== undefined) return item;
  return undefined;
}

function inOrder({ name, base }: Ast.TypedefItem): DiagnosticDetails {
  const replacement = `${base.text} ${name.text}`;
  const span = { ...name.span, end: base.span.end };
  return { help: `the new name stands first: write \`typedef ${replacement};\``, fix: { span, replacement } };
}

function predefined(name: string, types: TypeNames): Meaning | undefined {
  const type = builtinTypes.get(name);
  if (type !== undefined) return { kind: "builtin", type };
  const codec = types.codecs.byName.get(name);
  return codec === undefined ? undefined : { kind: "codec", codec };
}

function wrongKind(name: Ast.Name, item: Declared["item"], problems: Problems): undefined {
  const help = item.kind === "packet" ? `write \`packet ${name.text}()\`` : `write its type, then \`variant ${name.text}\``;
  return problems.report("MPL0313", name.span, `\`${name.text}\` is ${kindNames[item.kind]}, not a type`, {
    related: [{ span: item.name.span, message: "it is declared here" }],
    help,
  });
}

function meaningOf(name: Ast.Name, declared: Declared, types: TypeNames, problems: Problems): Meaning | undefined {
  const { item, file } = declared;
  if (item.kind === "struct") return { kind: "struct", item, file };
  if (item.kind !== "codec") return wrongKind(name, item, problems);
  const codec = types.codecs.declared.get(item);
  return codec === undefined ? problems.fail() : { kind: "codec", codec };
}

function isNoType({ item }: Declared): boolean {
  return item.kind === "packet" || item.kind === "variant";
}

/** Problems with typedefs on the way are reported where they stand, see `checkTypedef`. */
export function lookupType(name: Ast.Name, file: LoadedFile, types: TypeNames, problems: Problems): Meaning | undefined {
  const seen = new Set<Ast.TypedefItem>();
  let wanted = name;
  let from = file;
  for (;;) {
    const declared = types.visible(from).get(wanted.text);
    if (declared?.item.kind !== "typedef") {
      // Packets and variants are never written where types are, so they hide none.
      const meaning = declared === undefined || isNoType(declared) ? predefined(wanted.text, types) : undefined;
      if (meaning !== undefined) return meaning;
      if (wanted !== name && !isType(declared)) return problems.fail();
      return declared === undefined ? unknownType(wanted, from, types, problems) : meaningOf(wanted, declared, types, problems);
    }
    if (seen.has(declared.item)) return problems.fail();
    seen.add(declared.item);
    wanted = declared.item.base;
    from = declared.file;
  }
}

function isType(declared: Declared | undefined): boolean {
  return declared?.item.kind === "struct" || declared?.item.kind === "codec";
}

function codecType(codec: Codec): ResolvedType {
  const { values } = codec;
  const value: ValueType | undefined = values.kind === "opaque" ? undefined : values.kind;
  const fixedSize = codec.minSize === codec.maxSize;
  const type = { kind: "codec", codec: codec.index, value, fixedSize, stateful: codec.state !== undefined } as const;
  return values.kind === "int" ? { ...type, range: [values.min, values.max] } : type;
}

function bitType(syntax: Ast.FieldType, problems: Problems): ResolvedType | undefined {
  const help = `write \`${syntax.name.text}[n]\`, with 1 to 64 bits`;
  if (syntax.argument === undefined) return problems.report("MPL0409", syntax.span, "bits need a width", { help });
  const width = lowerAs(syntax.argument, "int", constantPlace(problems, "the width of bits"));
  if (width?.kind !== "int") return undefined;
  if (width.value >= 1n && width.value <= 64n) return { kind: "bits", width: Number(width.value) };
  return problems.report("MPL0409", syntax.argument.span, `bits have a width of 1 to 64, not ${width.value}`, { help });
}

function byteType(argument: Ast.Expr | undefined): ResolvedType {
  return argument === undefined ? { kind: "int", bits: 8, signed: false } : { kind: "bytes", size: argument };
}

function withoutArgument(type: ResolvedType, syntax: Ast.FieldType, problems: Problems): ResolvedType | undefined {
  if (syntax.argument === undefined) return type;
  const help = `for several of them, write \`array (n) of ${syntax.name.text}\``;
  return problems.report("MPL0409", syntax.argument.span, `\`${syntax.name.text}\` takes no size`, { help });
}

/** The type of a field; of a struct there is none, since its members are spliced in. */
export function fieldType(
  meaning: Exclude<Meaning, { kind: "struct" }>,
  syntax: Ast.FieldType,
  problems: Problems,
): ResolvedType | undefined {
  if (meaning.kind === "codec") return withoutArgument(codecType(meaning.codec), syntax, problems);
  switch (meaning.type.kind) {
    case "bit":
      return bitType(syntax, problems);
    case "byte":
      return byteType(syntax.argument);
    case "int":
    case "float":
    case "bool":
      return withoutArgument(meaning.type, syntax, problems);
  }
}
