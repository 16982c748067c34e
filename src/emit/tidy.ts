/** The last look at a function before it is printed: what nothing reads is left out. */
import type { Parameter } from "./decode/signatures.js";

const DECLARATION = /^(?:let|const) (?<name>[\w$]+)(?:: [^=]+)? = (?<value>.*)$/;
const WITHOUT_VALUE = /^let (?<name>[\w$]+): [\w$"[\]| ]+;$/;
/** On a line of its own, or as one of several that tests choose from. */
const ASSIGNMENT = /^(?:(?:else )?if \((?<test>.*)\) |else )?(?<name>[\w$]+) \+?= (?<value>.*)$/;
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

interface Written {
  readonly name: string;
  /** What is looked at to write it. */
  readonly sources: string;
}

function written(line: string): Written | undefined {
  const { name, value = "", test = "" } = (DECLARATION.exec(line) ?? WITHOUT_VALUE.exec(line) ?? ASSIGNMENT.exec(line))?.groups ?? {};
  return name === undefined ? undefined : { name, sources: `${test} ${value}` };
}

/** All that writes a variable goes or stays together. */
function dropUnread(lines: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const line of lines) {
    const own = written(line);
    if (own !== undefined && hasEffect(own.sources)) kept.add(own.name);
    for (const [name] of withoutStrings(own?.sources ?? line).matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*/g)) kept.add(name);
  }
  return lines.filter((line) => {
    const own = written(line);
    return own === undefined || kept.has(own.name);
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
