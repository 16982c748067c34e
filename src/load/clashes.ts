/** Names that meet in one file, from itself and its imports, and lookups with more than one answer. */
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Item, Name } from "../syntax/ast.js";
import type { Draft } from "./draft.js";

function declaredName(item: Item): readonly Name[] {
  return item.kind === "import" || item.kind === "dissect" || item.kind === "example" ? [] : [item.name];
}

function firstNames(file: Draft): Map<string, Name> {
  const names = new Map<string, Name>();
  for (const name of file.syntax.items.flatMap(declaredName)) {
    if (!names.has(name.text)) names.set(name.text, name);
  }
  return names;
}

function clash(file: Draft, item: Draft["imports"][number]["item"], imported: Name, other: Name): Diagnostic {
  return report("MPL0203", item.path.span, `two declarations of \`${imported.text}\` meet in \`${file.source.path}\``, {
    related: [
      { span: imported.span, message: "one is here" },
      { span: other.span, message: "the other is here" },
    ],
    help: "rename one of the two",
  });
}

/** Clashes between what a file declares and what it imports, and between its imports. */
export function importClashes(file: Draft): Diagnostic[] {
  const known = firstNames(file);
  const found: Diagnostic[] = [];
  for (const { item, file: imported } of file.imports) {
    if (imported === file) continue;
    for (const [text, name] of firstNames(imported)) {
      const other = known.get(text);
      if (other === undefined) known.set(text, name);
      else if (other !== name) found.push(clash(file, item, name, other));
    }
  }
  return found;
}

export function ambiguousUses(file: Draft): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [text, uses] of file.mentioned) {
    const lookup = file.packets.get(text);
    if (lookup?.kind !== "ambiguous") continue;
    const related = lookup.places.map(({ packet }) => ({ span: packet.name.span, message: "it may be this one" }));
    for (const use of uses) {
      found.push(
        report("MPL0204", use.span, `more than one packet may be meant by \`${text}\``, {
          related,
          help: "`import` the file that is meant",
        }),
      );
    }
  }
  return found;
}
