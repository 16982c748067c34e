/** The last look at a function before it is printed: what nothing reads is left out. */
import type { Parameter } from "./decode/signatures.js";

const DECLARATION = /^(?:let|const) ([\w$]+)(?:: [^=]+)? = /;
const ASSIGNMENT = /^([\w$]+) \+?= /;
/** Calls have effects; anything else that a declaration computes has none. */
const CALL = /\(/;

/** Drops variables that are only written, and branches that became empty. */
export function tidy(lines: readonly string[]): string[] {
  let current = lines.filter((line) => line !== "");
  for (let before = -1; before !== current.length;) {
    before = current.length;
    current = dropEmptyBranches(dropUnread(current));
  }
  return markUnreadElements(current);
}

function dropUnread(lines: readonly string[]): string[] {
  const read = namesRead(lines);
  const isDropped = (line: string, name: string): boolean => !read.has(name) && !hasEffect(assignedValue(line));
  /** Whoever is still written must still be declared. */
  const written = new Set<string>();
  for (const line of lines) {
    const name = ASSIGNMENT.exec(line)?.[1];
    if (name !== undefined && !isDropped(line, name)) written.add(name);
  }
  return lines.filter((line) => {
    const declared = DECLARATION.exec(line)?.[1] ?? /^let ([\w$]+): [\w$"[\]| ]+;$/.exec(line)?.[1];
    const name = declared ?? ASSIGNMENT.exec(line)?.[1];
    return name === undefined || !isDropped(line, name) || (declared !== undefined && written.has(declared));
  });
}

function namesRead(lines: readonly string[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const line of lines) {
    const isOwn = DECLARATION.test(line) || ASSIGNMENT.test(line);
    const text = withoutStrings(isOwn ? assignedValue(line) : line);
    for (const [name] of text.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*/g)) read.add(name);
  }
  return read;
}

function assignedValue(line: string): string {
  return line.slice(line.indexOf("=") + 1);
}

/** Words of messages are no names; those in template literals may be. */
function withoutStrings(code: string): string {
  return code.includes('"')
    ? code.replaceAll(/`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/g, (text) => (text.startsWith("`") ? text : '""'))
    : code;
}

/** Reads of the input have none. */
function hasEffect(code: string): boolean {
  let pure = code.replaceAll(/(?:bytes\.get\w+|BigInt|Number|Math\.\w+)\([\w$. +-]*(, \w+)?\)/g, "0");
  for (let before = ""; before !== pure;) {
    before = pure;
    pure = pure.replaceAll(/(?<![\w$])\(([^()]*)\)/g, "$1");
  }
  return CALL.test(pure);
}

/** A loop that only counts. */
function markUnreadElements(lines: readonly string[]): string[] {
  const text = lines.join("\n");
  return lines.map((line) => {
    const element = /^for \(const ([\w$]+) of /.exec(line)?.[1];
    if (element === undefined || text.split(new RegExp(`(?<![.\\w$])${element.replaceAll("$", "\\$")}(?![\\w$])`)).length > 2) return line;
    return line.replace(element, `_${element}`);
  });
}

function dropEmptyBranches(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    const opened = kept.at(-1);
    if (line === "}" && opened !== undefined && /^if \((?!.*\bcheck\b)[^{}]*\) \{$/.test(opened)) kept.pop();
    else if (line === "}" && opened === "{") kept.pop();
    else kept.push(line);
  }
  return kept;
}

/** Parameters that the body does not read start with an underscore: they belong to a common signature. */
export function markUnused(parameters: readonly Parameter[], lines: readonly string[]): Parameter[] {
  const body = lines.join("\n");
  return parameters.map((parameter) => {
    const used = new RegExp(`(?<![.\\w$])${parameter.name.replaceAll("$", "\\$")}(?![\\w$])`).test(body);
    return used || parameter.name.startsWith("_") ? parameter : { ...parameter, name: `_${parameter.name}` };
  });
}
