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

/** Names that some field or typedef mentions anywhere: whether they mean this struct does not matter much. */
function mentioned(files: readonly LoadedFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const item of files.flatMap((file) => file.syntax.items)) {
    if (item.kind === "typedef") names.add(item.base.text);
    if (item.kind === "packet" || item.kind === "struct") for (const name of typeNames(item.body)) names.add(name);
  }
  return names;
}

export function checkUnusedStructs(files: readonly LoadedFile[], declarations: Declarations): void {
  const used = mentioned(files);
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
