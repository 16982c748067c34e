/**
 * ts-morph makes the text of a module's structures, in one batch. Bodies, which are most of it, are left out: a
 * placeholder stands for each, so that they are neither written nor parsed by it.
 */
import { type ClassDeclarationStructure, IndentationText, Project, QuoteKind, type StatementStructures, StructureKind } from "ts-morph";

/** What a module is made of. A text is a single statement. */
export type Structure = StatementStructures | string;

let project: Project | undefined;

/** The text of each structure, comments in front included. What is a text already needs nobody's writing. */
export function textsOf(structures: readonly Structure[]): readonly string[] {
  const bodies: (readonly string[])[] = [];
  const statements = structures.flatMap((structure) => (typeof structure === "string" ? [] : [withoutBodies(structure, bodies)]));
  const made = statementTexts(statements)
    .map((own) => withBodies(own, bodies))
    .values();
  return structures.map((structure) => (typeof structure === "string" ? structure : (made.next().value ?? "")));
}

function statementTexts(statements: StatementStructures[]): readonly string[] {
  project ??= newProject();
  const source = project.createSourceFile("module.ts", { statements }, { overwrite: true });
  const text = source.getFullText();
  const texts = source.compilerNode.statements.map(({ pos, end }) => text.slice(pos, end));
  source.forget();
  if (texts.length !== statements.length) throw new Error("a structure became more or less than one statement");
  return texts;
}

const PLACEHOLDER = /^ *__body(\d+)\(\);$/gm;

function withBodies(text: string, bodies: readonly (readonly string[])[]): string {
  return text.replaceAll(PLACEHOLDER, (_, index: string) => bodyText(bodies[Number(index)] ?? []));
}

/** An empty line stands behind a block. */
function bodyText(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) text += `${line}${line.endsWith("}") ? "\n\n" : "\n"}`;
  return text;
}

function newProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Double },
  });
}

function withoutBodies(structure: StatementStructures, bodies: (readonly string[])[]): StatementStructures {
  switch (structure.kind) {
    case StructureKind.Function:
      return withoutBody(structure, bodies);
    case StructureKind.Class:
      return withoutMethods(structure, bodies);
    default:
      return structure;
  }
}

function withoutMethods(structure: ClassDeclarationStructure, bodies: (readonly string[])[]): ClassDeclarationStructure {
  const { getAccessors = [], methods = [] } = structure;
  return {
    ...structure,
    getAccessors: getAccessors.map((accessor) => withoutBody(accessor, bodies)),
    methods: methods.map((method) => withoutBody(method, bodies)),
  };
}

function withoutBody<T extends { statements?: unknown }>(structure: T, bodies: (readonly string[])[]): T {
  const { statements } = structure;
  if (!Array.isArray(statements) || !statements.every((line) => typeof line === "string") || statements.length === 0) return structure;
  bodies.push(statements);
  return { ...structure, statements: [`__body${(bodies.length - 1).toString()}();`] };
}
