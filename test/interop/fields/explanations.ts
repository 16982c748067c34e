/** Where tshark and we differ, and why: `packet path` as the report prints it. */
import type { Explanations } from "../tally.js";

export const EXPLANATIONS: Explanations = {};
