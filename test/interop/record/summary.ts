/** Counts by protocol, as tshark sees them. */
import { basename } from "node:path";
import { run } from "./process.js";

async function protocolStacks(file: string): Promise<readonly string[]> {
  const output = await run({
    program: "tshark",
    arguments: ["-n", "-r", file, "-T", "fields", "-e", "frame.protocols"],
    timeoutMilliseconds: 300_000,
  });
  return output.text.split("\n").filter((line) => line.startsWith("eth:"));
}

export function countProtocols(stacks: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stack of stacks) for (const protocol of new Set(stack.split(":"))) counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  return counts;
}

function line(name: string, count: number): string {
  return `${count.toString().padStart(7)}  ${name}\n`;
}

export async function summarize(files: readonly string[]): Promise<string> {
  const stacks = await Promise.all(files.map(protocolStacks));
  const perFile = files.map((file, index) => line(basename(file), stacks[index]?.length ?? 0));
  const counts = [...countProtocols(stacks.flat())]
    .filter(([name]) => name !== "ethertype")
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return [...perFile, line("packets in all", stacks.flat().length), ...counts.map(([name, count]) => line(name, count))].join("");
}
