/** `mplc explain`. */
import { allCodes, codes, type DiagnosticCode, isDiagnosticCode } from "../../diagnostics/codes.js";
import { suggest } from "../../diagnostics/suggest.js";
import { EXIT_OK, usage } from "../problem.js";
import { coloursOf } from "../terminal.js";
import type { Context } from "./context.js";

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}

export function explanation(code: DiagnosticCode, enabled: boolean): string {
  const colours = coloursOf(enabled);
  const { severity, title, explanation: text, wrong, right } = codes[code];
  const paragraphs = [`${colours.bold(code)} (${severity}): ${title}`, text];
  if (wrong !== "") paragraphs.push(`Wrong:\n\n${indented(wrong)}`, `Right:\n\n${indented(right)}`);
  return `${paragraphs.join("\n\n")}\n`;
}

/** `mpl301`, `301` and `MPL0301` are one. */
export function normaliseCode(text: string): string {
  const digits = /^(?:mpl)?0*(\d{1,4})$/i.exec(text)?.[1];
  return digits === undefined ? text.toUpperCase() : `MPL${digits.padStart(4, "0")}`;
}

export function runExplain({ terminal }: Context, given: string | undefined): Promise<number> {
  if (given === undefined) {
    for (const code of allCodes) terminal.out(`${code}  ${codes[code].severity.padEnd(7)}  ${codes[code].title}\n`);
    return Promise.resolve(EXIT_OK);
  }
  const code = normaliseCode(given);
  if (!isDiagnosticCode(code)) {
    const meant = suggest(code, allCodes);
    throw usage(
      `there is no code ${given}`,
      meant === undefined ? "`mplc explain` lists all" : `did you mean ${meant}? \`mplc explain\` lists all`,
    );
  }
  terminal.out(explanation(code, terminal.outColours));
  return Promise.resolve(EXIT_OK);
}
