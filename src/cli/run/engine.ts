/** Dissecting engines with specs compiled on the spot; tests and demonstrations use them too. */
import { Engine, type EngineOptions } from "../../dissect/index.js";
import { defaultConfig } from "../config.js";
import { bundledSpec, packageRoot } from "../package-files.js";
import { prepare, type PrepareRequest } from "./prepared.js";

/** SSH is not in the stack: what its messages are depends on the connection's past. */
const BUNDLED = ["stack.mpl", "ssh/transport.mpl", "ssh/kex.mpl"];

export type EngineRequest = Omit<PrepareRequest, "byteOrder">;

/** The given specs' dissections come before those that come with mplc. */
export async function openEngine(request: EngineRequest, options: EngineOptions = {}): Promise<Engine> {
  const specs = [...new Set([...request.specs, ...BUNDLED.map(bundledSpec)])];
  // Without specs of the user's own, any project can use what was compiled for another.
  const root = request.specs.length === 0 ? packageRoot : request.root;
  const { plan, packet } = await prepare({ ...request, root, specs, byteOrder: "big" });
  const packets = await Promise.all(plan.packets.map((_, index) => packet(index)));
  return new Engine(plan, packets, options);
}

/** With only the specs that come with mplc. */
export function bundledEngine(options: EngineOptions = {}): Promise<Engine> {
  return openEngine({ root: packageRoot, config: defaultConfig, specs: [] }, options);
}
