/** Proofs and witnesses: what `mplc check --proofs` shows, and writes as test vectors. */
export { findWitnesses } from "./find.js";
export { countChecks, type CheckCount } from "./totals.js";
export * from "./types.js";
export * from "./vectors.js";
