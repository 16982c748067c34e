/** Small parts of the shell. */
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CookieKeeper } from "../../../../../servers/dns/node/cookie-keeper.js";
import { countsOf } from "../../../../../servers/dns/node/counts.js";
import { ListenError } from "../../../../../servers/dns/node/listen-error.js";
import { messageOf, reasonOf } from "../../../../../servers/dns/node/message-of.js";
import { renderMetrics } from "../../../../../servers/dns/node/metrics.js";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { becomeUser, findUser, type Identity, makeDataDirectory } from "../../../../../servers/dns/node/privileges.js";
import { SharedSecrets } from "../../../../../servers/dns/node/shared-secrets.js";
import { makeSharedState } from "../../../../../servers/dns/node/shared-state.js";
import { readKeys } from "../../../../../servers/dns/node/tsig-secrets.js";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-parts-"));
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describe("secrets of cookies", () => {
  test("random ones are replaced after their time, and a reload does not replace them", async () => {
    vi.useFakeTimers();
    const secrets = new SharedSecrets(SharedSecrets.allocate());
    const keeper = new CookieKeeper(secrets);
    const config = { secretFile: undefined, rotateSeconds: 100 };
    await keeper.start(config);
    const [first] = secrets.read() ?? [];
    expect(first).toHaveLength(16);
    await keeper.start(config);
    expect(secrets.read()).toEqual([first]);
    vi.advanceTimersByTime(100_000);
    expect(secrets.read()?.[1]).toEqual(first);
    expect(secrets.read()?.[0]).not.toEqual(first);
    keeper.stop();
  });

  test("once others were chosen, random ones come no more", async () => {
    vi.useFakeTimers();
    const file = join(folder, "secrets");
    await writeFile(file, `${"01".repeat(16)}\n`);
    const secrets = new SharedSecrets(SharedSecrets.allocate());
    const keeper = new CookieKeeper(secrets);
    const random = { secretFile: undefined, rotateSeconds: 100 };
    await keeper.start(random);
    await keeper.start({ ...random, secretFile: file });
    vi.advanceTimersByTime(1000_000);
    expect(secrets.read()).toEqual([new Uint8Array(16).fill(1)]);
    await keeper.start(random);
    expect(secrets.read()).not.toEqual([new Uint8Array(16).fill(1)]);
    await keeper.start(undefined);
    vi.advanceTimersByTime(1000_000);
    expect(secrets.read()).toEqual([]);
    keeper.stop();
  });

  test("another time for random ones counts from then on, and replaces none at once", async () => {
    vi.useFakeTimers();
    const secrets = new SharedSecrets(SharedSecrets.allocate());
    const keeper = new CookieKeeper(secrets);
    await keeper.start({ secretFile: undefined, rotateSeconds: 100 });
    const first = secrets.read();
    await keeper.start({ secretFile: undefined, rotateSeconds: 10 });
    expect(secrets.read()).toEqual(first);
    vi.advanceTimersByTime(10_000);
    expect(secrets.read()?.[1]).toEqual(first?.[0]);
    vi.advanceTimersByTime(95_000);
    expect(secrets.read()).not.toContainEqual(first?.[0]);
    keeper.stop();
  });

  test("random ones of a month stay for a month, which is longer than a timer can wait", async () => {
    vi.useFakeTimers();
    const secrets = new SharedSecrets(SharedSecrets.allocate());
    const keeper = new CookieKeeper(secrets);
    const month = 30 * 86_400;
    await keeper.start({ secretFile: undefined, rotateSeconds: month });
    const first = secrets.read();
    vi.advanceTimersByTime((month - 1) * 1000);
    expect(secrets.read()).toEqual(first);
    vi.advanceTimersByTime(1000);
    expect(secrets.read()).toHaveLength(2);
    const second = secrets.read();
    vi.advanceTimersByTime((month - 1) * 1000);
    expect(secrets.read()).toEqual(second);
    keeper.stop();
    vi.advanceTimersByTime(month * 1000);
    expect(secrets.read()).toEqual(second);
  });

  test("a file has one on each line; one that is no good changes nothing", async () => {
    const file = join(folder, "secrets");
    const secrets = new SharedSecrets(SharedSecrets.allocate());
    const keeper = new CookieKeeper(secrets);
    await writeFile(file, `# the newest\n${"01".repeat(16)}\n${"02".repeat(16)}\n`);
    await keeper.start({ secretFile: file, rotateSeconds: 1 });
    const read = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    expect(secrets.read()).toEqual(read);
    await writeFile(file, "short\n");
    await expect(keeper.start({ secretFile: file, rotateSeconds: 1 })).rejects.toThrow("32 hexadecimal digits");
    expect(secrets.read()).toEqual(read);
    await keeper.start(undefined);
    expect(secrets.read()).toEqual([]);
  });
});

test("secrets of keys stand in the configuration, or in files", async () => {
  const file = join(folder, "key");
  await writeFile(file, "AQID\n");
  const common = { algorithm: "hmac-sha256" as const, allowWeak: false };
  const keys = await readKeys([
    { ...common, name: "a", secret: Uint8Array.of(9), secretFile: undefined },
    { ...common, name: "b", secret: undefined, secretFile: file },
  ]);
  expect([...keys.values()].map(({ secret }) => [...secret])).toEqual([[9], [1, 2, 3]]);
  await writeFile(file, "secret!");
  const unread = readKeys([{ ...common, name: "b", secret: undefined, secretFile: file }]);
  await expect(unread).rejects.toThrow(/^(?!.*secret!).*base64$/);
});

describe("becoming another user", () => {
  test("groups go first, and nothing is done where it is that user already", () => {
    const calls: string[] = [];
    const identity: Identity = {
      getuid: () => 0,
      setgroups: (groups) => void calls.push(`groups ${groups.join()}`),
      setgid: (id) => void calls.push(`group ${id}`),
      setuid: (id) => void calls.push(`user ${id}`),
    };
    becomeUser({ user: 7, group: 8 }, identity);
    expect(calls).toEqual(["groups 8", "group 8", "user 7"]);
    becomeUser({ user: 0, group: 0 }, identity);
    expect(calls).toHaveLength(3);
  });

  test("users are found by name and by number", async () => {
    const file = join(folder, "passwd");
    await writeFile(file, "root:x:0:0:root:/root:/bin/sh\ndeens:x:993:992::/nonexistent:/usr/sbin/nologin\n");
    expect(await findUser("deens", file)).toEqual({ user: 993, group: 992 });
    expect(await findUser("993", file)).toEqual({ user: 993, group: 992 });
    expect(await findUser("nobody", file)).toBeUndefined();
  });

  test("the data directory is for nobody else", async () => {
    const path = join(folder, "a/b");
    await makeDataDirectory(path, undefined);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });
});

test("errors of the system say which file, without the system's names for them", () => {
  const error = new Error("ENOENT: no such file or directory, open '/etc/deens.yaml'");
  expect(messageOf(error)).toBe("/etc/deens.yaml: no such file or directory");
  expect(reasonOf(error)).toBe("no such file or directory");
  expect(messageOf("anything")).toBe("anything");
  const taken = Object.assign(new Error("bind EADDRINUSE"), { code: "EADDRINUSE" });
  expect(new ListenError("[::1]:53 for UDP", taken).message).toBe("can't listen on [::1]:53 for UDP: another program has it");
});

test("metrics are lines that Prometheus reads, whatever a zone is called", () => {
  const state = makeSharedState(2);
  const secondary = { role: "secondary" as const, checkedAt: 1_000, expiresAt: 5_000 };
  const zones = [{ origin: 'a"b\\c\nd', file: undefined, isServed: true, serial: 7, records: 3, ...secondary }];
  const transfers = new TransferCounts();
  transfers.in.ixfr = 4;
  const counts = { ...countsOf(state, 2), connections: 1, connectionsRefused: 2, connectionsDisplaced: 3, pendingRefused: 0 };
  const process = { residentMemory: 1, cpuSeconds: 0.5, startTime: 1.5, version: "1", workers: 2 };
  const lines = renderMetrics({ counts, zones, transfers, now: 1_500, ...process }).split("\n");
  for (const line of lines.slice(0, -1)) {
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="([^"\\\n]|\\.)*"(,[a-z]+="([^"\\\n]|\\.)*")*\})? [0-9.e+]+)$/);
  }
  expect(lines).toContain('deens_zone_serial{zone="a\\"b\\\\c\\nd"} 7');
  expect(lines).toContain('deens_zone_age_seconds{zone="a\\"b\\\\c\\nd"} 500');
  expect(lines).toContain('deens_zone_remaining_seconds{zone="a\\"b\\\\c\\nd"} 3500');
  expect(lines).toContain('deens_transfers_total{direction="in",result="ixfr"} 4');
  expect(new Set(lines).size).toBe(lines.length);
});
