/**
 * Switches in checks, made smaller: cases that do the same are one, and what most of them read first is read once, before a switch
 * of their own. Only for code that fills no view, where arms differ in little but what they check.
 */
import { mergeTests } from "../merge.js";

interface Case {
  /** `case 1:`, the last with its brace. */
  readonly labels: readonly string[];
  readonly body: readonly string[];
}

const SWITCH = /^switch \([\w$]+\) \{$/;
const LABEL = /^(?:case .*|default): ?\{?$/;
/** In a part, where nobody asks how much is missing: elsewhere each case tells what it needs itself. */
const BOUND = /^if \((?<room>[\w$]+ - [\w$]+) < (?<bytes>\d+)\) return -1;$/;
const READ = /^const (?<name>[\w$]+) = (?<read>bytes\.get\w+\([\w$]+(?: \+ \d+)?\));$/;
/** Fewer are not worth another switch. */
const LEAST = 3;

/** The same statements, with their switches made smaller. */
export function shareArms(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => SWITCH.test(line));
  if (start < 0) return [...lines];
  const end = closing(lines, start);
  const cases = casesOf(lines.slice(start + 1, end));
  const behind = shareArms(lines.slice(end + 1));
  const head = lines.slice(0, start + 1);
  if (cases === undefined) return [...head, ...lines.slice(start + 1, end + 1), ...behind];
  return [...head, ...shareRead(lines[start] ?? "", mergeDefault(cases)), "}", ...behind];
}

/** Where the block ends that the line opens. */
function closing(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line.startsWith("}")) depth--;
    if (line.endsWith("{")) depth++;
    if (depth === 0) return index;
  }
  throw new Error("a block that does not end");
}

/** Undefined where some case is no block. */
function casesOf(lines: readonly string[]): Case[] | undefined {
  const cases: Case[] = [];
  for (let at = 0; at < lines.length;) {
    const first = at;
    while (LABEL.test(lines[at] ?? "") && !(lines[at] ?? "").endsWith("{")) at++;
    if (!LABEL.test(lines[at] ?? "")) return undefined;
    const end = closing(lines, at);
    cases.push({ labels: lines.slice(first, at + 1), body: lines.slice(at + 1, end) });
    at = end + 1;
  }
  return cases;
}

function isDefault({ labels }: Case): boolean {
  return labels.at(-1) === "default: {";
}

/** Values that are treated as any other need no case. */
function mergeDefault(cases: readonly Case[]): readonly Case[] {
  const other = cases.find(isDefault);
  if (other === undefined) return cases;
  const same = renamed(other.body);
  return cases.filter((one) => one === other || renamed(one.body) !== same);
}

/** The statements with numbers for the names that they declare. */
function renamed(body: readonly string[]): string {
  return body.reduce((text, line, index) => {
    const name = /^(?:const|let) ([\w$]+)/.exec(line)?.[1];
    return name === undefined ? text : replaceName(text, name, `#${index}`);
  }, body.join("\n"));
}

function replaceName(text: string, name: string, by: string): string {
  return text.replaceAll(new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g"), by);
}

interface Opening {
  readonly bytes: number;
  readonly room: string;
  readonly bound: string;
  readonly name: string;
  readonly read: string;
  readonly rest: readonly string[];
}

/** A case that starts with a test of how much there is, and one read. */
function openingOf({ body }: Case): Opening | undefined {
  const [bound = "", declaration = "", ...rest] = body;
  const { room, bytes } = BOUND.exec(bound)?.groups ?? {};
  const { name, read } = READ.exec(declaration)?.groups ?? {};
  if (room === undefined || bytes === undefined || name === undefined || read === undefined) return undefined;
  return { bytes: Number(bytes), room, bound, name, read, rest };
}

function shareRead(head: string, cases: readonly Case[]): string[] {
  const openings = new Map(cases.map((one) => [one, openingOf(one)]));
  const other = cases.find(isDefault);
  const common = other === undefined ? undefined : openings.get(other);
  if (common === undefined) return cases.flatMap(printCase);
  const alike = [...openings].flatMap(([{ labels }, opening]) => {
    const isAlike = opening?.read === common.read && opening.room === common.room && opening.bytes >= common.bytes;
    return isAlike ? [{ labels, opening }] : [];
  });
  if (alike.length < LEAST) return cases.flatMap(printCase);
  const apart = cases.filter(({ labels }) => !alike.some((one) => one.labels === labels));
  const name = alike[0]?.opening.name ?? common.name;
  const inner = alike.flatMap(({ labels, opening }) => printCase({ labels, body: behindRead(opening, name, common.bytes) }));
  return [...apart.flatMap(printCase), "default: {", common.bound, `const ${name} = ${common.read};`, head, ...inner, "}", "}"];
}

/** What a case does after the common read, under that one's name, where so many bytes are there. */
function behindRead(opening: Opening, name: string, bytes: number): string[] {
  const rest = opening.rest.map((line) => replaceName(line, opening.name, name));
  return mergedTests(opening.bytes > bytes ? [opening.bound, ...rest] : rest);
}

function mergedTests(body: readonly string[]): string[] {
  const lines: string[] = [];
  for (const line of body) mergeTests(lines, line);
  return lines;
}

function printCase({ labels, body }: Case): string[] {
  return [...labels, ...body, "}"];
}
