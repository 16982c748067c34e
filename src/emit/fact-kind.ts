/** How facts are held in variables and parameters. */
import type { Item } from "../ir/ir.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import type { Fact, Uses } from "./uses.js";

export type FactKind = "number" | "bigint" | "boolean" | "range";

/** By its item's type; where several arms have items of one name, so that each of their values fits. */
export function factKind(module: Module, model: PacketModel, { aspect, targets }: Pick<Fact, "aspect" | "targets">, uses: Uses): FactKind {
  if (aspect === "present") return "boolean";
  if (aspect !== "value") return "number";
  const kinds = targets.flatMap((id) => uses.united(id)).map((id) => valueKind(module, model.packet.items[id]));
  return kinds.includes("bigint") ? "bigint" : (kinds[0] ?? "number");
}

function valueKind(module: Module, item: Item | undefined): FactKind {
  if (item?.kind !== "field") return "number";
  const { type } = item;
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "bytes":
      return "range";
    case "int":
      return type.bits > 53 ? "bigint" : "number";
    case "bits":
      return type.width > 53 ? "bigint" : "number";
    case "float":
      return "number";
    case "codec": {
      const { values } = module.codec(type.codec);
      if (values.kind === "string") return "range";
      return values.kind === "int" && (values.max > 2n ** 53n - 1n || values.min < -(2n ** 53n) + 1n) ? "bigint" : "number";
    }
  }
}
