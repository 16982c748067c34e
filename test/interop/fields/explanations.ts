/** Where tshark and we differ, and why: by the place that the report prints. */
import type { Explanations } from "../tally.js";

export const EXPLANATIONS: Explanations = {
  "ninep: the message's fields must fill its size":
    "Tauth and Tattach of 9P2000.L end in a numeric user, which the spec of 9P2000 does not have",
};
