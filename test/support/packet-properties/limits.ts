import type { Limits } from "../../../runtime/index.js";

/** Those that generated code takes by itself. */
export const limitsOfReal: Limits = { depth: 32, elements: 1_048_576 };
