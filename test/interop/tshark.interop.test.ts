/**
 * Records real programs, has tshark and the generated packets read what was recorded, and compares every field.
 * With MPLC_CAPTURES=FOLDER the captures there are compared instead of fresh ones; MPLC_REPORT=FILE gets the report,
 * with the list of our fields that tshark has nothing for.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCaptureFile } from "../support/capture/capture.js";
import { Comparison } from "./compare.js";
import { EXPLANATIONS } from "./fields/explanations.js";
import { TABLES } from "./fields/index.js";
import { newDissector } from "./ours/dissect.js";
import { requirePeers } from "./peers.js";
import { ALL_PEERS, captureFiles, recordAll } from "./record/record.js";
import { Tally } from "./tally.js";
import { tsharkFrames } from "./tshark.js";

const KEPT = process.env["MPLC_CAPTURES"];
const REPORT = process.env["MPLC_REPORT"];
const TSHARK = { command: "tshark", package: "tshark" };
const peers = requirePeers(KEPT === undefined ? ALL_PEERS : [TSHARK]);

async function compareFile(file: string, comparison: Comparison): Promise<void> {
  const dissect = newDissector();
  const frames = await readCaptureFile(file);
  for await (const theirs of tsharkFrames(file)) {
    const bytes = frames[theirs.number - 1]?.bytes;
    if (bytes === undefined) throw new Error(`${file} has no frame ${theirs.number.toString()}`);
    comparison.tally.frames++;
    comparison.add(basename(file), bytes, dissect(bytes), theirs);
  }
}

async function compareAll(files: readonly string[]): Promise<Tally> {
  const comparison = new Comparison(TABLES, new Tally(EXPLANATIONS));
  for (const file of files) await compareFile(file, comparison);
  return comparison.tally;
}

describe.skipIf(!peers.available)(`tshark reads recorded packets as we do${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let tally = new Tally({});

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-captures-"));
    tally = await compareAll(KEPT === undefined ? await recordAll(folder) : await captureFiles(KEPT));
    process.stdout.write(`\n${tally.report()}\n`);
    if (REPORT !== undefined) await writeFile(REPORT, tally.report() + tally.unseenReport());
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("at least 2,000 packets of at least 12 protocols", () => {
    expect(tally.frames).toBeGreaterThanOrEqual(2_000);
    expect(tally.protocols.size).toBeGreaterThanOrEqual(12);
  });

  test("no unexplained difference", () => {
    expect(tally.unexplained).toEqual([]);
  });

  test("no field without a line in the tables", () => {
    expect([...tally.unknowns].map(([place, names]) => `${place}: ${[...names.keys()].join(" ")}`)).toEqual([]);
  });

  test("every field that tshark can name is compared in every protocol", () => {
    const idle = [...tally.protocols].filter(([, { compared }]) => compared === 0).map(([name]) => name);
    expect(idle).toEqual([]);
  });
});
