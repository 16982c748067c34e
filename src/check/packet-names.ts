/** Names of packets, through the tables that loading made. */
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { kindNames } from "./declarations.js";
import type { PacketModel } from "./model.js";
import type { Problems } from "./problems.js";
import { spellingOf } from "./spelling.js";
import type { TypeNames } from "./types.js";

export interface PacketNames {
  readonly types: TypeNames;
  readonly packets: ReadonlyMap<Ast.PacketItem, PacketModel>;
}

export function resolvePacket(name: Ast.Name, file: LoadedFile, names: PacketNames, problems: Problems): PacketModel | undefined {
  const lookup = file.packets.get(name.text);
  if (lookup?.kind === "found") return names.packets.get(lookup.place.packet);
  if (lookup?.kind === "ambiguous" || file.syntax.damaged === true) return problems.fail();
  const declared = names.types.visible(file).get(name.text);
  if (declared !== undefined) {
    const related = [{ span: declared.item.name.span, message: "it is declared here" }];
    return problems.report("MPL0313", name.span, `\`${name.text}\` is ${kindNames[declared.item.kind]}, not a packet`, { related });
  }
  const candidates = [...[...names.packets.keys()].map((packet) => packet.name.text), ...(lookup?.beside ?? [])];
  return problems.report("MPL0305", name.span, `unknown packet \`${name.text}\``, spellingOf(name.text, name.span, candidates));
}
