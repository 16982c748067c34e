/** `deens` as people use it: what they pipe, what is in the way, what a reload says, how it ends. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { warningsOf } from "../../../servers/dns/cli/certificate.js";
import { buildDeens } from "../../support/dns/built.js";
import { freePort } from "../../support/dns/port.js";
import { makeCertificate } from "../../support/dns/replication/certificate.js";
import { deens, finish, type Shell } from "../../support/dns/shell.js";
import { Shells } from "../../support/dns/shells.js";

const ZONE = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";
const DAY = 86_400_000;
const BROKEN = `${ZONE}www A 1.2.3\n`;

let shells: Shells;
let port = 0;

beforeEach(async () => {
  shells = await Shells.make();
  port = await freePort();
  await file("example.com.zone", ZONE);
});

afterEach(() => shells.close());

async function file(name: string, content: string): Promise<void> {
  await writeFile(join(shells.folder, name), content);
}

function configured(...lines: readonly string[]): Promise<void> {
  const zones = "zones: [{origin: example.com, file: example.com.zone}]";
  return file("deens.yaml", [`listen: 127.0.0.1:${port}`, "workers: 1", zones, ...lines].join("\n"));
}

function plain(...more: readonly string[]): Shell {
  return shells.start("--zone", "example.com=example.com.zone", "--listen", `127.0.0.1:${port}`, "--workers", "1", ...more);
}

/** What is said by one that does not start, and how it ends. */
async function failed(shell: Shell): Promise<string> {
  const code = await shell.ended();
  return `${code}: ${shell.err}`;
}

function ask(...command: readonly string[]): ReturnType<typeof deens> {
  return deens(["control", ...command], shells.folder);
}

function said(stream: Readable | null): Promise<string> {
  return stream === null ? Promise.resolve("") : text(stream);
}

describe("check-zone", () => {
  test("reads standard input, and shows its lines", async () => {
    const child = execFile(process.execPath, [buildDeens(), "check-zone", "example.com", "-"]);
    child.stdin?.end(BROKEN);
    const [out, err] = await Promise.all([child.stdout, child.stderr].map(said));
    expect(err).toBe('<stdin>:5:7: error: expected an IPv4 address; found "1.2.3"\n  www A 1.2.3\n        ^^^^^\n');
    expect(out).toBe("example.com (<stdin>): 3 records, 1 error, 0 warnings: it can't be served\n");
  });

  test("says where it could not write", async () => {
    const child = spawn(process.execPath, [buildDeens(), "check-zone", "example.com", "example.com.zone"], {
      cwd: shells.folder,
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    expect(await said(child.stderr)).toBe("deens: can't write to standard output: no space left on device\n");
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(2);
  });
});

describe("the control socket", () => {
  test("takes the place of no other file", async () => {
    await configured("control: ../precious");
    await file("precious", "letters");
    expect(await failed(shells.start("--config", "deens.yaml"))).toMatch(/^1: .*\/precious is there, and is no socket/);
    expect(await readFile(join(shells.folder, "precious"), "utf8")).toBe("letters");
  });

  test("has a path that the system takes whole", async () => {
    await configured(`data-directory: ${"d".repeat(120)}`);
    expect(await failed(shells.start("--config", "deens.yaml"))).toMatch(/^1: .*more than 107: .*\n {2}help: `control`/);
  });

  test("is that of one server; a second one says so", async () => {
    await plain("--data-directory", "data").ready();
    port = await freePort();
    expect(await failed(plain("--data-directory", "data"))).toMatch(/^2: deens: another server answers at .*control\.sock/);
    expect((await ask("status")).code).toBe(0);
  });
});

describe("a reload", () => {
  test("that finds mistakes says them to who asked, and to the log once", async () => {
    await configured();
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    await configured("limit: {}");
    const asked = await ask("reload");
    expect(asked).toMatchObject({ code: 2, out: "" });
    const problem = "deens.yaml:4:1: error: there is no setting `limit`\n  4 | limit: {}\n    | ^^^^^\n    = did you mean `limits`?\n";
    expect(asked.err).toBe(`${problem}\ndeens: deens.yaml is not used: it has 1 mistake\n`);
    await shell.until(() => shell.err.includes("is not used"));
    expect(shell.err).toBe(asked.err);
    expect(JSON.parse((await ask("reload", "--json")).out)).toMatchObject({ ok: false, problems: [problem.trimEnd()] });
    shell.signal("SIGHUP");
    await shell.until(() => shell.err.split("did you mean").length > 3);
  });

  test("of a zone with errors ends with 1, and the zone stays", async () => {
    await plain("--data-directory", "data").ready();
    expect((await ask("reload", "example.com")).code).toBe(0);
    await file("example.com.zone", BROKEN);
    expect(await ask("reload", "example.com")).toMatchObject({
      code: 1,
      out: expect.stringContaining("what was served before stays") as string,
    });
    expect((await ask("reload")).code).toBe(1);
    expect((await ask("zones")).out.split("\n")[0]).toMatch(/^example\.com: serial 1, 3 records; .*:5:7: error: expected an IPv4 address/);
  });
});

describe("a server", () => {
  test("says how many of its zones it serves, and why it ends", async () => {
    const shell = plain("--zone", "example.net=none.zone");
    await shell.ready();
    expect(shell.out).toContain("with 1 of 2 zones\n");
    shell.signal("SIGINT");
    expect(await shell.ended()).toBe(0);
    expect(shell.err).toMatch(/none\.zone: 0 records, 1 error, 0 warnings, so it is not served\ndeens: it ends: SIGINT\n$/);
  });

  test("is not ended by SIGHUP while it starts, and reads again once it answers", async () => {
    const fifo = join(shells.folder, "deens.yaml");
    expect((await finish("mkfifo", [fifo])).code).toBe(0);
    const shell = shells.start("--config", "deens.yaml");
    // Opened when the server reads it: its signals are taken by then.
    const write = async (content: string): Promise<void> => {
      const pipe = await open(fifo, "w");
      await pipe.write(content);
      await pipe.close();
    };
    const config = `listen: 127.0.0.1:${port}\nworkers: 1\nzones: [{origin: example.com, file: example.com.zone}]\n`;
    const pipe = await open(fifo, "w");
    shell.signal("SIGHUP");
    shell.signal("SIGUSR1");
    await shell.until(() => shell.err.includes("its zones are being read"));
    await pipe.write(config);
    await pipe.close();
    await shell.ready();
    await write(config);
    await shell.until(() => shell.err.includes("read again: 1 zone"));
  });

  test("ends on SIGTERM while it starts", async () => {
    const fifo = join(shells.folder, "deens.yaml");
    await finish("mkfifo", [fifo]);
    const shell = shells.start("--config", "deens.yaml");
    const pipe = await open(fifo, "w");
    shell.signal("SIGTERM");
    await shell.until(() => shell.err !== "");
    // A process ends only when its threads read nothing any more.
    await pipe.close();
    expect(await failed(shell)).toBe("0: deens: it ends: SIGTERM\n");
  });

  test("answers on where nobody takes what it says", async () => {
    const args = ["serve", "--zone", "example.com=example.com.zone", "--listen", `127.0.0.1:${port}`, "--data-directory", "data"];
    const child = spawn(process.execPath, [buildDeens(), ...args], {
      cwd: shells.folder,
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    await once(child.stderr ?? child, "data");
    expect((await ask("status")).code).toBe(0);
    expect((await ask("stop")).code).toBe(0);
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(0);
  });

  test("says which log it can't write", async () => {
    expect(await failed(plain("--query-log", "none/queries"))).toMatch(
      /^2: deens: can't write the query log .*: no such file or directory/,
    );
  });
});

describe("certificates", () => {
  test("whose key is another's are refused, those that have expired are warned of", async () => {
    const [one, other] = await Promise.all([makeCertificate(shells.folder, "one"), makeCertificate(shells.folder, "other")]);
    await configured(`tls: {certificate: ${one.certificate}, key: ${other.key}}`);
    const mismatch = `${other.key} is not the key of ${one.certificate}`;
    expect((await deens(["check-config", "deens.yaml"], shells.folder)).err).toBe(`error: ${mismatch}\n`);
    expect(await failed(shells.start("--config", "deens.yaml"))).toContain(`1: deens: ${mismatch}\n`);
    await configured(`tls: {certificate: ${one.certificate}, key: ${one.key}}`);
    expect(await warningsOf(one, Date.now() + 3 * DAY)).toEqual([expect.stringContaining("has expired on") as string]);
    expect(await warningsOf(one, Date.now() - DAY)).toEqual([expect.stringContaining("is not valid before") as string]);
    const soon = await deens(["check-config", "deens.yaml"], shells.folder);
    expect(soon).toMatchObject({
      code: 0,
      err: expect.stringMatching(/: warning: the certificate expires on 20\d\d-\d\d-\d\d\n$/) as string,
    });
  });

  test("and keys that are none say which file it is", async () => {
    const { certificate } = await makeCertificate(shells.folder, "one");
    await mkdir(join(shells.folder, "folder"));
    for (const [key, why] of [
      [certificate, "holds no key without a password in PEM"],
      ["none.pem", "can't read .*none.pem: no such file"],
      ["folder", "can't read .*folder: this is a directory"],
    ] as const) {
      await configured(`tls: {certificate: ${certificate}, key: ${key}}`);
      expect(await failed(shells.start("--config", "deens.yaml"))).toMatch(new RegExp(why));
    }
  });
});
