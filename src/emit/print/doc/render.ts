/** Documents to text, with the algorithm of prettier's printer: a group breaks where it would not fit in the line's rest. */
import type { Block } from "../syntax.js";
import { PRINT_WIDTH } from "../shapes.js";
import { type Doc, type Fill, type Group, isList } from "./doc.js";

export type WriteBody = (block: Block, columns: number) => string;

interface Command {
  readonly columns: number;
  readonly broken: boolean;
  readonly doc: Doc;
}

/** The document's text, its first line without the indentation in front of it. */
export function render(doc: Doc, columns: number, writeBody: WriteBody): string {
  return new Renderer(columns, writeBody).render(doc);
}

class Renderer {
  readonly #pieces: string[] = [];
  #position: number;
  /** A line was forced to break in a flat group: what follows is measured again. */
  #remeasure = false;
  readonly #commands: Command[] = [];
  readonly #brokenGroups = new Set<Group>();

  constructor(
    readonly columns: number,
    readonly writeBody: WriteBody,
  ) {
    this.#position = columns;
  }

  render(doc: Doc): string {
    this.#commands.push({ columns: this.columns, broken: true, doc });
    for (let command = this.#commands.pop(); command !== undefined; command = this.#commands.pop()) this.#step(command);
    return this.#pieces.join("");
  }

  #step(command: Command): void {
    const { columns, broken, doc } = command;
    if (typeof doc === "string") return this.#write(doc);
    if (isList(doc)) {
      for (let index = doc.length - 1; index >= 0; index--) this.#push(columns, broken, doc[index]);
      return;
    }
    switch (doc.kind) {
      case "indent":
        return this.#push(columns + 2, broken, doc.contents);
      case "group":
        return this.#group(command, doc);
      case "ifBreak":
        return this.#push(columns, broken, broken ? doc.broken : doc.flat);
      case "indentIfBreak":
        return this.#push(this.#brokenGroups.has(doc.group) ? columns + 2 : columns, broken, doc.contents);
      case "fill":
        return this.#fill(command, doc);
      case "line":
        return this.#line(command, doc);
      case "body":
        return this.#write(this.writeBody(doc.block, columns));
      case "breakParent":
        return;
    }
  }

  #push(columns: number, broken: boolean, doc: Doc | undefined): void {
    if (doc !== undefined && doc !== "") this.#commands.push({ columns, broken, doc });
  }

  #write(text: string): void {
    this.#pieces.push(text);
    const lastLine = text.lastIndexOf("\n");
    this.#position = lastLine < 0 ? this.#position + text.length : text.length - lastLine - 1;
  }

  #line({ columns, broken }: Command, { soft, hard }: { readonly soft: boolean; readonly hard: boolean }): void {
    if (!broken && !hard) return soft ? undefined : this.#write(" ");
    if (!broken) this.#remeasure = true;
    this.#trim();
    this.#pieces.push(`\n${" ".repeat(columns)}`);
    this.#position = columns;
  }

  #trim(): void {
    const last = this.#pieces.pop();
    if (last === undefined) return;
    const text = last.trimEnd();
    if (text === "" && !last.includes("\n")) return this.#trim();
    this.#pieces.push(text === "" ? last.slice(0, last.lastIndexOf("\n") + 1) : text);
  }

  #group({ columns, broken }: Command, doc: Group): void {
    const next = this.#layoutOf(columns, broken, doc);
    if (next.broken) this.#brokenGroups.add(doc);
    this.#commands.push(next);
  }

  #layoutOf(columns: number, broken: boolean, doc: Group): Command {
    if (!broken && !this.#remeasure) return { columns, broken: doc.broken, doc: doc.contents };
    this.#remeasure = false;
    const flat = { columns, broken: false, doc: doc.contents };
    if (!doc.broken && this.#fits(flat, true, false)) return flat;
    if (doc.states === undefined) return { columns, broken: true, doc: doc.contents };
    return this.#stateOf(columns, doc.states);
  }

  #stateOf(columns: number, states: readonly Doc[]): Command {
    for (const state of states.slice(1, -1)) {
      const command = { columns, broken: false, doc: state };
      if (this.#fits(command, true, false)) return command;
    }
    return { columns, broken: true, doc: states.at(-1) ?? "" };
  }

  #fill({ columns, broken }: Command, { parts }: Fill): void {
    const [content, space, second] = parts;
    if (content === undefined) return;
    const flat = { columns, broken: false, doc: content };
    const fits = this.#fits(flat, false, true);
    const item = fits ? flat : { columns, broken: true, doc: content };
    if (space === undefined || second === undefined) {
      if (space !== undefined) this.#push(columns, !fits, space);
      this.#commands.push(item);
      return;
    }
    const both = this.#fits({ columns, broken: false, doc: [content, space, second] }, false, true);
    this.#commands.push({ columns, broken, doc: { kind: "fill", parts: parts.slice(2) } });
    this.#push(columns, !both, space);
    this.#commands.push(item);
  }

  /** Whether a command, and what follows up to the first place that breaks, fits in the rest of the line. */
  #fits(next: Command, withRest: boolean, mustBeFlat: boolean): boolean {
    let width = PRINT_WIDTH - this.#position;
    let rest = withRest ? this.#commands.length : 0;
    const commands: { broken: boolean; doc: Doc }[] = [next];
    while (width >= 0) {
      const command = commands.pop() ?? this.#commands[--rest];
      if (command === undefined) return true;
      const { broken, doc } = command;
      if (typeof doc === "string") width -= doc.length;
      else if (isList(doc)) for (let index = doc.length - 1; index >= 0; index--) commands.push({ broken, doc: doc[index] ?? "" });
      else if (doc.kind === "line") {
        if (broken || doc.hard) return true;
        if (!doc.soft) width -= 1;
      } else if (doc.kind === "body") return width >= (doc.block.statements.length > 0 ? 1 : 2);
      else if (doc.kind === "group") {
        if (mustBeFlat && doc.broken) return false;
        const isBroken = doc.broken || broken;
        commands.push({ broken: isBroken, doc: (isBroken ? doc.states?.at(-1) : undefined) ?? doc.contents });
      } else if (doc.kind === "ifBreak") commands.push({ broken, doc: broken ? doc.broken : doc.flat });
      else if (doc.kind === "fill") commands.push({ broken, doc: doc.parts });
      else if (doc.kind !== "breakParent") commands.push({ broken, doc: doc.contents });
    }
    return false;
  }
}
