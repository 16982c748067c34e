/** docs/dns-server.md and docs/dns-configuration.md name what there is: metrics, options, commands, defaults. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatPlace } from "../../../../../servers/dns/node/listen-error.js";
import { DEFAULT_CONFIG } from "../../../../../servers/dns/config/defaults.js";
import { countsOf } from "../../../../../servers/dns/node/counts.js";
import { renderMetrics } from "../../../../../servers/dns/node/metrics.js";
import { makeSharedState } from "../../../../../servers/dns/node/shared-state.js";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { type } from "../../../../support/dns/typed.js";

function page(name: string): string {
  return readFileSync(new URL(`../../../../../docs/${name}.md`, import.meta.url), "utf8");
}

const server = page("dns-server");
const configuration = page("dns-configuration");

function found(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, name]) => name ?? ""))].sort();
}

test("the metrics are those that are documented, with their labels", () => {
  const zone = { origin: "example", file: undefined, role: "secondary", isServed: true, serial: 1, records: 1 } as const;
  const times = { checkedAt: 1, nextCheckAt: 2, expiresAt: 3, isFailing: false };
  const text = renderMetrics({
    counts: { ...countsOf(makeSharedState(1), 1), connections: 0, connectionsRefused: 0, connectionsDisplaced: 0, pendingRefused: 0 },
    zones: [{ ...zone, ...times }],
    transfers: new TransferCounts(),
    ...{ version: "1", now: 0, workers: 1, residentMemory: 0, cpuSeconds: 0, startTime: 0 },
  });
  const told = found(text, /^# TYPE (deens_\w+) /gm);
  const table = server.slice(server.indexOf("| metric |"), server.indexOf("The query log has a line"));
  expect(found(table, /`(deens_\w+)/g)).toEqual(told);
  const labelled = Array.from(table.matchAll(/`(deens_\w+)\{([\w,]+)\}`/g), ([, name, labels]) => ({
    name: name ?? "",
    labels: labels ?? "",
  }));
  expect(labelled.length).toBeGreaterThan(10);
  for (const { name, labels } of labelled) {
    const sample = new RegExp(`^${name}\\{(.*)\\} `, "m").exec(text)?.[1] ?? "";
    expect(found(sample, /(\w+)="/g).join(), name).toBe(labels.split(",").sort().join());
  }
});

describe("the command line", () => {
  test.each(["serve", "check-config", "check-zone", "control"])("options of %s are documented", async (command) => {
    const { out } = await type(command, "--help");
    const options = found(out, /^ {2}(?:-\w, )?(--[\w-]+)/gm).filter((option) => option !== "--help");
    expect(options.length).toBeGreaterThan(0);
    expect(options.filter((option) => !server.includes(`\`${option}`) && !server.includes(`\`deens ${command} ${option}`))).toEqual([]);
  });

  test("commands of control are documented", async () => {
    const { out } = await type("control", "--help");
    const [, commands = ""] = out.split("\nCommands:\n");
    const names = found(commands, /^ {2}(?!deens)([a-z-]+)/gm);
    expect(names.length).toBeGreaterThan(8);
    const table = server.slice(server.indexOf("### `deens control`"), server.indexOf("## Watching it"));
    expect(found(table, /^\| `([a-z-]+)/gm)).toEqual(names);
  });
});

test("defaults that are texts are those that are documented", () => {
  const off = (value: unknown): unknown => value ?? "off";
  const { listen, workers, serverId, version, hostname, dataDirectory, control, metrics, queryLog } = DEFAULT_CONFIG;
  const defaults: Readonly<Record<string, unknown>> = {
    listen: listen.map(formatPlace).join("`, `"),
    workers,
    ...{ "server-id": off(serverId), version: off(version), hostname: off(hostname), metrics: off(metrics), "query-log": off(queryLog) },
    ...{ "data-directory": dataDirectory, control: off(control) },
  };
  for (const [name, value] of Object.entries(defaults)) expect(configuration).toContain(`\n| \`${name}\` | \`${String(value)}\` |`);
});
