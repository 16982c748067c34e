/** BIND: no recursion, no authority section where none is needed, all checks of zones off that refuse to load one. */
import { fileName } from "../names.js";
import { findCommand } from "../../../interop/peers.js";
import { type ServerKind } from "./server.js";

export const BIND: ServerKind = {
  name: "bind",
  peer: { command: "named", package: "bind9" },
  prepare({ folder, port, zones }) {
    const lines = [
      "options {",
      `  directory "${folder}";`,
      `  pid-file "${folder}/named.pid";`,
      `  managed-keys-directory "${folder}";`,
      "  session-keyfile none;",
      "  lock-file none;",
      `  listen-on port ${port} { 127.0.0.1; };`,
      "  listen-on-v6 { none; };",
      "  recursion no;",
      "  allow-query { any; };",
      "  allow-transfer { none; };",
      "  minimal-responses no-auth;",
      "  minimal-any yes;",
      "  answer-cookie no;",
      "  max-udp-size 4096;",
      "  zero-no-soa-ttl no;",
      "  check-integrity no;",
      "  check-names primary ignore;",
      "  dnssec-validation no;",
      "  empty-zones-enable no;",
      "  notify no;",
      "};",
      "controls { };",
      ...zones.map(({ origin, file }) => `zone "${fileName(origin)}" { type primary; file "${file}"; };`),
    ];
    const files = { "named.conf": `${lines.join("\n")}\n` };
    return { command: findCommand("named") ?? "named", args: ["-g", "-n", "1", "-c", `${folder}/named.conf`], files };
  },
};
