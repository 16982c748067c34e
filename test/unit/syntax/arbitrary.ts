/** Random specs as lists of tokens, and random text between the tokens. */
import fc from "fast-check";

export type Tokens = readonly string[];

const words = ["a", "b_1", "label", "min", "import", "of", "require", "x'"];
const name = fc.constantFrom(...words).map((word): Tokens => [word]);
const tag = fc.constantFrom("A", "Bc", "D_1").map((word): Tokens => [word]);
const integer = fc.constantFrom("0", "1_000", "0xFf", "0b1", "0o7").map((word): Tokens => [word]);
const text = fc.constantFrom('"x"', '"a \\" b"', '"// é"').map((word): Tokens => [word]);
const truth = fc.constantFrom("true", "false").map((word): Tokens => [word]);
const none = fc.constant<Tokens>([]);

function sequence(...parts: readonly (fc.Arbitrary<Tokens> | string)[]): fc.Arbitrary<Tokens> {
  const all = parts.map((part) => (typeof part === "string" ? fc.constant<Tokens>([part]) : part));
  return fc.tuple(...all).map((lists) => lists.flat());
}

function optional(...parts: readonly (fc.Arbitrary<Tokens> | string)[]): fc.Arbitrary<Tokens> {
  return fc.oneof(none, sequence(...parts));
}

function many(part: fc.Arbitrary<Tokens>, minLength: number, separator: Tokens = []): fc.Arbitrary<Tokens> {
  return fc
    .array(part, { minLength, maxLength: 3 })
    .map((lists) => lists.flatMap((list, index) => (index === 0 ? list : [...separator, ...list])));
}

const literal = fc.oneof(integer, text, truth, tag);
const constant = fc.oneof(literal, sequence("-", integer));
const operator = fc
  .constantFrom("..", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "|", "^", "&", "<<", ">>", "+", "-", "*", "/", "%")
  .map((word): Tokens => [word]);

const { expression } = fc.letrec<{ expression: Tokens }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthIdentifier: "expression" },
    fc.oneof(literal, name),
    sequence(name, "(", fc.oneof(none, name), ")"),
    sequence("(", tie("expression"), ")"),
    sequence(
      fc.constantFrom("!", "-", "~").map((word): Tokens => [word]),
      tie("expression"),
    ),
    sequence(tie("expression"), operator, tie("expression")),
    sequence(tie("expression"), "?", tie("expression"), ":", tie("expression")),
  ),
}));
const patternOperator = operator.filter(([word]) => word !== "|");
const patternOperand = fc.oneof(constant, sequence("~", literal), sequence("(", expression, ")"));
const pattern = fc.oneof(
  sequence("_"),
  constant,
  sequence(constant, "..", constant),
  sequence(patternOperand, patternOperator, patternOperand),
);
const patterns = many(pattern, 1, [","]);

const group = sequence("(", expression, ")");
const fieldType = sequence(name, optional("[", expression, "]"));
const cases = sequence(
  "{",
  many(
    sequence(
      "|",
      expression,
      fc.constantFrom("->", "=>").map((word): Tokens => [word]),
      tag,
    ),
    1,
  ),
  "}",
);
const bounded = sequence("bounded", group, optional("keep", name));
const endian = sequence("endian", "(", fc.oneof(sequence("big"), sequence("little"), sequence("little", "when", expression)), ")");
const bitorder = sequence("bitorder", "(", fc.oneof(sequence("msb"), sequence("lsb")), ")");
const attribute = fc.oneof(
  sequence(
    fc.constantFrom("min", "max", "align", "const", "value", "default", "when").map((word): Tokens => [word]),
    group,
  ),
  sequence("variant", fc.oneof(cases, name)),
  sequence("verify"),
  endian,
  bitorder,
  sequence("checksum", "(", name, ",", expression, optional(",", expression), ")"),
  bounded,
);
const attributes = many(attribute, 0);
const call = sequence("(", many(expression, 0, [","]), ")");
const extent = fc.oneof(group, sequence("bytes", group), sequence("to_end", optional("until", group)), sequence("until", group));

const { statements } = fc.letrec<{ statements: Tokens; statement: Tokens; arm: Tokens }>((tie) => ({
  statements: many(tie("statement"), 1),
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: "statement" },
    sequence(name, ":", fieldType, attributes, ";"),
    sequence(name, ":", "label", ";"),
    sequence("(", ")", ";"),
    sequence("require", group, text, ";"),
    sequence(name, ":", "packet", name, call, attributes, ";"),
    sequence(name, ":", "array", extent, "of", fieldType, attributes, ";"),
    sequence(name, ":", "array", extent, "{", tie("statements"), "}", attributes, ";"),
    sequence(name, ":", bounded, "{", tie("statements"), "}", attributes, ";"),
    sequence("classify", group, optional("as", name), "{", many(tie("arm"), 1), "}", ";"),
  ),
  arm: sequence("|", patterns, ":", text, optional("when", group), "->", tie("statements")),
}));

const { value } = fc.letrec<{ value: Tokens }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    constant,
    sequence("[", many(tie("value"), 0, [","]), "]"),
    sequence("{", many(sequence(fc.oneof(name, text), ":", tie("value")), 0, [","]), "}"),
  ),
}));
const object = sequence("{", many(sequence(name, ":", value), 0, [","]), "}");

const params = sequence("(", many(sequence(fc.oneof(sequence("bool"), sequence("int")), name), 1, [","]), ")");
const target = sequence(name, fc.oneof(none, call));
const dissectArm = sequence("|", fc.oneof(patterns, sequence("when", group)), "->", target, many(sequence("else", target), 0));
const item = fc.oneof(
  sequence("import", text, ";"),
  sequence("typedef", name, name, ";"),
  sequence("struct", "{", statements, "}", name, ";"),
  sequence("variant", name, cases, ";"),
  sequence("codec", name, "from", text, optional("size", group), optional("state"), ";"),
  sequence("packet", name, fc.oneof(none, params), optional(endian), optional(bitorder), "{", statements, "}"),
  sequence("dissect", name, many(sequence(".", fc.oneof(name, tag)), 0), optional("by", group), "{", many(dissectArm, 0), "}", ";"),
  sequence(
    "example",
    name,
    optional("(", many(constant, 0, [","]), ")"),
    text,
    many(text, 1),
    optional("noncanonical"),
    fc.oneof(sequence("malformed"), object),
    ";",
  ),
);

export const specTokens: fc.Arbitrary<Tokens> = many(item, 0);

const separators = [
  " ",
  " ",
  " ",
  " ",
  "\n",
  "\n\n\n",
  "\t",
  "\r\n",
  " /* note */ ",
  "\n/* own line */\n",
  " // rest of line\n",
  "\n// own line\n",
  " /** doc */ ",
  "\n/** doc */\n",
  "\n\n/**\n * doc\n   * of lines\n */\n",
  " /** trailing doc */\n",
  "\n/* a\n  b */ ",
  " /* 1 */ /* 2 */\n\n // 3\n",
];

/** The tokens with random white space and comments around each. */
export const specText: fc.Arbitrary<string> = fc
  .tuple(specTokens, fc.infiniteStream(fc.constantFrom(...separators)))
  .map(([tokens, spaces]) => {
    let result = spaces.next().value ?? "";
    for (const token of tokens) result += token + (spaces.next().value ?? " ");
    return result;
  });
