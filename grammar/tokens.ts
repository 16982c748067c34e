/**
 * The tokens of MPL. Contextual words are names that the parser also knows by their own token type: the category `Name`
 * makes each of them stand wherever a name may.
 */
import { createToken, Lexer, tokenMatcher, type IToken, type TokenType } from "chevrotain";
import { matchBlockComment, matchString, matchUnterminatedComment, matchUnterminatedString } from "./patterns.js";

function category(name: string, parents: TokenType[] = []): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories: parents });
}

/** What cannot begin a statement; the parser takes it only to report it and to go on behind it. */
export const Stray: TokenType = category("Stray");
/** Those that a pattern may have outside of parentheses: all but `|`, which begins the next arm. */
export const PatternOperator: TokenType = category("PatternOperator");
export const BinaryOperator: TokenType = category("BinaryOperator");
export const UnaryOperator: TokenType = category("UnaryOperator");
export const Name: TokenType = category("Name");
/** No text has this token; a production that requires it always fails. */
export const Never: TokenType = category("Never");

export const Identifier: TokenType = createToken({
  name: "Identifier",
  pattern: /[a-z_][A-Za-z0-9_']*/,
  categories: [Name],
});
export const Tag: TokenType = createToken({ name: "Tag", pattern: /[A-Z][A-Za-z0-9_']*/, categories: [Stray] });

function reserved(word: string, categories: TokenType[] = [Stray]): TokenType {
  return createToken({ name: word, pattern: word, longer_alt: Identifier, categories });
}
export const Packet: TokenType = reserved("packet");
export const Variant: TokenType = reserved("variant");
export const Classify: TokenType = reserved("classify", []);
export const ArrayWord: TokenType = reserved("array");
export const True: TokenType = reserved("true");
export const False: TokenType = reserved("false");
export const When: TokenType = reserved("when");
export const Struct: TokenType = reserved("struct");
export const Typedef: TokenType = reserved("typedef");
export const reservedWords: readonly TokenType[] = [Packet, Variant, Classify, ArrayWord, True, False, When, Struct, Typedef];

function contextual(word: string): TokenType {
  return createToken({ name: word, pattern: word, longer_alt: Identifier, categories: [Name] });
}
export const Underscore: TokenType = contextual("_");
export const Import: TokenType = contextual("import");
export const Codec: TokenType = contextual("codec");
export const From: TokenType = contextual("from");
export const Size: TokenType = contextual("size");
export const State: TokenType = contextual("state");
export const EndianWord: TokenType = contextual("endian");
export const Bitorder: TokenType = contextual("bitorder");
export const As: TokenType = contextual("as");
export const Bounded: TokenType = contextual("bounded");
export const Keep: TokenType = contextual("keep");
export const Require: TokenType = contextual("require");
export const Bytes: TokenType = contextual("bytes");
export const ToEnd: TokenType = contextual("to_end");
export const Until: TokenType = contextual("until");
export const Of: TokenType = contextual("of");
export const Verify: TokenType = contextual("verify");
export const Checksum: TokenType = contextual("checksum");
export const Dissect: TokenType = contextual("dissect");
export const By: TokenType = contextual("by");
export const Else: TokenType = contextual("else");
export const Example: TokenType = contextual("example");
export const Noncanonical: TokenType = contextual("noncanonical");
export const Malformed: TokenType = contextual("malformed");
const contextualWords: readonly TokenType[] = [
  Underscore,
  Import,
  Codec,
  From,
  Size,
  State,
  EndianWord,
  Bitorder,
  As,
  Bounded,
  Keep,
  Require,
  Bytes,
  ToEnd,
  Until,
  Of,
  Verify,
  Checksum,
  Dissect,
  By,
  Else,
  Example,
  Noncanonical,
  Malformed,
];

/** Takes letters too, so that `12ab` is one wrong number and not a number beside a name. */
export const Integer: TokenType = createToken({
  name: "Integer",
  pattern: /[0-9][0-9A-Za-z_]*/,
  categories: [Stray],
});
export const StringText: TokenType = createToken({
  name: "StringText",
  pattern: matchString,
  start_chars_hint: ['"'],
  line_breaks: false,
  categories: [Stray],
});
/** Ends at the line break; a kind of string, so that the parser goes on. */
export const UnterminatedString: TokenType = createToken({
  name: "UnterminatedString",
  pattern: matchUnterminatedString,
  start_chars_hint: ['"'],
  line_breaks: false,
  categories: [StringText],
});

function sign(name: string, text: string, categories: TokenType[] = [Stray]): TokenType {
  return createToken({ name, pattern: text, categories });
}
export const LeftBrace: TokenType = sign("LeftBrace", "{", []);
export const RightBrace: TokenType = sign("RightBrace", "}", []);
export const LeftParen: TokenType = sign("LeftParen", "(", []);
export const RightParen: TokenType = sign("RightParen", ")");
export const LeftBracket: TokenType = sign("LeftBracket", "[");
export const RightBracket: TokenType = sign("RightBracket", "]");
export const Semicolon: TokenType = sign("Semicolon", ";");
export const Colon: TokenType = sign("Colon", ":");
export const Comma: TokenType = sign("Comma", ",");
export const Question: TokenType = sign("Question", "?");
export const Dot: TokenType = sign("Dot", ".");
export const Arrow: TokenType = sign("Arrow", "->");
export const DefaultArrow: TokenType = sign("DefaultArrow", "=>");
export const DotDot: TokenType = sign("DotDot", "..", [BinaryOperator, PatternOperator, Stray]);
export const Pipe: TokenType = sign("Pipe", "|", [BinaryOperator]);
export const Minus: TokenType = sign("Minus", "-", [BinaryOperator, PatternOperator, UnaryOperator, Stray]);
const Bang: TokenType = sign("Bang", "!", [UnaryOperator, Stray]);
const Tilde: TokenType = sign("Tilde", "~", [UnaryOperator, Stray]);
const otherBinary: readonly TokenType[] = ["||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "<", ">", "^", "&", "+", "*", "/", "%"].map(
  (text) => sign(text, text, [BinaryOperator, PatternOperator, Stray]),
);

const WhiteSpace: TokenType = createToken({
  name: "WhiteSpace",
  pattern: /[ \t\r\n\f\v\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const LineComment: TokenType = createToken({ name: "LineComment", pattern: /\/\/[^\r\n]*/, group: "comments" });
export const BlockComment: TokenType = createToken({
  name: "BlockComment",
  pattern: matchBlockComment,
  start_chars_hint: ["/"],
  line_breaks: true,
  group: "comments",
});
export const UnterminatedComment: TokenType = createToken({
  name: "UnterminatedComment",
  pattern: matchUnterminatedComment,
  start_chars_hint: ["/"],
  line_breaks: true,
  group: "comments",
});

/** In the order in which the lexer tries them: words before names, longer signs before shorter ones. */
export const allTokens: readonly TokenType[] = [
  WhiteSpace,
  LineComment,
  BlockComment,
  UnterminatedComment,
  ...reservedWords,
  ...contextualWords,
  Identifier,
  Tag,
  Integer,
  StringText,
  UnterminatedString,
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Semicolon,
  Colon,
  Comma,
  Question,
  Arrow,
  DefaultArrow,
  DotDot,
  Dot,
  ...otherBinary,
  Pipe,
  Minus,
  Bang,
  Tilde,
  Name,
  Stray,
  PatternOperator,
  BinaryOperator,
  UnaryOperator,
  Never,
];

/** A run of characters that begin no token. */
export interface StrayText {
  readonly offset: number;
  readonly length: number;
}

export interface Tokenized {
  readonly tokens: IToken[];
  /** In source order, line and block comments alike. */
  readonly comments: readonly IToken[];
  readonly strays: readonly StrayText[];
}

/** Whether a token is of a type, or of a type in that category. */
export function isToken(token: IToken | undefined, type: TokenType): boolean {
  return token !== undefined && tokenMatcher(token, type);
}

let lexer: Lexer | undefined;

export function tokenize(text: string): Tokenized {
  lexer ??= new Lexer([...allTokens], { positionTracking: "onlyOffset", skipValidations: true });
  const { tokens, groups, errors } = lexer.tokenize(text);
  // Chevrotain leaves it out unless it counts lines and columns too, and locates the nodes of its tree by it.
  for (const token of tokens) token.endOffset = token.startOffset + token.image.length - 1;
  return { tokens, comments: groups["comments"] ?? [], strays: errors };
}
