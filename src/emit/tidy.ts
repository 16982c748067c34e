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
  const reads = new Map<string, number>();
  for (const line of lines) {
    const own = DECLARATION.exec(line)?.[1] ?? ASSIGNMENT.exec(line)?.[1];
    const text = withoutStrings(own === undefined ? line : line.slice(line.indexOf("=") + 1));
    for (const [name] of text.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*/g)) reads.set(name, (reads.get(name) ?? 0) + 1);
  }
  return lines.filter((line) => {
    const declared = DECLARATION.exec(line)?.[1] ?? /^let ([\w$]+): [\w$"[\]| ]+;$/.exec(line)?.[1];
    const name = declared ?? ASSIGNMENT.exec(line)?.[1];
    if (name === undefined || (reads.get(name) ?? 0) > 0) return true;
    return hasEffect(line.slice(line.indexOf("=") + 1));
  });
}

/** Words of messages are no names; those in template literals may be. */
function withoutStrings(code: string): string {
  return code.includes('"')
    ? code.replaceAll(/`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/g, (text) => (text.startsWith("`") ? text : '""'))
    : code;
}

/** Reads of the input have none. */
function hasEffect(code: string): boolean {
  let pure = code.replaceAll(/(?:bytes\.get\w+|BigInt|Number|Math\.\w+)\([\w$ +-]*(, \w+)?\)/g, "0");
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
