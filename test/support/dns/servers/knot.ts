/** Knot DNS: no journal, one thread of each kind, records in one order. */
import { fileName } from "../names.js";
import { findCommand } from "../../../interop/peers.js";
import { type ServerKind } from "./server.js";

export const KNOT: ServerKind = {
  name: "knot",
  peer: { command: "knotd", package: "knot" },
  prepare({ folder, port, zones }) {
    const lines = [
      "server:",
      `  rundir: "${folder}"`,
      `  listen: 127.0.0.1@${port}`,
      "  udp-max-payload: 4096",
      "  answer-rotation: off",
      "  udp-workers: 1",
      "  tcp-workers: 2",
      "  background-workers: 1",
      "log:",
      "  - target: stderr",
      "    any: error",
      "database:",
      `  storage: "${folder}/database"`,
      "template:",
      "  - id: default",
      `    storage: "${folder}"`,
      "    semantic-checks: off",
      "    journal-content: none",
      "    zonefile-load: whole",
      "    zonefile-sync: -1",
      "zone:",
      ...zones.flatMap(({ origin, file }) => [`  - domain: "${fileName(origin)}"`, `    file: "${file}"`]),
    ];
    const files = { "knot.conf": `${lines.join("\n")}\n` };
    return { command: findCommand("knotd") ?? "knotd", args: ["-c", `${folder}/knot.conf`], files };
  },
};
