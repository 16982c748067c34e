/**
 * Error recovery for the language's shape. Chevrotain alone re-synchronises on any token that may follow, and in MPL a
 * name may follow almost everywhere, so one mistake would be reported many times. Here only five productions recover, and each
 * skips to the end of the construct that it stands for: a statement to behind its `;`, an arm to the next arm, and so on.
 *
 * `findReSyncTokenType`, `isInCurrentRuleReSyncSet`, `reSyncTo`, `shouldInRepetitionRecoveryBeTried`,
 * `getFollowsForInRuleRecovery` and `canRecoverWithSingleToken...` are Chevrotain's own methods, absent from its typings;
 * test/unit/grammar/recovery.test.ts fails should an update rename them.
 */
import { CstParser, EOF, tokenMatcher, type CstNode, type IRuleConfig, type IToken, type TokenType } from "chevrotain";
import * as t from "./tokens.js";

type Construct = "item" | "statement" | "arm" | "case";

interface OpenConstruct {
  readonly construct: Construct;
  /** How many braces were open where it began. */
  readonly braces: number;
}

/** Errors after this many are noise, and each costs time. */
export const MAX_SYNTAX_ERRORS = 100;

/** For all productions but the recovering ones. */
export const noResync: IRuleConfig<CstNode> = { resyncEnabled: false };

const operandStarts: readonly TokenType[] = [t.Name, t.Integer, t.StringText, t.Tag, t.True, t.False, t.UnaryOperator, t.LeftParen];
const closerFollowers: readonly TokenType[] = [
  t.Name,
  t.When,
  t.Variant,
  t.StringText,
  t.Semicolon,
  t.Comma,
  t.RightParen,
  t.RightBracket,
  t.LeftBrace,
  t.Arrow,
  t.BinaryOperator,
];

/** The signs that recovery may supply, and what has to stand behind for that to be a good guess. */
const followers: ReadonlyMap<TokenType, readonly TokenType[]> = new Map([
  [t.Colon, [...operandStarts, t.ArrayWord, t.Packet, t.LeftBrace, t.LeftBracket]],
  [t.Arrow, [t.Name, t.Tag, t.LeftParen, t.Classify]],
  [t.Comma, operandStarts],
  [t.RightParen, closerFollowers],
  [t.RightBracket, closerFollowers],
  [t.LeftBrace, [t.Pipe, t.Classify]],
  [t.RightBrace, [t.Semicolon, EOF]],
  [t.Semicolon, [t.RightBrace, t.Classify, EOF]],
  [t.From, [t.StringText]],
]);

export class RecoveringParser extends CstParser {
  private openBraces = 0;
  private constructs: OpenConstruct[] = [];

  public constructor() {
    super([...t.allTokens], {
      recoveryEnabled: true,
      maxLookahead: 1,
      skipValidations: true,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: {
        // Only what was expected is passed on; src/syntax words the message.
        buildMismatchTokenMessage: ({ expected }) => expected.name,
        buildNotAllInputParsedMessage: () => EOF.name,
        buildNoViableAltMessage: ({ ruleName }) => ruleName,
        buildEarlyExitMessage: ({ ruleName }) => ruleName,
      },
    });
  }

  protected begin(): void {
    this.openBraces = 0;
    this.constructs = [];
  }

  protected next(token: TokenType, distance = 1): boolean {
    return tokenMatcher(this.LA(distance), token);
  }

  /** Runs `body` as one construct that recovers as a whole. */
  protected recovering(construct: Construct, body: () => void): void {
    this.ACTION(() => this.constructs.push({ construct, braces: this.openBraces }));
    body();
    this.ACTION(() => this.constructs.pop());
  }

  protected openBrace(): void {
    const brace = this.CONSUME(t.LeftBrace);
    this.ACTION(() => {
      if (brace.isInsertedInRecovery !== true) this.openBraces++;
    });
  }

  protected closeBrace(): void {
    const brace = this.CONSUME(t.RightBrace);
    this.ACTION(() => {
      if (brace.isInsertedInRecovery !== true) this.openBraces--;
    });
  }

  /** Chevrotain would walk the grammar along the whole rule stack, recursively, to learn what may follow. */
  protected getFollowsForInRuleRecovery(): TokenType[] {
    return [];
  }

  protected canRecoverWithSingleTokenInsertion(missing: TokenType): boolean {
    if (this.exhausted || this.canRecoverWithSingleTokenDeletion(missing)) return false;
    if ((followers.get(missing) ?? []).some((type) => this.next(type))) return true;
    if (missing === t.LeftBrace) return this.atNamed();
    if (missing === t.Semicolon) return this.mayEndStatement();
    return missing === t.RightBrace && this.atItem();
  }

  /** A brace, a `;` or an arm's `|` is structure that whatever comes next relies on. */
  protected canRecoverWithSingleTokenDeletion(expected: TokenType): boolean {
    const structure = [t.LeftBrace, t.RightBrace, t.Semicolon, t.Pipe].some((type) => this.next(type));
    return !structure && !this.exhausted && expected !== EOF && this.next(expected, 2);
  }

  private mayEndStatement(): boolean {
    const atRequire = this.next(t.Require) && this.next(t.LeftParen, 2);
    return atRequire || this.atItem() || this.atNamed() || (this.next(t.Pipe) && this.atArm());
  }

  private get exhausted(): boolean {
    return this.errors.length > MAX_SYNTAX_ERRORS;
  }

  private atNamed(): boolean {
    return this.next(t.Name) && this.next(t.Colon, 2);
  }

  /** `packet` behind a colon is a field's type and before one a wrong name; everywhere else it begins a declaration. */
  protected atItem(): boolean {
    if (this.next(t.Colon, 2)) return false;
    if (this.next(t.Packet)) return !this.next(t.Colon, 0);
    if (this.next(t.Struct) || this.next(t.Typedef)) return true;
    const named = this.next(t.Import) || this.next(t.Codec) || this.next(t.Dissect) || this.next(t.Example);
    return named && this.openBraces === 0;
  }

  protected findReSyncTokenType(): TokenType {
    return EOF;
  }

  protected isInCurrentRuleReSyncSet(): boolean {
    return true;
  }

  protected shouldInRepetitionRecoveryBeTried(expected: TokenType, _index: number, notStuck: boolean): boolean {
    return expected === EOF && notStuck && !this.next(EOF) && !this.exhausted;
  }

  protected reSyncTo(): IToken[] {
    const failed = this.constructs.pop();
    let depth = failed === undefined ? 0 : this.openBraces - failed.braces;
    const skipped: IToken[] = [];
    while (!this.next(EOF) && (this.exhausted || !this.stopsBefore(failed?.construct, depth, skipped.length))) {
      const token = this.SKIP_TOKEN();
      const previous = this.LA(0);
      skipped.push(previous);
      if (previous.tokenType === t.LeftBrace) depth++;
      if (previous.tokenType === t.RightBrace) depth--;
      if (!this.exhausted && this.stopsBehind(previous, token, failed?.construct, depth)) break;
    }
    this.openBraces = failed?.braces ?? 0;
    return skipped;
  }

  private stopsBefore(construct: Construct | undefined, depth: number, skipped: number): boolean {
    if (this.atItem() && (skipped > 0 || construct !== "item")) return true;
    if (construct === "item" || construct === undefined || depth > 0) return false;
    if (this.next(t.RightBrace)) return true;
    if (!this.next(t.Pipe)) return false;
    return construct === "case" || this.atArm();
  }

  private atArm(): boolean {
    const constant = this.next(t.Minus, 2) ? 3 : 2;
    const afterConstant = constant + 1;
    return this.next(t.Colon, afterConstant) || this.next(t.Comma, afterConstant) || this.next(t.DotDot, afterConstant);
  }

  private stopsBehind(skipped: IToken, following: IToken, construct: Construct | undefined, depth: number): boolean {
    if (depth > 0) return false;
    if (construct === "item") {
      if (skipped.tokenType === t.Semicolon) return true;
      return skipped.tokenType === t.RightBrace && following.tokenType !== t.Semicolon;
    }
    return construct === "statement" && skipped.tokenType === t.Semicolon;
  }
}
