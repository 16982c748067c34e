/** What a person asks of a secondary that runs: how its zones are, and to fetch them now. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../../../support/dns/port.js";
import { zoneText } from "../../../support/dns/replication/zone-text.js";
import { deens, type Finished, type Shell } from "../../../support/dns/shell.js";
import { Shells } from "../../../support/dns/shells.js";

const ORIGIN = "example.com";

let folder = "";
let shells: Shells;

beforeEach(async () => {
  shells = await Shells.make();
  ({ folder } = shells);
});

afterEach(() => shells.close());

function start(name: string, lines: readonly string[]): Promise<Shell> {
  return shells.configured(name, [...lines, "control: control.sock"]);
}

function control(name: string, ...args: readonly string[]): Promise<Finished> {
  return deens(["control", "--config", "deens.yaml", ...args], join(folder, name));
}

interface Told {
  readonly serial?: number;
  readonly problem?: string;
  readonly checkedAt?: number;
  readonly nextCheckAt?: number;
  readonly expiresAt?: number;
}

async function status(): Promise<Told> {
  return JSON.parse((await control("secondary", "status", ORIGIN, "--json")).out) as Told;
}

test("refresh, retransfer, notify and status", { timeout: 90_000 }, async () => {
  const [port, secondaryPort] = [await freePort(), await freePort()];
  await mkdir(join(folder, "primary"));
  const file = join(folder, "primary", "zone");
  const say = (serial: number, ...lines: string[]): Promise<void> =>
    writeFile(file, zoneText(ORIGIN, serial, lines, "7200 3600 604800 300"));
  await say(1);
  await start("primary", [
    `listen: ["127.0.0.1:${port}"]`,
    `remotes: {second: {address: 127.0.0.1, port: ${secondaryPort}}}`,
    // Nobody says that anything has changed, unless somebody asks for it.
    `zones: [{origin: ${ORIGIN}, file: zone, allow-transfer: [127.0.0.1]}]`,
  ]);
  await start("secondary", [
    `listen: ["127.0.0.1:${secondaryPort}"]`,
    `remotes: {first: {address: 127.0.0.1, port: ${port}}}`,
    `zones: [{origin: ${ORIGIN}, primaries: [first], allow-transfer: [127.0.0.1]}]`,
  ]);
  await expect.poll(async () => (await status()).serial, { timeout: 20_000 }).toBe(1);
  const now = Date.now() / 1000;
  const { checkedAt = 0, nextCheckAt = 0, expiresAt = 0, problem } = await status();
  expect(problem).toBeUndefined();
  expect(Math.abs(now - checkedAt)).toBeLessThan(30);
  expect(Math.abs(expiresAt - checkedAt - 604_800)).toBeLessThan(2);
  expect(nextCheckAt - checkedAt).toBeGreaterThan(6400);
  const asText = (await control("secondary", "status", ORIGIN)).out;
  expect(asText).toMatch(/role +secondary\n[^]*serial +1\n[^]*checked at +\d{4}-\d\d-\d\dT[^]*next check at +\d{4}[^]*expires at +\d{4}/);

  await say(2, "new A 192.0.2.9");
  await control("primary", "reload");
  expect(await control("secondary", "refresh")).toMatchObject({ code: 0, out: expect.stringContaining(ORIGIN) as string });
  await expect.poll(async () => (await status()).serial, { timeout: 20_000 }).toBe(2);

  await say(1);
  await control("primary", "reload");
  await control("secondary", "refresh", ORIGIN);
  const isOlder = "its serial 1 is older than ours, 2";
  await expect.poll(async () => (await status()).problem ?? "", { timeout: 20_000 }).toContain(isOlder);
  expect((await control("secondary", "status")).out).toContain(isOlder);
  expect((await control("secondary", "zones")).out).toContain(isOlder);
  expect((await control("secondary", "metrics")).out).toContain(`deens_zone_failing{zone="${ORIGIN}"} 1`);
  expect(await control("secondary", "retransfer", ORIGIN)).toMatchObject({ code: 0 });
  await expect.poll(async () => (await status()).serial, { timeout: 20_000 }).toBe(1);
  expect((await status()).problem).toBeUndefined();

  const metrics = (await control("secondary", "metrics")).out;
  expect(metrics).toContain('deens_transfers_total{direction="in",result="axfr"} 2');
  expect(metrics).toContain('deens_transfers_total{direction="in",result="ixfr"} 1');
  expect(metrics).toMatch(/deens_zone_age_seconds\{zone="example\.com"\} \d+/);
  expect((await control("primary", "metrics")).out).toMatch(/deens_transfer_bytes_total\{direction="out"\} [1-9]/);

  expect(await control("primary", "notify")).toMatchObject({
    code: 2,
    err: expect.stringContaining("no zone has anybody in `notify`") as string,
  });
  expect(await control("primary", "refresh", ORIGIN)).toMatchObject({ code: 2 });
  expect(await control("secondary", "retransfer")).toMatchObject({ code: 1 });
  expect(await control("secondary", "refresh", "example.net")).toMatchObject({
    ...{ code: 2, err: expect.stringContaining("there is no zone `example.net`") as string },
  });
});

test("notify tells others again", { timeout: 60_000 }, async () => {
  const [port, secondaryPort] = [await freePort(), await freePort()];
  await mkdir(join(folder, "primary"));
  await writeFile(join(folder, "primary", "zone"), zoneText(ORIGIN, 1));
  await start("primary", [
    `listen: ["127.0.0.1:${port}"]`,
    `remotes: {second: {address: 127.0.0.1, port: ${secondaryPort}}}`,
    `zones: [{origin: ${ORIGIN}, file: zone, allow-transfer: [127.0.0.1], notify: [second]}]`,
  ]);
  await start("secondary", [
    `listen: ["127.0.0.1:${secondaryPort}"]`,
    `remotes: {first: {address: 127.0.0.1, port: ${port}}}`,
    `zones: [{origin: ${ORIGIN}, primaries: [first]}]`,
  ]);
  const believed = async (): Promise<number> => {
    const { out } = await control("secondary", "metrics");
    return Number(/deens_notifications_total\{result="believed"\} (\d+)/.exec(out)?.[1] ?? 0);
  };
  const acknowledged = async (): Promise<string> => (await control("primary", "metrics")).out;
  await expect.poll(acknowledged, { timeout: 20_000 }).toContain('deens_notifications_total{result="acknowledged"} 1');
  const before = await believed();
  const told = await control("primary", "notify", ORIGIN);
  expect(told).toMatchObject({ code: 0, out: expect.stringContaining("serial 1") as string });
  await expect.poll(acknowledged, { timeout: 20_000 }).toContain('deens_notifications_total{result="acknowledged"} 2');
  expect(await believed()).toBeGreaterThan(before);
});
