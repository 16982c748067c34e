/** From the parser's exceptions to diagnostics in human words. */
import { type IRecognitionException, type IToken, MAX_SYNTAX_ERRORS } from "../../grammar/parser.js";
import * as t from "../../grammar/tokens.js";
import { report, type Diagnostic, type DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Source, Span } from "../diagnostics/source.js";
import { BracketCursor, type OpenBrackets } from "./nesting.js";
import { endOf } from "./tree.js";
import { expectedIn, expectedRule, expectedToken, foundToken, signText, subjectOf } from "./words.js";

/** Everything that the wording of one error depends on. */
interface Failure {
  readonly source: Source;
  readonly rule: string;
  /** Undefined where one of several forms was expected. */
  readonly expected: string | undefined;
  /** Undefined at the end of the file. */
  readonly found: IToken | undefined;
  readonly previous: IToken | undefined;
  readonly following: IToken | undefined;
  /** The one behind `following`. */
  readonly second: IToken | undefined;
  readonly brackets: OpenBrackets;
}

/** One text, as the errors' places in it are looked up. */
interface TokenText {
  readonly source: Source;
  readonly tokens: readonly IToken[];
  readonly positions: ReadonlyMap<IToken, number>;
  readonly brackets: BracketCursor;
  readonly strays: readonly t.StrayText[];
}

export function syntaxErrors(source: Source, { tokens, strays }: t.Tokenized, errors: readonly IRecognitionException[]): Diagnostic[] {
  if (errors.length === 0) return [];
  const text: TokenText = {
    source,
    tokens,
    strays,
    positions: new Map(tokens.map((token, index) => [token, index])),
    brackets: new BracketCursor(tokens),
  };
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<number>();
  for (const error of errors.slice(0, MAX_SYNTAX_ERRORS)) {
    const failure = describeFailure(text, error);
    // One mistake makes each production around it fail at the same place, above all at the end of the file.
    const place = failure.found?.startOffset ?? source.text.length;
    if (reported.has(place)) continue;
    reported.add(place);
    if (!followsStray(text, failure)) diagnostics.push(toDiagnostic(failure));
  }
  const surplus = errors[MAX_SYNTAX_ERRORS];
  if (surplus !== undefined) diagnostics.push(tooMany(source, surplus));
  return diagnostics;
}

/** Characters that are no token leave a gap, and were reported. */
function followsStray({ strays }: TokenText, { previous, found }: Failure): boolean {
  const from = previous === undefined ? 0 : endOf(previous);
  return found !== undefined && strays.some(({ offset }) => offset >= from && offset < found.startOffset);
}

function tooMany(source: Source, error: IRecognitionException): Diagnostic {
  const start = Number.isNaN(error.token.startOffset) ? source.text.length : error.token.startOffset;
  return report("MPL0114", { source, start, end: start }, `more than ${MAX_SYNTAX_ERRORS} syntax errors; the rest is not shown`);
}

function describeFailure({ source, tokens, positions, brackets }: TokenText, error: IRecognitionException): Failure {
  const rule = error.context.ruleStack.at(-1) ?? "spec";
  const isMismatch = error.name === "MismatchedTokenException";
  const reached = positions.get(error.token) ?? tokens.length;
  // The production for stray text has already taken the token that is wrong.
  const at = rule === "stray" ? reached - 1 : reached;
  return {
    source,
    rule,
    expected: isMismatch && rule !== "stray" ? error.message : undefined,
    found: tokens[at],
    previous: tokens[at - 1],
    following: tokens[at + 1],
    second: tokens[at + 2],
    brackets: brackets.before(at),
  };
}

function toDiagnostic(failure: Failure): Diagnostic {
  return atEnd(failure) ?? wrongName(failure) ?? missingBar(failure) ?? missingSign(failure) ?? unexpected(failure);
}

function spanOf(source: Source, token: IToken): Span {
  return { source, start: token.startOffset, end: endOf(token) };
}

function behind({ source, previous }: Failure): Span {
  const end = previous === undefined ? 0 : endOf(previous);
  return { source, start: end, end };
}

function what({ expected, rule, previous }: Failure): string {
  if (rule === "array" && previous?.image === "of") return "a type or `packet` behind `of`";
  return expected === undefined ? expectedRule(rule) : (expectedIn(rule, expected) ?? expectedToken(expected));
}

/** What those write who know other languages, and what it is here. */
function advice(failure: Failure): Pick<DiagnosticDetails, "help"> {
  const help = habit(failure);
  return help === undefined ? {} : { help };
}

function habit({ rule, expected, found, previous }: Failure): string | undefined {
  const before = previous?.image;
  if (before === "struct" && expected === "LeftBrace" && t.isToken(found, t.Name))
    return "a struct's name stands behind it: `struct { ... } name;`";
  if (rule === "param" && expected === "Name") return "a parameter has a type and a name: `int n` or `bool n`";
  if (rule === "named" && expected === "Colon" && before === "if")
    return "what stands only sometimes says so behind it: `name: type when (condition);`";
  if (before === "bounded" && found?.image === "{") return "a bounded part says how long it is: `bounded (length) { ... }`";
  if (rule === "array" && before === "of" && found?.image === "{") return "elements that are groups need no `of`: `array (count) { ... }`";
  if (before === "of" && expected === "LeftParen") return "an array of a type is written `name: array (count) of type;`";
  if (rule === "arm" && found?.image === "->") return 'an arm has a name: `|1: "Name" -> ...`';
  if ((rule === "arm" || rule === "dissectArm") && found?.image === "|" && expected === "Colon")
    return "as an operator, `|` stands in parentheses here: `|(1 | 2): ...`";
  if (found?.image === "." && t.isToken(previous, t.Name)) return "names have no parts: a struct's member is `name_member`";
  if (rule === "arguments" && expected === "LeftParen") return "the arguments follow, even if there are none: `packet name()`";
  return undefined;
}

function opener({ source, brackets }: Failure, ...signs: readonly string[]): Pick<DiagnosticDetails, "related"> {
  const open = brackets.innermost(...signs);
  return open === undefined ? {} : { related: [{ span: spanOf(source, open), message: `this \`${open.image}\` is still open` }] };
}

function atEnd(failure: Failure): Diagnostic | undefined {
  if (failure.found !== undefined) return undefined;
  const details = opener(failure, "{", "(", "[");
  const message = `the file ends where ${what(failure)} was expected`;
  return report(details.related === undefined ? "MPL0108" : "MPL0113", behind(failure), message, details);
}

/** A name of the wrong case, or a reserved word. */
function wrongName(failure: Failure): Diagnostic | undefined {
  const { source, found, following } = failure;
  if (found === undefined) return undefined;
  const beginsField = failure.rule === "stray" && t.isToken(following, t.Colon);
  const wantsName = failure.expected === "Name" || beginsField || isTypePlace(failure);
  const span = spanOf(source, found);
  if (wantsName && t.reservedWords.includes(found.tokenType))
    return report("MPL0111", span, `\`${found.image}\` is reserved and cannot be a name`);
  if (wantsName && found.tokenType === t.Tag)
    return wrongCase(span, found, found.image.charAt(0).toLowerCase(), "a name begins with a lower-case letter");
  if (failure.expected === "Tag" && t.isToken(found, t.Name)) {
    return wrongCase(span, found, found.image.charAt(0).toUpperCase(), "a tag begins with an upper-case letter");
  }
  return undefined;
}

function isTypePlace({ rule, expected, following }: Failure): boolean {
  return rule === "named" && expected === undefined && (t.isToken(following, t.Semicolon) || t.isToken(following, t.LeftBracket));
}

function wrongCase(span: Span, found: IToken, initial: string, message: string): Diagnostic {
  const better = initial + found.image.slice(1);
  const fix = better === found.image ? {} : { fix: { span, replacement: better } };
  return report("MPL0112", span, `${message}, unlike \`${found.image}\``, fix);
}

const barred = [t.Integer, t.StringText, t.Tag, t.Minus, t.True, t.False, t.When, t.Name];

/** A further arm or case without its `|`: the list would end here, or statements begin. */
function missingBar(failure: Failure): Diagnostic | undefined {
  const { source, rule, expected, found } = failure;
  if (found === undefined || !barred.some((type) => t.isToken(found, type))) return undefined;
  const inList = (rule === "dissect" || rule === "cases") && expected === "RightBrace";
  if (!inList && !beginsArm(failure)) return undefined;
  const span = spanOf(source, found);
  const message = `expected \`|\` before ${rule === "cases" ? "a case" : "an arm"}, found ${foundToken(found)}`;
  return report("MPL0108", span, message, { fix: { span: { ...span, end: span.start }, replacement: "|" } });
}

/** `3: "Name"` or `3, 4` among statements. */
function beginsArm({ rule, following, second }: Failure): boolean {
  if (rule !== "stray") return false;
  const isNamed = t.isToken(following, t.Colon) && t.isToken(second, t.StringText);
  return isNamed || t.isToken(following, t.Comma) || t.isToken(following, t.DotDot);
}

/** Signs that end something: their place is behind what they end, and writing them mends it. */
const enders: Readonly<Record<string, readonly string[]>> = {
  Semicolon: [],
  RightParen: ["("],
  RightBracket: ["["],
  RightBrace: ["{"],
};

function missingSign(failure: Failure): Diagnostic | undefined {
  const { expected, found } = failure;
  const openers = expected === undefined ? undefined : enders[expected];
  if (expected === undefined || openers === undefined || found === undefined) return undefined;
  // What stands in the sign's place is then the surplus.
  const surplus = failure.following?.tokenType.name === expected && !["{", "}", ";", "|"].includes(found.image);
  if (surplus) return unexpected(failure);
  const subject = subjectOf(failure.rule);
  const span = behind(failure);
  const replacement = signText(expected) ?? "";
  const message = `expected ${expectedToken(expected)}${subject === undefined ? "" : ` after ${subject}`}, found ${foundToken(found)}`;
  const fixable = expected !== "RightBrace" && startsAfresh(found) && habit(failure) === undefined;
  const misplaced = expected === "Semicolon" && t.isToken(found, t.When);
  return report(expected === "RightBrace" ? "MPL0113" : "MPL0108", span, message, {
    ...(openers.length > 0 && opener(failure, ...openers)),
    ...advice(failure),
    ...(fixable && { fix: { span, replacement } }),
    ...(misplaced && { help: "`when` stands on fields, arrays, nested packets and bounded parts, and on the arms of a classify" }),
  });
}

/** Whether what was found could follow the missing sign, so that writing the sign is all there is to do. */
function startsAfresh(found: IToken): boolean {
  const followers = [t.Name, t.Classify, t.RightBrace, t.Pipe, t.Semicolon, t.LeftBrace, t.RightParen, t.RightBracket, t.Arrow];
  return !t.isToken(found, t.When) && [...followers, ...t.reservedWords].some((type) => t.isToken(found, type));
}

function unexpected(failure: Failure): Diagnostic {
  const { source, found } = failure;
  if (found === undefined) return report("MPL0109", behind(failure));
  const span = spanOf(source, found);
  const code = failure.expected === undefined || failure.expected === "EOF" ? "MPL0109" : "MPL0108";
  const message = `expected ${what(failure)}, found ${foundToken(found)}`;
  if (failure.rule === "named" && failure.expected === "Colon" && t.isToken(found, t.Name)) {
    return report(code, span, message, { fix: { span: behind(failure), replacement: ":" } });
  }
  if (habit(failure) !== undefined) return report(code, span, message, advice(failure));
  const surplus = failure.rule === "spec" && (found.image === "}" || found.image === ";");
  return report(code, span, message, surplus ? { help: `delete this \`${found.image}\``, fix: { span, replacement: "" } } : {});
}
