/** The name server as users get it: installed as its Dockerfile says, run by somebody else, and imported by a program. */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmod, chown, copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { encodeQuery, decodeMessage } from "../support/dns/message.js";
import { freePort } from "../support/dns/port.js";
import { type Installed, install, repository, run } from "./project.js";

/** Somebody who may do nothing. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const A = 1;

let project: Installed;

beforeAll(async () => {
  project = await install();
});

afterAll(() => project.remove());

/** The addresses that a server tells. */
async function ask(port: number, name: string): Promise<number> {
  const socket = createSocket("udp4");
  socket.send(encodeQuery({ name, type: A, dnssecOk: false, payload: 1232 }, 1), port, "127.0.0.1");
  const [reply] = (await once(socket, "message")) as [Uint8Array];
  socket.close();
  return decodeMessage(reply).answers.length;
}

/** What a Dockerfile says of an instruction in its JSON form. */
function instruction(dockerfile: string, name: string): readonly string[] {
  return JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, "m").exec(dockerfile)?.[1] ?? "[]") as readonly string[];
}

/** A folder of commands with nothing that compiles: what the image has. */
async function commands(): Promise<string> {
  const folder = join(project.folder, "commands");
  const bin = dirname(process.execPath);
  await mkdir(folder);
  for (const name of ["node", "npm"]) await symlink(join(bin, name), join(folder, name));
  for (const name of ["sh", "env"]) await symlink(join("/usr/bin", name), join(folder, name));
  return folder;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return "";
  const [line] = (await Promise.race([once(createInterface(child.stdout), "line"), once(child, "close")])) as [unknown];
  return String(line);
}

it("is installed and run as the Dockerfile says, without a compiler, by a user who may do nothing", async () => {
  const dockerfile = await readFile(join(project.folder, "node_modules/mplc/servers/dns/packaging/Dockerfile"), "utf8");
  expect(dockerfile).toContain("npm install --global --omit=dev");
  const PATH = await commands();
  const prefix = join(project.folder, "global");
  const given = ["install", "--global", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", prefix, project.tarball];
  await run(project.folder, "/usr/bin/env", `PATH=${PATH}`, "npm", ...given);

  const port = await freePort();
  const data = join(project.folder, "data");
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, NOBODY, NOBODY);
  await chmod(project.folder, 0o755);
  await copyFile(join(repository, "examples/dns/example.zone"), join(project.folder, "example.zone"));
  const settings = [`listen: ["127.0.0.1:${port}"]`, `data-directory: ${data}`, "zones: [{origin: example.com, file: example.zone}]"];
  await writeFile(join(project.folder, "deens.yaml"), settings.join("\n"));

  const [entry = ""] = instruction(dockerfile, "ENTRYPOINT");
  const file = (text: string): string => text.replace("/etc/deens", project.folder);
  const args = instruction(dockerfile, "CMD").map(file);
  expect(args).toEqual(["serve", "--config", join(project.folder, "deens.yaml")]);
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(join(prefix, "bin", entry), args, { ...user, env: { PATH }, stdio: ["ignore", "pipe", "inherit"] });
  expect(await firstLine(child)).toContain(`is ready on 127.0.0.1:${port}`);
  expect(await ask(port, "web.example.com.")).toBe(2);
  const control = ["control", "--socket", join(data, "control.sock"), "status", "--json"];
  const status = JSON.parse(await run(project.folder, join(prefix, "bin", entry), ...control)) as Readonly<Record<string, unknown>>;
  expect(status).toMatchObject({ served: 1, batched: process.platform === "linux" });
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
});

it("is a library: the program in the documentation passes the strictest type check, and serves", async () => {
  const page = await readFile(join(repository, "docs/dns-embedding.md"), "utf8");
  const program = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  await project.write("embed.ts", program);
  const compilerOptions = {
    ...{ target: "ES2022", lib: ["ES2024"], module: "NodeNext", outDir: "out", strict: true, exactOptionalPropertyTypes: true },
    ...{ noUncheckedIndexedAccess: true, verbatimModuleSyntax: true, skipLibCheck: false },
    ...{ types: ["node"], typeRoots: [join(repository, "node_modules/@types")] },
  };
  await project.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["embed.ts"] }));
  await project.run(process.execPath, join(repository, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json");
  await copyFile(join(repository, "examples/dns/example.zone"), join(project.folder, "example.zone"));
  await project.write("use.js", `import { serveFile } from "./out/embed.js"; await serveFile("example.com", "example.zone");`);
  const child = spawn(process.execPath, ["use.js"], { cwd: project.folder, stdio: ["ignore", "pipe", "inherit"] });
  const line = await firstLine(child);
  expect(line).toMatch(/^dig @127\.0\.0\.1 -p [0-9]+ www\.example\.com$/);
  expect(await ask(Number(/-p ([0-9]+)/.exec(line)?.[1]), "web.example.com.")).toBe(2);
  child.kill("SIGKILL");
  await once(child, "close");
});

it("runs without sockets where there is no Node", async () => {
  await project.write("pure.js", `import { makeResponder, readZone } from "mplc/dns"; globalThis.core = { makeResponder, readZone };`);
  const { outputFiles } = await build({
    entryPoints: [join(project.folder, "pure.js")],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  expect(outputFiles[0]?.text).not.toMatch(/from "node:/);
});
