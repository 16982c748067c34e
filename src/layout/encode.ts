import type { PacketRecord, Surroundings } from "./record.js";
export function encodeObligations(_record: PacketRecord, _surroundings: Surroundings): void {}
