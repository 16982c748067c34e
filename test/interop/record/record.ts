/** Records every scenario, some at a time, each in a lab of its own. */
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Peer } from "../peers.js";
import { Lab } from "./lab.js";
import { SCENARIOS } from "./scenarios/index.js";
import type { Scenario } from "./scenarios/scenario.js";

export const TOOLS: readonly Peer[] = [
  { command: "tcpdump", package: "tcpdump" },
  { command: "dumpcap", package: "tshark" },
  { command: "tshark", package: "tshark" },
  { command: "ethtool", package: "ethtool" },
  { command: "ip", package: "iproute2" },
];

export const ALL_PEERS: readonly Peer[] = [...TOOLS, ...SCENARIOS.flatMap((scenario) => scenario.peers)];

const AT_A_TIME = 4;

async function recordOne(scenario: Scenario, captures: string): Promise<void> {
  const lab = await Lab.create(captures);
  try {
    await scenario.record(lab);
  } finally {
    await lab.close();
  }
}

/** Records the scenarios into files of the folder, and returns the files. */
export async function recordAll(captures: string, scenarios: readonly Scenario[] = SCENARIOS): Promise<readonly string[]> {
  await mkdir(captures, { recursive: true });
  const waiting = [...scenarios];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await recordOne(next, captures);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return captureFiles(captures);
}

export async function captureFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
