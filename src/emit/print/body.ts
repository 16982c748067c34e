/**
 * Bodies line by line, as the emitter wrote them: a statement, or the head or end of a block. Two lines of three stand
 * somewhere else in the module too, and are parsed and laid out once. What is no such line makes the body be printed whole.
 */
import type { ts } from "ts-morph";
import { parse } from "./tree.js";
import { fits, pad } from "./width.js";
import { type Line, Writer } from "./writer.js";
import type { Bodies } from "./skeleton.js";

/** What is put around a line so that it parses, and how many lines of what is printed that is. */
interface Frame {
  readonly before: string;
  readonly behind: string;
  readonly linesBefore: number;
  readonly linesBehind: number;
  /** How much further in the line is than its frame. */
  readonly columns: number;
}

function frame(before: string, behind: string, linesBefore: number, linesBehind: number, columns = 0): Frame {
  return { before, behind, linesBefore, linesBehind, columns };
}

const STATEMENT = frame("", "", 0, 0);
const ELSE = frame("if (_) _();", "", 1, 0);
const ELSE_IF = frame("if (_) {\n_();", "_();\n}", 2, 2);
const DO_WHILE = frame("do {\n_();", "", 2, 0);
const SWITCH = frame("", "case 0:\n_();\n}", 0, 3);
const CASE = frame("switch (_) {", "_();\n}\n}", 1, 3, 2);
const LABEL = frame("switch (_) {", "_();\n}", 1, 2, 2);
const BLOCK = frame("", "_();\n}", 0, 2);

/** The same whatever is in them. */
const FIXED = new Set(["{", "}", "} else {", "do {", "try {", "} catch {"]);

/** The first that fits says how a line is printed. */
const FORMS: readonly (readonly [RegExp, Frame])[] = [
  [/^\} else if \(.*\) \{$/, ELSE_IF],
  [/^\} while \(.*\);$/, DO_WHILE],
  [/^else .*;$/, ELSE],
  [/^switch \(.*\) \{$/, SWITCH],
  [/^(?:case .*|default): \{$/, CASE],
  [/^(?:case .*|default):$/, LABEL],
  [/^(?:\w+: )?(?:if|for|while) \(.*\) \{$/, BLOCK],
  [/^(?!case |default:|[{}]|if \(.*\) \{).*;$/, STATEMENT],
];

/** The indentation of a body's lines that is the smallest. */
const LEAST = 2;

/** Of the bodies of one module. */
export class BodyPrinter {
  readonly #writer: Writer;
  readonly #framed: ReadonlyMap<string, Framed>;
  readonly #printed = new Map<string, readonly string[] | undefined>();

  constructor(bodies: Bodies) {
    const { source, framed } = parseLines(new Set(bodies.flat().flatMap(parts)));
    this.#writer = new Writer(source);
    this.#framed = framed;
  }

  /** Undefined where a line is none of those that are known here. */
  print(lines: readonly string[], outermost: number): readonly string[] | undefined {
    const all: string[] = [];
    let columns = outermost;
    for (const [index, line] of lines.entries()) {
      if (line.startsWith("}")) columns -= 2;
      else if (lines[index - 1]?.endsWith("}") === true) all.push("");
      for (const [depth, part] of parts(line).entries()) {
        const printed = this.#line(part, columns + 2 * depth);
        if (printed === undefined || isLabelOfMore(line, lines[index + 1])) return undefined;
        all.push(...printed);
      }
      if (line.endsWith("{")) columns += 2;
    }
    return columns === outermost ? all : undefined;
  }

  #line(line: string, columns: number): readonly string[] | undefined {
    if (FIXED.has(line)) return [pad(columns) + line];
    const [only, more] = this.#at(line, LEAST) ?? [];
    if (only !== undefined && more === undefined) {
      const printed = pad(columns - LEAST) + only;
      if (fits(printed)) return [printed];
    }
    return this.#at(line, columns);
  }

  /** Each way to print a line is found once. */
  #at(line: string, columns: number): readonly string[] | undefined {
    const key = `${columns} ${line}`;
    if (!this.#printed.has(key)) this.#printed.set(key, this.#laidOut(line, columns));
    return this.#printed.get(key);
  }

  #laidOut(line: string, columns: number): readonly string[] | undefined {
    const framed = this.#framed.get(line);
    if (framed === undefined) return undefined;
    const { node, form } = framed;
    const lines = this.#writer.taken(() => {
      this.#writer.statements([node], columns - form.columns);
    });
    return lines.every(isText) ? lines.slice(form.linesBefore, lines.length - form.linesBehind) : undefined;
  }
}

interface Framed {
  readonly node: ts.Statement;
  readonly form: Frame;
}

/** All in one text: a source for each line would cost more than all that is saved. */
function parseLines(lines: ReadonlySet<string>): { source: ts.SourceFile; framed: ReadonlyMap<string, Framed> } {
  const known = [...lines].flatMap((line) => {
    const form = line.includes("\n") ? undefined : FORMS.find(([pattern]) => pattern.test(line))?.[1];
    return form === undefined ? [] : [{ line, form, text: `${form.before}\n${line}\n${form.behind}\n` }];
  });
  const source = parse(known.map(({ text }) => text).join(""));
  const statements = source.statements.values();
  const framed = new Map<string, Framed>();
  let start = 0;
  let node = statements.next().value;
  for (const { line, form, text } of known) {
    const end = start + text.length;
    const own: ts.Statement[] = [];
    for (; node !== undefined && node.end <= end; node = statements.next().value) own.push(node);
    const [only, more] = own;
    if (only !== undefined && more === undefined) framed.set(line, { node: only, form });
    start = end;
  }
  return { source, framed };
}

/** `default: return -1;` takes two lines. */
function parts(line: string): readonly string[] {
  const [, label, statement] = /^(default:) (.*;)$/.exec(line) ?? [];
  return label === undefined || statement === undefined ? [line] : [label, statement];
}

/** Statements behind a label in lines of their own. */
function isLabelOfMore(line: string, next = ""): boolean {
  return line.endsWith(":") && !/^(?:case |default:)/.test(next);
}

function isText(line: Line): line is string {
  return typeof line === "string";
}
