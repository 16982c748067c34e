/** Structures to a module's text, exactly as prettier writes it; what our printer leaves, prettier prints itself. */
import { StructureKind } from "ts-morph";
import { format } from "../format.js";
import type { EmitCache } from "./cache.js";
import { parse } from "./parse/parse.js";
import { restorePlaceholders } from "./placeholder.js";
import type { Skeleton, Structure } from "./skeleton.js";
import { BeyondSubset, type Statement } from "./syntax.js";
import { type Bodies, writeStatement } from "./write.js";

export interface PrintedModule {
  readonly text: string;
  /** How many statements were left to prettier. */
  readonly leftOver: number;
}

export async function printModule(
  file: string,
  header: string,
  structures: readonly Structure[],
  cache: EmitCache,
): Promise<PrintedModule> {
  const keys = structures.map((structure) => JSON.stringify(structure));
  const known = cache.printed(file);
  const isNew = keys.map((key) => !known.has(key));
  const skeleton = cache.skeletons.of(structures.filter((_, index) => isNew[index]));
  const fresh = await printSkeleton(skeleton, cache);
  const rest = fresh.texts.values();
  const texts = keys.map((key) => known.get(key) ?? rest.next().value ?? "");
  cache.keep(file, new Map(keys.map((key, index) => [key, texts[index] ?? ""])));
  return { text: `${header}${assemble(structures, texts)}\n`, leftOver: fresh.leftOver };
}

async function printSkeleton({ texts, bodies }: Skeleton, cache: EmitCache): Promise<{ texts: string[]; leftOver: number }> {
  const context: Bodies = { bodies, memo: cache.lines };
  const printed = texts.map((text) => printStatement(text, context));
  const leftOver = printed.filter((text) => text === undefined).length;
  const all = printed.map(async (text, index) => text ?? (await format(restorePlaceholders(texts[index] ?? "", bodies))).trimEnd());
  return { texts: await Promise.all(all), leftOver };
}

/** Undefined where it is beyond our printer. */
function printStatement(text: string, bodies: Bodies): string | undefined {
  try {
    const [statement, more] = parse(text);
    return statement === undefined || more !== undefined ? undefined : writeStatement(alone(statement), bodies);
  } catch (error) {
    if (error instanceof BeyondSubset) return undefined;
    throw error;
  }
}

function alone(statement: Statement): Statement {
  return statement.blankBefore ? { ...statement, blankBefore: false } : statement;
}

/** An empty line between statements; imports, and plain texts, stand together. */
function assemble(structures: readonly Structure[], texts: readonly string[]): string {
  let all = texts[0] ?? "";
  for (let index = 1; index < texts.length; index++) {
    const kind = groupOf(structures[index]);
    const together = kind !== undefined && kind === groupOf(structures[index - 1]);
    all += `${together ? "\n" : "\n\n"}${texts[index] ?? ""}`;
  }
  return all;
}

function groupOf(structure: Structure | undefined): "import" | "text" | undefined {
  if (typeof structure === "string") return "text";
  return structure?.kind === StructureKind.ImportDeclaration ? "import" : undefined;
}
