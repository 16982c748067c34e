/** The command as a process: what only a process can show. */
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder, type TemporaryFolder } from "./support.js";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const TSX = fileURLToPath(import.meta.resolve("tsx"));

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/tiny.mpl", "packet tiny {\n  a: byte;\n}\n");
});
afterAll(() => folder.remove());

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Ran {
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", TSX, MAIN, ...argv], {
    cwd: folder.path,
    encoding: "utf8",
    input: Buffer.of(7),
    env,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

test("decodes standard input", () => {
  expect(run(["decode", "-p", "tiny", "specs/tiny.mpl"])).toEqual({ status: 0, stdout: "tiny\n  a: 7\n", stderr: "" });
});

test("an unchanged build loads none of the compiler", () => {
  const compiler = /node_modules\/(?:ts-morph|prettier|chevrotain)\//;
  const first = run(["build"], { NODE_DEBUG: "esm" });
  expect(first.stdout).toContain("wrote generated/tiny.ts");
  expect(first.stderr).toMatch(compiler);
  const second = run(["build"], { NODE_DEBUG: "esm" });
  expect(second.stdout).toContain("1 unchanged");
  expect(second.stderr).not.toMatch(compiler);
});

test("a reader that goes away is no error", async () => {
  const child = spawn(process.execPath, ["--import", TSX, MAIN, "explain"], { cwd: folder.path, stdio: ["ignore", "pipe", "pipe"] });
  const complaints: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => complaints.push(text));
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
});
