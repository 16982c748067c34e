/** Modules that were compiled on the spot, and what they import. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ModuleExports } from "../../dissect/packet.js";

/** @param imported as a module of the folder imports it: a file beside it, or a URL */
export async function importFrom(folder: string, imported: string): Promise<ModuleExports> {
  const url = imported.startsWith("./") ? pathToFileURL(join(folder, imported)).href : imported;
  return (await import(url)) as ModuleExports;
}
