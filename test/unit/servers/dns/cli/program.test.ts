/** Commands as they are typed, and what they say. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import picocolors from "picocolors";
import { afterEach, beforeEach, expect, test } from "vitest";
import { absolute, plainConfiguration } from "../../../../../servers/dns/cli/configuration.js";
import { durationText, formatResult } from "../../../../../servers/dns/cli/control-output.js";
import { addressOption, listenOption, metricsOption, workersOption, zoneOption } from "../../../../../servers/dns/cli/options.js";
import { paintProblem } from "../../../../../servers/dns/cli/terminal.js";
import { DEFAULT_CONFIG } from "../../../../../servers/dns/config/defaults.js";
import { type } from "../../../../support/dns/typed.js";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-cli-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test("the version, help, and what is no command", async () => {
  expect(await type("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9]+\.[0-9]+\.[0-9]+/) as string });
  expect((await type("serve", "--help")).out).toContain("Examples:");
  expect(await type("srve")).toMatchObject({ code: 1, err: expect.stringContaining("unknown command 'srve'") as string });
  expect((await type()).code).toBe(1);
});

test("check-zone: fine, warned of, wrong, not there", async () => {
  const zone = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";
  const good = await file("example.com.zone", zone);
  expect(await type("check-zone", good)).toMatchObject({ code: 0, err: "", out: expect.stringContaining("3 records") as string });
  const bad = await file("bad", `${zone}www A 1.2.3\n`);
  const found = await type("check-zone", "example.com", bad);
  expect(found.code).toBe(1);
  expect(found.err).toContain(`${bad}:5:7: error: `);
  expect(found.err).toContain("  www A 1.2.3\n        ^^^^^");
  expect((await type("check-zone", "example.com", join(folder, "none"))).code).toBe(2);
  expect((await type("check-zone", "--zone", `example.com=${good}`, "--zone", `example.net=${bad}`, "--json")).out).toMatch(
    /^\{"zones":\[\{"origin":"example\.com".*"line":5/,
  );
  expect((await type("check-zone")).code).toBe(1);
  expect((await type("check-zone", "a", "b", "c")).code).toBe(1);
});

test("check-config: fine, wrong, files that are not there", async () => {
  await file("example.zone", "");
  const good = await file("deens.yaml", "zones: [{origin: example.com, file: example.zone}]\n");
  expect(await type("check-config", good)).toMatchObject({ code: 0, out: `${good}: fine, 1 zone` });
  const missing = await file("missing.yaml", "zones: [{origin: example.com, file: other.zone}]\n");
  expect((await type("check-config", missing)).err).toBe(`${join(folder, "other.zone")}: error: no such file or directory`);
  const certificate = await file("tls.yaml", "tls: {certificate: example.zone, key: example.zone}\n");
  expect((await type("check-config", certificate)).err).toContain("example.zone holds no certificate in PEM");
  const bad = await file("bad.yaml", "workers: many\n");
  expect((await type("check-config", bad)).code).toBe(1);
  const json = JSON.parse((await type("check-config", bad, "--json")).out) as { readonly ok: boolean; readonly problems: unknown[] };
  expect(json.ok).toBe(false);
  expect(json.problems).toHaveLength(1);
  expect((await type("check-config", join(folder, "none.yaml"))).code).toBe(2);
});

test("serve says what is wrong before it opens anything", async () => {
  expect((await type("serve", "--config", "x", "--workers", "2")).err).toContain("--config and --workers don't go together");
  const bad = await file("bad.yaml", "workers: many\n");
  const found = await type("serve", "--config", bad);
  expect(found.code).toBe(1);
  expect(found.err).toContain("^^^^");
  const user = await file("user.yaml", "user: nobody-of-that-name\n");
  expect((await type("serve", "--config", user)).err).toContain("there is no user `nobody-of-that-name`");
});

test("control says where it looked", async () => {
  const found = await type("control", "status", "--socket", join(folder, "none.sock"));
  expect(found.code).toBe(2);
  expect(found.err).toContain("no server answers at");
  expect((await type("control", "dance")).code).toBe(1);
  expect((await type("control", "query-log")).code).toBe(1);
});

test("options", () => {
  expect(zoneOption("a=b=c", [{ origin: "x", file: "y" }])).toEqual([
    { origin: "x", file: "y" },
    { origin: "a", file: "b=c" },
  ]);
  for (const text of ["", "a", "=b", "a="]) expect(() => zoneOption(text)).toThrow("ORIGIN=FILE");
  expect(() => zoneOption("a..b=c")).toThrow("`a..b` is no domain name");
  expect(() => zoneOption("EXAMPLE.com.=b", [{ origin: "example.com", file: "a" }])).toThrow("there twice");
  expect(addressOption("[2001:DB8::1]:53")).toEqual({ address: "2001:db8::1", port: 53 });
  for (const text of ["127.0.0.1", "127.0.0.1:x", "localhost:53", "127.0.0.1:65536", "::1:53"]) expect(() => addressOption(text)).toThrow();
  expect(metricsOption("[::1]:9153")).toEqual({ address: "::1", port: 9153 });
  for (const text of ["0.0.0.0:9153", "[::]:9153", "192.0.2.1:9153"]) expect(() => metricsOption(text)).toThrow("this machine only");
  expect(listenOption("127.0.0.1:0", listenOption("127.0.0.1:0"))).toHaveLength(2);
  expect(() => listenOption("[0:0::1]:53", listenOption("[::1]:53"))).toThrow("[::1]:53 is there twice");
  expect(workersOption("4")).toBe(4);
  for (const text of ["0", "-1", "1.5", "257", "two"]) expect(() => workersOption(text)).toThrow();
});

test("paths are relative to the configuration, that of the socket to the data directory", () => {
  const config = absolute({ ...DEFAULT_CONFIG, queryLog: "queries", tls: { certificate: "c.pem", key: "/k.pem" } }, "/etc/deens");
  expect(config).toMatchObject({
    dataDirectory: "/etc/deens/data",
    control: "/etc/deens/data/control.sock",
    queryLog: "/etc/deens/queries",
    tls: { certificate: "/etc/deens/c.pem", key: "/k.pem" },
  });
  expect(absolute({ ...DEFAULT_CONFIG, queryLog: "stdout" }, "/etc").queryLog).toBe("stdout");
});

test("without a configuration nothing is written, and defaults hold", () => {
  const config = plainConfiguration({ zone: [{ origin: "a", file: "b" }] }, "/somewhere");
  expect(config).toMatchObject({ control: undefined, queryLog: undefined, limits: DEFAULT_CONFIG.limits });
  expect(config.zones[0]).toMatchObject({ origin: "a", file: "/somewhere/b", allowTransfer: [] });
  expect(plainConfiguration({ dataDirectory: "d" }, "/somewhere").control).toBe("/somewhere/d/control.sock");
});

test("what a server said, for people", () => {
  expect(formatResult("status", { pid: 7, queryLog: false, listen: ["a", "b"] })).toEqual([
    "pid        7",
    "query log  no",
    "listen     a, b",
  ]);
  expect(formatResult("reload", [{ origin: "a", isServed: true, records: 1, errors: 1, warnings: 0, problems: ["p"] }])).toEqual([
    "p",
    "a: 1 record, 1 error, 0 warnings; what was served before stays",
  ]);
  expect(formatResult("zones", [{ origin: "a", isServed: false }])).toEqual(["a: not served"]);
  const fetched = { origin: "a", isServed: true, serial: 7, records: 3, role: "secondary", problem: "no answer", checkedAt: 1.7e9 };
  expect(formatResult("zones", [fetched])).toEqual(["a: serial 7, 3 records, secondary; no answer"]);
  expect(formatResult("status", { origin: "a", checkedAt: 1.7e9, problems: [] })).toEqual([
    "origin      a",
    "checked at  2023-11-14T22:13:20Z",
  ]);
  expect(formatResult("status", { uptime: 90_061, residentMemory: 83_759_104, constructor: "a", problems: ["a: b\n  c", "d"] })).toEqual([
    "uptime           1 d 1 h",
    "resident memory  79.9 MiB",
    "constructor      a",
    "problems         a: b\n                 d",
  ]);
  expect(formatResult("zones", [{ ...fetched, problem: "a\n  b" }])).toEqual(["a: serial 7, 3 records, secondary; a"]);
  expect([0, 59, 60, 3599, 3600, 86_400, 1e7].map(durationText)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "59 min 59 s",
    "1 h",
    "1 d",
    "115 d 17 h",
  ]);
  expect(formatResult("notify", [fetched])).toEqual(["a: others are told of serial 7"]);
  expect(formatResult("metrics", "a\nb\n")).toEqual(["a", "b"]);
});

test("only what matters of a problem has a colour", () => {
  const colours = picocolors.createColors(true);
  const painted = paintProblem("f:1:1: error: no\n  text\n  ^^", colours);
  expect(painted).toBe(`f:1:1: ${colours.red("error")}: no\n  text\n  ${colours.cyan("^^")}`);
});
