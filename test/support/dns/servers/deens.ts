/** Our own server, as it is built: its threads take no TypeScript. */
import { buildDeens } from "../built.js";
import { type ServerKind, type ZoneFile } from "./server.js";

/** As large answers as the peers give, and nothing limited. */
function configFor(port: number, zones: readonly ZoneFile[]): string {
  const settings = ["listen:", `  - 127.0.0.1:${port}`, "rate-limit: off", "limits:", "  udp-payload-bytes: 4096", "zones:"];
  return [...settings, ...zones.flatMap(({ origin, file }) => [`  - origin: ${JSON.stringify(origin)}`, `    file: ${file}`]), ""].join(
    "\n",
  );
}

export const DEENS: ServerKind = {
  name: "deens",
  peer: { command: process.execPath, package: "nodejs" },
  prepare({ folder, port, zones }) {
    return {
      command: process.execPath,
      args: [buildDeens(), "serve", "--config", `${folder}/deens.yaml`],
      files: { "deens.yaml": configFor(port, zones) },
    };
  },
};
