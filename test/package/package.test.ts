/** What users get: packed, installed into an empty project, and used there as the README says. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installed, install, repository } from "./project.js";
import { BROWSER_PROGRAM, PROGRAM, RESULT, SPECS } from "./specs.js";

const MEGABYTE = 1 << 20;

const strictest = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "DOM"],
    module: "NodeNext",
    outDir: "out",
    strict: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    types: [],
  },
  include: ["program.ts", "generated"],
};

const compilerUse = `
import { compile, format, parse, renderAll, type Diagnostic, type Resolver } from "mplc";
import type { Result } from "mplc/runtime";

const resolver: Resolver = async () => undefined;
export async function found(text: string): Promise<Result<readonly Diagnostic[]>> {
  const { diagnostics } = await compile([{ path: "a.mpl", text }], resolver);
  console.log(renderAll(diagnostics), format({ path: "a.mpl", text }), parse({ path: "a.mpl", text }).diagnostics.length);
  return { ok: true, value: diagnostics, end: 0 };
}
`;

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** A spec with types of its own, and their modules. */
const CUSTOM_TYPES = ["addresses.mpl", "mac-address.ts", "word.ts"];

function read(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

/** A file of ours as it stands in somebody's project. */
function asUser(text: string): string {
  return text.replaceAll('"../../runtime/index.js"', '"mplc/runtime"');
}

let project: Installed;

beforeAll(async () => {
  project = await install();
  await project.write("tsconfig.json", JSON.stringify(strictest));
  await project.write("program.ts", PROGRAM);
  for (const [path, text] of Object.entries(SPECS)) await project.write(path, text);
  for (const name of CUSTOM_TYPES) await project.write(`specs/${name}`, asUser(read(`examples/custom-types/${name}`)));
  await project.run("npx", "--no-install", "mplc", "build");
});

afterAll(async () => {
  await project.remove();
});

function typeCheck(config: string): Promise<string> {
  return project.run(process.execPath, join(repository, "node_modules/typescript/bin/tsc"), "-p", config);
}

describe("the tarball", () => {
  it("holds every file that the manifest names", () => {
    const manifest = JSON.parse(readFileSync(join(project.folder, "node_modules/mplc/package.json"), "utf8")) as Manifest;
    const targets = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
    for (const target of [...targets, ...Object.values(manifest.bin)]) {
      const folder = target.includes("*") ? target.slice(0, target.indexOf("*")) : target;
      expect(existsSync(join(project.folder, "node_modules/mplc", folder)), target).toBe(true);
    }
  });

  it("holds nothing but the product", () => {
    const roots = new Set(project.packed.map(({ path }) => path.split("/")[0]));
    const expected = ["ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md", "dist", "docs", "package.json", "servers", "specs"];
    expect([...roots].sort()).toEqual(expected);
    const sources = project.packed.filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
    expect(sources).toEqual([]);
  });

  it("is of a size that one can install", () => {
    const total = project.packed.reduce((sum, { size }) => sum + size, 0);
    expect(total).toBeLessThan(32 * MEGABYTE);
  });
});

describe("the command", () => {
  it("tells its version", async () => {
    expect((await project.run("npx", "--no-install", "mplc", "--version")).trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("writes modules that import the runtime by the package's name", async () => {
    const text = await project.read("generated/greeting.ts");
    expect(text).toContain('from "mplc/runtime"');
    expect(text).toContain('from "mplc/runtime/types/string32"');
  });

  it("finds nothing to do the second time", async () => {
    await project.run("npx", "--no-install", "mplc", "build", "--check");
  });

  it("runs from its own specs", async () => {
    await project.run("npx", "--no-install", "mplc", "check", "node_modules/mplc/specs/udp.mpl");
  });
});

describe("generated code", () => {
  it("passes the strictest type check, and runs", async () => {
    await typeCheck("tsconfig.json");
    const output = await project.run(
      process.execPath,
      "--input-type=module",
      "--eval",
      `const { result } = await import("./out/program.js"); console.log(JSON.stringify(result));`,
    );
    expect(JSON.parse(output)).toEqual(RESULT);
  });

  it("uses types of the project's own", async () => {
    expect(await project.read("generated/addresses.ts")).toContain('from "../specs/word.js"');
    expect(await project.run("npx", "--no-install", "mplc", "test", "specs/addresses.mpl")).toContain("all passed");
    const script = `
      const { decodeStations } = await import("./out/generated/addresses.js");
      const bytes = new DataView(Uint8Array.of(0, 2, 104, 105).buffer);
      console.log(decodeStations(bytes, 0, 4).value.title);
    `;
    expect((await project.run(process.execPath, "--input-type=module", "--eval", script)).trim()).toBe("hi");
  });

  it("comes ready made for the bundled specs", async () => {
    const script = `
      const { checkUdp } = await import("mplc/generated/udp");
      const { checkEthernet } = await import("mplc/generated/ethernet/ethernet");
      console.log(checkUdp(new DataView(new ArrayBuffer(8)), 0, 8, 0), typeof checkEthernet);`;
    const output = await project.run(process.execPath, "--input-type=module", "--eval", script);
    expect(output.trim()).toBe("-1 function");
  });

  it("brings no more into a bundle than what is used", async () => {
    await project.write("small.js", `import { checkUdp } from "mplc/generated/udp"; globalThis.check = checkUdp;`);
    const code = await bundle("small.js");
    expect(code).not.toContain("decodeUdp");
    expect(code.length).toBeLessThan(4096);
  });
});

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project.folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minifySyntax: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

interface Compiled {
  readonly diagnostics: string;
  readonly modules: readonly (readonly [string, string])[];
}

/** What every browser has; no process, no Buffer, no require. */
function browserGlobals(): Record<string, unknown> {
  return { console, TextEncoder, TextDecoder, URL, performance, setTimeout, clearTimeout, queueMicrotask, structuredClone, btoa, atob };
}

describe("the README", () => {
  it("tells what happens", async () => {
    const readme = readFileSync(join(repository, "README.md"), "utf8");
    const spec = readFileSync(join(repository, "examples/sensor/sensor.mpl"), "utf8");
    const use = readFileSync(join(repository, "examples/sensor/use.ts"), "utf8");
    await project.write("specs/sensor.mpl", spec);
    await project.write("use.ts", use);
    const built = await project.run("npx", "--no-install", "mplc", "build");
    expect(built).toContain("wrote generated/sensor.ts\n1 module written");
    const compilerOptions = { ...strictest.compilerOptions, outDir: "used" };
    await project.write("tsconfig.use.json", JSON.stringify({ compilerOptions, include: ["use.ts", "generated"] }));
    await typeCheck("tsconfig.use.json");
    const printed = await project.run(process.execPath, "used/use.js");
    for (const part of [spec, use, printed]) expect(readme).toContain(part.trim());
    await project.write("specs/sensor.mpl", spec.replace("sizeof(note)", "sizeof(notes)"));
    await expect(project.run("npx", "--no-install", "mplc", "check")).rejects.toThrow(/unknown name `notes`\n +15 \|/);
  });
});

describe("the library", () => {
  it("has types that check", async () => {
    await project.write("compiler.ts", compilerUse);
    const compilerOptions = { ...strictest.compilerOptions, noEmit: true, skipLibCheck: true };
    await project.write("tsconfig.compiler.json", JSON.stringify({ compilerOptions, include: ["compiler.ts"] }));
    await typeCheck("tsconfig.compiler.json");
  });

  it("compiles in a browser exactly as the command does", async () => {
    await project.write("browser.js", BROWSER_PROGRAM);
    const context = createContext(browserGlobals());
    runInContext(await bundle("browser.js"), context);
    const compileAll = context["compileAll"] as (files: Readonly<Record<string, string>>) => Promise<Compiled>;
    const { diagnostics, modules } = await compileAll(SPECS);
    expect(diagnostics).toBe("");
    expect(modules.map(([spec]) => spec)).toEqual(["specs/greeting.mpl", "specs/kinds.mpl"]);
    for (const [spec, text] of modules) {
      const written = await project.read(spec.replace(/^specs/, "generated").replace(/mpl$/, "ts"));
      expect(text).toBe(written);
    }
  });
});
