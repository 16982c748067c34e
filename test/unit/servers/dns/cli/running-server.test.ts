/** Reloads of a server that runs. */
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { RunningServer } from "../../../../../servers/dns/cli/running-server.js";
import { DEFAULT_CONFIG } from "../../../../../servers/dns/config/defaults.js";
import type { NameServer } from "../../../../../servers/dns/node.js";

test("who asks while one waits shares it; who asks while one is under way gets a later one", async () => {
  const said: string[] = [];
  const colours = picocolors.createColors(false);
  const gates: (() => void)[] = [];
  const fake: Partial<NameServer> = {
    config: DEFAULT_CONFIG,
    reload: () => Promise.resolve({ reports: [], problems: [] }),
    zoneStatus: () => [],
  };
  const running = new RunningServer({
    server: fake as NameServer,
    readConfig: () => new Promise((resolve) => gates.push(() => resolve(DEFAULT_CONFIG))),
    terminal: { out: () => undefined, err: (line) => said.push(line), outColours: colours, errColours: colours },
    tellReports: () => undefined,
  });
  const many = (): Promise<unknown> => Promise.all(Array.from({ length: 50 }, () => running.reload()));
  const first = many();
  await expect.poll(() => gates.length).toBe(1);
  const second = many();
  gates[0]?.();
  await first;
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.();
  await second;
  expect(said).toEqual(["deens: read again: 0 zones", "deens: read again: 0 zones"]);
});
