/** A struct that no packet uses is checked as if it were a packet, so that its mistakes do not wait for its first use. */
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { itemsOf, type Declarations } from "./declare.js";
import { lowerPacket } from "./lower.js";
import { outline } from "./outline.js";
import { newPacket } from "./packets.js";

function* typeNames(body: readonly Ast.Statement[]): Generator<string> {
  for (const statement of body) {
    if (statement.kind === "field") yield statement.type.name.text;
    if (statement.kind === "bounded") yield* typeNames(statement.body);
    if (statement.kind === "classify") for (const arm of statement.arms) yield* typeNames(arm.body);
    if (statement.kind === "array") {
      if (statement.body.kind === "of") yield statement.body.type.name.text;
      else yield* typeNames(statement.body.body);
    }
  }
}

/** Names of types that packets use, themselves or through structs and typedefs; whether each means the one here matters little. */
function usedNames(files: readonly LoadedFile[]): ReadonlySet<string> {
  const items = files.flatMap((file) => file.syntax.items);
  const names = new Set(items.flatMap((item) => (item.kind === "packet" ? [...typeNames(item.body)] : [])));
  const mentions = new Map<string, string[]>();
  for (const item of items) {
    const bases = item.kind === "typedef" ? [item.base.text] : item.kind === "struct" ? [...typeNames(item.body)] : [];
    if (item.kind === "typedef" || item.kind === "struct")
      mentions.set(item.name.text, [...(mentions.get(item.name.text) ?? []), ...bases]);
  }
  for (const name of names) for (const mentioned of mentions.get(name) ?? []) names.add(mentioned);
  return names;
}

export function checkUnusedStructs(files: readonly LoadedFile[], declarations: Declarations): void {
  const used = usedNames(files);
  // Its variants are its own: those of the program have to be of packets.
  const variants = { ...declarations.variants, all: [] };
  for (const { file, item } of itemsOf(files, "struct")) {
    if (used.has(item.name.text)) continue;
    const syntax: Ast.PacketItem = { ...item, kind: "packet", params: [] };
    const packet = newPacket(syntax, file, -1, declarations.problemsOf());
    outline(packet, { ...declarations, variants });
    lowerPacket(packet, "big");
  }
}
