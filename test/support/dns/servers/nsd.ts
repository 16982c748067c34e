/** NSD: minimal answers, ANY answered, nothing limited. */
import { fileName } from "../names.js";
import { findCommand } from "../../../interop/peers.js";
import { type ServerKind } from "./server.js";

export const NSD: ServerKind = {
  name: "nsd",
  peer: { command: "nsd", package: "nsd" },
  prepare({ folder, port, zones }) {
    const lines = [
      "server:",
      `  ip-address: 127.0.0.1@${port}`,
      '  username: ""',
      '  chroot: ""',
      '  database: ""',
      `  zonesdir: "${folder}"`,
      `  pidfile: "${folder}/nsd.pid"`,
      `  xfrdfile: "${folder}/xfrd.state"`,
      `  zonelistfile: "${folder}/zone.list"`,
      `  xfrdir: "${folder}"`,
      "  server-count: 1",
      "  tcp-count: 200",
      "  ipv4-edns-size: 4096",
      "  minimal-responses: yes",
      "  refuse-any: no",
      "  round-robin: no",
      "  rrl-ratelimit: 0",
      "remote-control:",
      "  control-enable: no",
      ...zones.flatMap(({ origin, file }) => [
        "zone:",
        `  name: "${fileName(origin)}"`,
        `  zonefile: "${file}"`,
        "  provide-xfr: 127.0.0.1 NOKEY",
      ]),
    ];
    const files = { "nsd.conf": `${lines.join("\n")}\n` };
    return { command: findCommand("nsd") ?? "nsd", args: ["-d", "-c", `${folder}/nsd.conf`], files };
  },
};
