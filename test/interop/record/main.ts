/** `npx tsx test/interop/record/main.ts FOLDER [SCENARIO...]` records the scenarios named, or all of them. */
import { SCENARIOS } from "./scenarios/index.js";
import { recordAll } from "./record.js";
import { summarize } from "./summary.js";

async function main(): Promise<void> {
  const [folder, ...wanted] = process.argv.slice(2);
  if (folder === undefined) throw new Error("no folder: npx tsx test/interop/record/main.ts FOLDER [SCENARIO...]");
  const scenarios = SCENARIOS.filter((scenario) => wanted.length === 0 || wanted.includes(scenario.name));
  const files = await recordAll(folder, scenarios);
  process.stdout.write(await summarize(files));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
