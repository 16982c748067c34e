/** The tokens of one record or directive, and the first thing that is wrong with it. */
import { BARE_RETURN, NUL_BYTE } from "./not-text.js";
import { type Complaint, type Problems, shown } from "./problem.js";
import type { Scanner, Span } from "./scanner.js";
import type { ZoneFileProblemCode } from "./types.js";

/**
 * Goes from token to token. What goes wrong first is the record's problem: after it there are no more tokens, and no more problems, so
 * that readers need not look after each field.
 */
export class RecordTokens {
  scanner: Scanner;
  failed = false;
  readonly problems: Problems;
  #complaint: Complaint | undefined;
  #span: Span | undefined;

  constructor(scanner: Scanner, problems: Problems) {
    this.scanner = scanner;
    this.problems = problems;
  }

  /** The record's problem, at the token or at a part of it; those after the first are not told. Its help is only made if it is. */
  fail(code: ZoneFileProblemCode, message: string, help?: () => string | undefined, span = this.scanner.span()): void {
    if (this.failed) return;
    this.failed = true;
    this.#complaint = { code, message, help: this.problems.full ? undefined : help?.() };
    this.#span = span;
  }

  /** The token as messages show it. */
  get found(): string {
    if (this.problems.full) return "";
    const { bytes, start, stop } = this.scanner.span();
    return shown(bytes, start, stop);
  }

  /** The record's problem is that the token is something else. */
  expected(code: ZoneFileProblemCode, what: string, help?: () => string | undefined): void {
    this.fail(code, `expected ${what}; found ${this.found}`, help);
  }

  /** Goes to the next token, which has to be there. */
  need(what: string): boolean {
    if (this.more()) return true;
    const { stop } = this.scanner.span();
    this.fail("missing-field", `expected ${what}; found the end of the record`, undefined, this.scanner.spanOf(stop, stop));
    return false;
  }

  /** Goes to the next token, if there is one. */
  more(): boolean {
    return !this.failed && (this.scanner.next() || this.#trouble());
  }

  /** The same for pairs: see {@link Scanner.nextPair}. */
  morePairs(): boolean {
    return !this.failed && (this.scanner.nextPair() || this.#trouble());
  }

  #trouble(): false {
    const { trouble } = this.scanner;
    if (trouble === "unclosed-quote") this.fail("unclosed-quote", "the quoted text does not end on its line");
    if (trouble === "unopened-parenthesis") this.fail("unbalanced-parenthesis", "the parenthesis closes nothing");
    if (trouble === "unclosed-parenthesis") this.fail("unbalanced-parenthesis", "the parenthesis is not closed");
    if (trouble === "bare-return") this.fail("not-text", BARE_RETURN);
    if (trouble === "nul-byte") this.fail("not-text", NUL_BYTE);
    return false;
  }

  /** Nothing may follow; then goes on behind the record. Whether all was well. */
  finish(what = "the end of the record"): boolean {
    if (this.more()) this.expected("unexpected-field", what);
    if (!this.failed) this.scanner.endRecord();
    else this.#recover();
    const sound = !this.failed;
    this.failed = false;
    return sound;
  }

  #recover(): void {
    const { scanner } = this;
    const unclosed = scanner.trouble === "unclosed-parenthesis";
    if (!unclosed) scanner.skipRecord();
    // It is why the record looks as it does.
    if (!unclosed && scanner.trouble === "unclosed-parenthesis") {
      this.failed = false;
      this.#trouble();
    }
    if (this.#complaint !== undefined && this.#span !== undefined) this.problems.report("error", this.#complaint, this.#span);
  }
}
