/** What names of types, variants, codecs and packets mean in each file: its own declarations, then its imports'. */
import type { LoadedFile } from "../load/loaded.js";
import type { CodecItem, Item, PacketItem, StructItem, TypedefItem, VariantItem } from "../syntax/ast.js";
import type { Problems } from "./problems.js";

export type Declaration = TypedefItem | StructItem | VariantItem | CodecItem | PacketItem;

export interface Declared {
  readonly item: Declaration;
  readonly file: LoadedFile;
}

function isDeclaration(item: Item): item is Declaration {
  return item.kind !== "import" && item.kind !== "dissect" && item.kind !== "example";
}

export function declarationsOf(file: LoadedFile): readonly Declaration[] {
  return file.syntax.items.filter(isDeclaration);
}

export const kindNames: Readonly<Record<Declaration["kind"], string>> = {
  typedef: "a typedef",
  struct: "a struct",
  variant: "a variant",
  codec: "a codec",
  packet: "a packet",
};

/** What a file sees by name; its own first. Clashes are the loader's to report. */
export function visibleNames(file: LoadedFile): ReadonlyMap<string, Declared> {
  const names = new Map<string, Declared>();
  for (const source of [file, ...file.imports.map((entry) => entry.file)]) {
    for (const item of declarationsOf(source)) {
      if (!names.has(item.name.text)) names.set(item.name.text, { item, file: source });
    }
  }
  return names;
}

export function checkDuplicates(file: LoadedFile, problems: Problems): void {
  const first = new Map<string, Declaration>();
  for (const item of declarationsOf(file)) {
    const other = first.get(item.name.text);
    if (other === undefined) first.set(item.name.text, item);
    else {
      problems.report("MPL0301", item.name.span, `\`${item.name.text}\` is declared twice`, {
        related: [{ span: other.name.span, message: `${kindNames[other.kind]} of this name is already here` }],
        help: "rename one of the two",
      });
    }
  }
}
