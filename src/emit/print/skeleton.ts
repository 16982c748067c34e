/**
 * ts-morph makes the text of a module's structures, in one batch. Bodies, which are most of it, are left out: a
 * placeholder stands for each, so that they are neither written nor parsed by it.
 */
import { type ClassDeclarationStructure, IndentationText, Project, QuoteKind, type StatementStructures, StructureKind } from "ts-morph";
import { placeholder } from "./placeholder.js";

/** What a module is made of. A text is a single statement. */
export type Structure = StatementStructures | string;

export interface Skeleton {
  /** The text of each structure, comments in front included. */
  readonly texts: readonly string[];
  /** The lines that placeholders stand for. */
  readonly bodies: readonly (readonly string[])[];
}

export class Skeletons {
  #project: Project | undefined;

  of(structures: readonly Structure[]): Skeleton {
    const bodies: (readonly string[])[] = [];
    const statements = structures.map((structure) => withoutBodies(structure, bodies));
    return { texts: this.#write(statements), bodies };
  }

  #write(statements: readonly Structure[]): string[] {
    this.#project ??= newProject();
    const source = this.#project.createSourceFile("module.ts", { statements: [...statements] }, { overwrite: true });
    const text = source.getFullText();
    const texts = source.compilerNode.statements.map(({ pos, end }) => text.slice(pos, end));
    source.forget();
    if (texts.length !== statements.length) throw new Error("a text among the structures is not one statement");
    return texts;
  }
}

function newProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Double },
  });
}

function withoutBodies(structure: Structure, bodies: (readonly string[])[]): Structure {
  if (typeof structure === "string") return structure;
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
  return { ...structure, statements: [placeholder(bodies.length - 1)] };
}
