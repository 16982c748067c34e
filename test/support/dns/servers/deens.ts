/** Our own server, from its sources. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ServerKind } from "./server.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const MAIN = `${ROOT}servers/dns/main.ts`;
/** By its place: the server runs in a folder of its own. */
const TSX = import.meta.resolve("tsx");

export function isDeensThere(): boolean {
  return existsSync(MAIN);
}

export const DEENS: ServerKind = {
  name: "deens",
  peer: { command: process.execPath, package: "nodejs" },
  prepare({ port, zones }) {
    const served = zones.flatMap(({ origin, file }) => ["--zone", `${origin}=${file}`]);
    const args = ["--import", TSX, MAIN, "serve", ...served, "--listen", `127.0.0.1:${port}`];
    return { command: process.execPath, args, files: {} };
  },
};
