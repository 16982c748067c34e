/**
 * Runs a built program, and keeps what V8 made of its code when it ends: `node code-cache.js FILE ARGUMENT ...`. Functions that were
 * called are in it, so they are there at once the next time.
 */
import { renameSync, writeFileSync } from "node:fs";
import { codeCacheOf, launch } from "../servers/dns/cli/launch.js";

const [file = ""] = process.argv.splice(2, 1);
const script = launch(file);
process.once("exit", () => {
  const path = codeCacheOf(file);
  // Whole or not at all: V8 does not look whether a part is missing.
  writeFileSync(`${path}.new`, script.createCachedData());
  renameSync(`${path}.new`, path);
});
