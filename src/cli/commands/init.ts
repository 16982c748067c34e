/** `mplc init`. */
import { join, relative } from "node:path";
import { analyseSources } from "../../compile.js";
import { CONFIG_NAME } from "../config.js";
import { kindOf, readTextIfThere, writeWhole } from "../files.js";
import { EXIT_OK, usage } from "../problem.js";
import { starterSettings, starterSpec, starterTest } from "../starter.js";
import { type Context, projectOf } from "./context.js";

const RESERVED = new Set(["packet", "variant", "classify", "array", "true", "false", "when", "struct", "typedef"]);

function checkName(name: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw usage(
      `${JSON.stringify(name)} is no name for a packet`,
      "names begin with a lower-case letter, and go on with lower-case letters, digits and _",
    );
  }
  if (RESERVED.has(name)) throw usage(`\`${name}\` is a word of the language`, `call the packet ${name}_message, for example`);
}

/** What the generated module would have under another name than the scheme says, the test would not find. */
async function checkWords(name: string): Promise<void> {
  const { diagnostics } = await analyseSources([{ path: `${name}.mpl`, text: starterSpec(name) }], () => Promise.resolve(undefined));
  const [first] = diagnostics;
  if (first !== undefined) throw usage(`\`${name}\` is no good name: ${first.message}`, `call the packet ${name}_message, for example`);
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

export async function runInit(context: Context, name: string): Promise<number> {
  checkName(name);
  await checkWords(name);
  const { terminal, workingFolder } = context;
  const { root, config } = await projectOf(context);
  const source = config.source[0] ?? "specs";
  const spec = join(root, source, `${name}.mpl`);
  const files: NewFile[] = [
    { path: spec, text: starterSpec(name) },
    { path: join(root, "test", `${name}.test.ts`), text: starterTest(name, config.out, config.importExtension) },
  ];
  const settings = join(root, CONFIG_NAME);
  if (context.config === undefined && (await readTextIfThere(settings)) === undefined)
    files.push({ path: settings, text: starterSettings() });
  for (const { path } of files) {
    if ((await kindOf(path)) !== "missing")
      throw usage(`${relative(workingFolder, path)} is there already, and nothing is overwritten`, "choose another name");
  }
  for (const { path, text } of files) {
    await writeWhole(path, text);
    terminal.out(`wrote ${relative(workingFolder, path)}\n`);
  }
  const shown = relative(workingFolder, spec);
  terminal.out(`
Next:
  mplc check              is the spec right?
  mplc test               are its examples?
  mplc build              writes ${config.out}/${name}.ts
  mplc decode -p ${name} ${shown} --hex   decodes what you type
  npx vitest run          runs test/${name}.test.ts, once vitest is installed and the module is built
`);
  return EXIT_OK;
}
