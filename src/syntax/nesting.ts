/** Limits that are checked before parsing, for the parser's own stack grows with the nesting. */
import type { IToken } from "../../grammar/parser.js";
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";

/** In UTF-16 code units. Some hundred times the longest spec that we know of. */
export const MAX_SOURCE_LENGTH: number = 1024 * 1024;
export const MAX_NESTING = 100;

const closerOf: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["(", ")"],
  ["[", "]"],
  ["?", ":"],
]);
const closers: ReadonlySet<string> = new Set(closerOf.values());

/** The brackets open at some point. A brace or `;` ends what stands unclosed inside, as it does for the parser. */
export class OpenBrackets {
  private readonly open: IToken[] = [];

  public get depth(): number {
    return this.open.length;
  }

  public innermost(...openers: readonly string[]): IToken | undefined {
    return this.open.findLast((token) => openers.includes(token.image));
  }

  public pass(token: IToken): void {
    const { image } = token;
    if (closerOf.has(image)) this.open.push(token);
    else if (image === ";") this.dropWhile((opener) => opener !== "{");
    else if (closers.has(image)) this.close(image);
  }

  private close(closer: string): void {
    const matches = (opener: string): boolean => closerOf.get(opener) === closer;
    // A closer within braces never reaches outside them, and only a brace reaches over other brackets.
    const reach = closer === "}" ? this.open : this.open.slice(this.open.findLastIndex((token) => token.image === "{") + 1);
    if (closer === ":" ? !matches(this.open.at(-1)?.image ?? "") : !reach.some((token) => matches(token.image))) return;
    this.dropWhile((opener) => !matches(opener));
    this.open.pop();
  }

  private dropWhile(inner: (opener: string) => boolean): void {
    for (let top = this.open.at(-1); top !== undefined && inner(top.image); top = this.open.at(-1)) this.open.pop();
  }
}

/** The open brackets at one token after another; cheap when asked in the order of the text. */
export class BracketCursor {
  private brackets = new OpenBrackets();
  private passed = 0;

  public constructor(private readonly tokens: readonly IToken[]) {}

  /** Valid until the next call. */
  public before(index: number): OpenBrackets {
    if (index < this.passed) {
      this.brackets = new OpenBrackets();
      this.passed = 0;
    }
    for (; this.passed < index; this.passed++) {
      const token = this.tokens[this.passed];
      if (token !== undefined) this.brackets.pass(token);
    }
    return this.brackets;
  }
}

export function nestingError(source: Source, tokens: readonly IToken[]): Diagnostic | undefined {
  const brackets = new OpenBrackets();
  for (const token of tokens) {
    brackets.pass(token);
    if (brackets.depth <= MAX_NESTING) continue;
    const span = { source, start: token.startOffset, end: token.startOffset + token.image.length };
    return report("MPL0107", span, `nested more than ${MAX_NESTING} levels deep`);
  }
  return undefined;
}

export function sizeError(source: Source): Diagnostic | undefined {
  const length = source.text.length;
  if (length <= MAX_SOURCE_LENGTH) return undefined;
  const message = `the file has ${length} characters; ${MAX_SOURCE_LENGTH} is the limit`;
  return report("MPL0106", { source, start: 0, end: 0 }, message, { help: "split it, and `import` the parts" });
}
