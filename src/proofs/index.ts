/** Proofs and witnesses: what `mplc check --proofs` shows, and writes as test vectors. */
export { findWitnesses, provedChecks, searchPackets, type PacketChecks } from "./find.js";
export { timeLimit, type TimeLimit } from "./time.js";
export { countChecks, type CheckCount } from "./totals.js";
export * from "./types.js";
export * from "./vectors.js";
