/** The dissector, with the modules in generated/: which packet holds which, it learns from the specs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { analyseSources } from "../../src/compile.js";
import { Engine, type PacketFunctions, bindPacket } from "../../src/dissect/index.js";
import { makePlan } from "../../src/dissect/make-plan.js";
import type { PacketPlan } from "../../src/dissect/plan.js";
import { joinPath } from "../../src/load/paths.js";

/** SSH is not in the stack: what its messages are depends on the connection's past. */
const SPECS = ["specs/stack.mpl", "specs/ssh/transport.mpl", "specs/ssh/kex.mpl"];

async function bindGenerated(root: string, plan: PacketPlan): Promise<PacketFunctions> {
  const file = plan.file.replace(/^specs/, "generated").replace(/mpl$/, "ts");
  const module = (await import(pathToFileURL(join(root, file)).href)) as Readonly<Record<string, unknown>>;
  return bindPacket(module, plan);
}

export async function openEngine(root: string): Promise<Engine> {
  const read = async (path: string): Promise<{ path: string; text: string }> => ({ path, text: await readFile(join(root, path), "utf8") });
  const sources = await Promise.all(SPECS.map(read));
  const { layout } = await analyseSources(sources, (path, from) => read(joinPath(from, path)).catch(() => undefined));
  const plan = makePlan(layout);
  return new Engine(plan, await Promise.all(plan.packets.map((packet) => bindGenerated(root, packet))));
}
