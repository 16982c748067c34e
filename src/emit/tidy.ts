/** The last look at a function before it is printed: what nothing reads is left out. */
import type { Parameter } from "./decode/signatures.js";

const DECLARATION = /^(?:let|const) (?<name>[\w$]+)(?:: [^=]+)? = (?<value>.*)$/;
const WITHOUT_VALUE = /^let (?<name>[\w$]+): [\w$"[\]| ]+;$/;
/** On a line of its own, or as one of several that tests choose from. */
const ASSIGNMENT = /^(?:(?:else )?if \((?<test>.*)\) |else )?(?<name>[\w$]+) \+?= (?<value>.*)$/;
/** Calls that only read and compute, their arguments without calls. Any other call may have an effect. */
const PURE = [
  "bytes\\.get\\w+",
  "BigInt",
  "Number",
  "Math\\.\\w+",
  "get(?:Big)?(?:Bits|Int|Uint)\\w*",
  "(?:text|folded)Sum",
  "(?:text|bytes)Length",
  "toNumber",
  "subarray",
  "equalsText",
  "sameText",
  "matchesBytes",
  "\\w+Codec\\.read",
];
const PURE_CALL = new RegExp(`(?<![\\w$.])(?:${PURE.join("|")})\\([^()]*\\)`, "g");
const PARENTHESES = /(?<![\w$])\(([^()]*)\)/g;

/** Drops variables that are only written, and branches that became empty. */
export function tidy(lines: readonly string[]): string[] {
  let current = lines.filter((line) => line !== "").map(seen);
  for (let before = -1; before !== current.length;) {
    before = current.length;
    current = dropEmptyBranches(dropUnread(current));
  }
  return markUnreadElements(current.map(({ text }) => text));
}

interface Line {
  readonly text: string;
  /** The variable that it writes, if that is all that it does. */
  readonly writes: string | undefined;
  readonly reads: readonly string[];
}

function seen(text: string): Line {
  const { name, value = "", test = "" } = (DECLARATION.exec(text) ?? WITHOUT_VALUE.exec(text) ?? ASSIGNMENT.exec(text))?.groups ?? {};
  const sources = withoutStrings(name === undefined ? text : `${test} ${value}`);
  const reads = [...sources.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*/g)].map(([read]) => read);
  // Where more happens than writing, the variable stays as if it read itself.
  return { text, writes: name, reads: name !== undefined && hasEffect(sources) ? [...reads, name] : reads };
}

/** All that writes a variable goes or stays together. */
function dropUnread(lines: readonly Line[]): Line[] {
  const read = new Set(lines.flatMap(({ reads }) => reads));
  return lines.filter(({ writes }) => writes === undefined || read.has(writes));
}

/** Words of messages are no names; those in a template literal's substitutions may be. */
function withoutStrings(code: string): string {
  if (!code.includes('"') && !code.includes("`")) return code;
  return code.replaceAll(/`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/g, (text) => (text.startsWith("`") ? substitutions(text) : '""'));
}

function substitutions(template: string): string {
  const inside = [...template.matchAll(/\$\{((?:[^{}`"]|"(?:[^"\\]|\\.)*")*)\}/g)].map(([, code]) => withoutStrings(code ?? ""));
  // One with braces of its own is left as it is.
  return inside.length === template.split("${").length - 1 ? `\`\${${inside.join("}${")}}\`` : template;
}

function hasEffect(code: string): boolean {
  let rest = code;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replaceAll(PURE_CALL, "0").replaceAll(PARENTHESES, "$1");
  }
  return rest.includes("(");
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

function dropEmptyBranches(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    const opened = kept.at(-1)?.text;
    if (line.text === "}" && opened !== undefined && /^if \((?!.*\bcheck\b)[^{}]*\) \{$/.test(opened)) kept.pop();
    else if (line.text === "}" && opened === "{") kept.pop();
    else kept.push(line);
  }
  return kept;
}

/** Parameters that the body does not read start with an underscore: they belong to a common signature. */
export function markUnused(parameters: readonly Parameter[], lines: readonly string[]): Parameter[] {
  const body = withoutStrings(lines.join("\n"));
  return parameters.map((parameter) => {
    // A property's name before its colon is no use.
    const used = new RegExp(`(?<![.\\w$])${parameter.name.replaceAll("$", "\\$")}(?![\\w$]|: )`).test(body);
    return used || parameter.name.startsWith("_") ? parameter : { ...parameter, name: `_${parameter.name}` };
  });
}
