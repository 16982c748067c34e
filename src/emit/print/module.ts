/** Structures to a module's text, exactly as prettier writes it; what our printer leaves, prettier prints itself. */
import { StructureKind } from "ts-morph";
import { type Leftover, formatLeftovers } from "./leftovers.js";
import { leaveRest } from "./comments.js";
import type { PrintCache } from "./cache.js";
import { type Structure, textsOf } from "./skeleton.js";
import { LeftToPrettier, parse } from "./tree.js";
import { type Line, Writer } from "./writer.js";

export async function printModule(file: string, header: string, structures: readonly Structure[], cache?: PrintCache): Promise<string> {
  const texts = cache === undefined ? await printStructures(structures) : await printNew(file, structures, cache);
  return `${header}${assemble(structures, texts)}\n`;
}

/** Only what the file's last version did not have. */
async function printNew(file: string, structures: readonly Structure[], cache: PrintCache): Promise<readonly string[]> {
  const keys = structures.map((structure) => JSON.stringify(structure));
  const known = cache.printed(file);
  const printed = await printStructures(structures.filter((_, index) => !known.has(keys[index] ?? "")));
  const fresh = printed.values();
  const all = keys.map((key) => [key, known.get(key) ?? fresh.next().value ?? ""] as const);
  cache.keep(file, new Map(all));
  return all.map(([, text]) => text);
}

async function printStructures(structures: readonly Structure[]): Promise<readonly string[]> {
  const { printed } = await printTexts(textsOf(structures));
  return printed;
}

export interface Printed {
  readonly printed: readonly string[];
  /** What was left to prettier. */
  readonly leftovers: readonly Leftover[];
}

/** One statement each. */
export async function printTexts(texts: readonly string[]): Promise<Printed> {
  const lines = texts.map(printStatement);
  const leftovers = lines.flat().filter((line) => typeof line !== "string");
  const formatted = await formatLeftovers(leftovers);
  const printed = lines.map((own) => own.map((line) => (typeof line === "string" ? line : (formatted.get(line) ?? ""))).join("\n"));
  return { printed, leftovers };
}

function printStatement(text: string): readonly Line[] {
  const source = parse(text);
  const writer = new Writer(source);
  try {
    writer.statements(source.statements, 0);
    leaveRest(text, source.statements.end, text.length);
    return writer.lines;
  } catch (error) {
    if (!(error instanceof LeftToPrettier)) throw error;
    return [{ text, columns: 0, place: "statement", why: error.message }];
  }
}

/** Functions, classes and interfaces stand apart. */
function assemble(structures: readonly Structure[], texts: readonly string[]): string {
  let all = texts[0] ?? "";
  for (let index = 1; index < texts.length; index++) {
    const apart = isApart(structures[index]) || isApart(structures[index - 1]);
    all += `${apart ? "\n\n" : "\n"}${texts[index] ?? ""}`;
  }
  return all;
}

function isApart(structure: Structure | undefined): boolean {
  if (structure === undefined || typeof structure === "string") return false;
  return structure.kind === StructureKind.Function || structure.kind === StructureKind.Class || structure.kind === StructureKind.Interface;
}
