import { OPENFLOW_10 } from "./openflow10.js";
import { OPENFLOW_13 } from "./openflow13.js";
import type { Tables } from "./table.js";

export const SWITCHES: Tables = {
  openflow10: { protocol: "openflow 1.0", fields: OPENFLOW_10 },
  openflow13: { protocol: "openflow 1.3", fields: OPENFLOW_13 },
};
