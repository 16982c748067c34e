/** Programs that read zone files: which records each of them takes, and the bytes that it makes of them. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommand, type Peer } from "../../../interop/peers.js";

/** A record's data in hexadecimal; undefined where it is refused. In the order of the texts. */
export type Readings = readonly (string | undefined)[];

export interface ZoneFileReader {
  readonly name: string;
  readonly peers: readonly Peer[];
  /** Records of one line each, `TYPE data`, each read as that of a name of its own in the zone {@link ORIGIN}. */
  read(records: readonly string[]): Promise<Readings>;
}

/** Of a record that is taken, by a program that does not tell, or not well, what it made of it. */
export const TAKEN = "taken";

export const ORIGIN = "example.com";

/** Lines before the first record. */
const HEAD = ["@ 5 IN SOA a. b. 1 2 3 4 5", "@ 5 IN NS a."];

/** The owner of a record, by its place, and the way back. */
export function ownerOf(index: number): string {
  return `r${index}`;
}

/** -1 for the owners of other records. */
export function indexOf(owner: string): number {
  const [, digits = "-1"] = /^r(\d+)\.example\.com\.?$/iu.exec(owner) ?? [];
  return Number(digits);
}

/** The zone's text, with an empty line for each record that is left out. */
export function zoneText(records: readonly (string | undefined)[]): string {
  const lines = records.map((record, index) => (record === undefined ? "" : `${ownerOf(index)} 5 IN ${record}`));
  return `${[...HEAD, ...lines].join("\n")}\n`;
}

/** A record's place, by its line's number. */
export function indexOfLine(line: number): number {
  return line - 1 - HEAD.length;
}

/** What a program wrote. */
export interface Output {
  readonly stdout: string;
  /** Both. */
  readonly all: string;
}

/** Whether the program failed does not matter here. @param input what it reads */
export async function outputOf(peer: Peer, args: readonly string[], folder: string, input = ""): Promise<Output> {
  const command = findCommand(peer.command) ?? peer.command;
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd: folder, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      resolve({ stdout, all: stdout + stderr });
    });
    // It may have ended without reading.
    child.stdin?.on("error", () => undefined).end(input);
  });
}

/** How a program is asked: for the lines that it refuses, and for what it makes of a zone that it takes. */
export interface Asking {
  /** The lines, counted from 1. */
  refused(folder: string, file: string): Promise<readonly number[]>;
  /** Data by place. */
  data(folder: string, file: string): Promise<ReadonlyMap<number, string>>;
}

const MOST_ROUNDS = 60;

/** Takes refused lines out until none is. */
export async function readAll(records: readonly string[], asking: Asking): Promise<Readings> {
  const folder = await mkdtemp(join(tmpdir(), "zone-file-"));
  const taken: (string | undefined)[] = [...records];
  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await writeFile(join(folder, "zone"), zoneText(taken));
      const refused = (await asking.refused(folder, "zone")).map(indexOfLine).filter((index) => taken[index] !== undefined);
      if (refused.length === 0) {
        const data = await asking.data(folder, "zone");
        return records.map((_, index) => (taken[index] === undefined ? undefined : (data.get(index) ?? TAKEN)));
      }
      for (const index of refused) taken[index] = undefined;
    }
    throw new Error("it refuses some line after the other");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each record by itself, some at a time: behind one mistake, programs don't agree on where the next record begins. */
export async function readEach(
  records: readonly string[],
  read: (folder: string, file: string, record: string) => Promise<string | undefined>,
): Promise<Readings> {
  const folder = await mkdtemp(join(tmpdir(), "zone-file-"));
  const readings: (string | undefined)[] = records.map(() => undefined);
  const left = records.entries();
  const worker = async (name: string): Promise<void> => {
    for (const [index, record] of left) {
      await writeFile(join(folder, name), zoneText([record]));
      readings[index] = await read(folder, name, record);
    }
  };
  try {
    await Promise.all(["zone1", "zone2", "zone3"].map(worker));
    return readings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The numbers that a pattern's first group finds. */
export function numbersIn(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(([, digits]) => Number(digits));
}
