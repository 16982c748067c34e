/**
 * Looks for witnesses of the checks in specs/ anew, and writes them as test vectors: `npx tsx scripts/witnesses.ts`.
 * It takes minutes. The same specs and the same compiler give the same files.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { openProject, projectSpecs, SpecReader } from "../src/cli/project.js";
import { searchWitnesses } from "../src/cli/run/witnesses.js";
import { analyseSources } from "../src/compile.js";
import { witnessFile, witnessPath, witnessText } from "../src/proofs/index.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "test/vectors/witnesses");

const { root, config } = await openProject(ROOT);
const { paths } = await projectSpecs({ root, config }, ROOT, []);
const reader = new SpecReader(root);
const sources = await Promise.all(paths.map((path) => reader.read(path)));
const { layout } = await analyseSources(sources, reader.resolver);
const { packets, problems } = await searchWitnesses({
  prepare: { root, config, specs: paths, byteOrder: "big" },
  layout,
  seconds: undefined,
  onPacket: (done, total) => process.stderr.write(`\r${done.toString()} of ${total.toString()} packets`),
});
const checks = packets.flatMap((found) => found.checks);
const counts = { proved: 0, witness: 0, unproved: 0 };
for (const { status } of checks) counts[status]++;

rmSync(FOLDER, { recursive: true });
for (const { path } of sources) {
  const file = witnessFile(layout, checks, path);
  if (file.witnesses.length === 0) continue;
  const target = join(FOLDER, witnessPath(path));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, witnessText(file));
}
console.log(`\n${relative(ROOT, FOLDER)}: ${JSON.stringify(counts)}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
