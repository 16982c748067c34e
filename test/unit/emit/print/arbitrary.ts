/** Statements of the subset that is emitted, as a careless emitter writes them: in one line, with too many parentheses. */
import fc from "fast-check";

const WORDS = [
  "at",
  "end",
  "slots",
  "bytes",
  "value",
  "dataEnd",
  "limits",
  "pseudoHeaderSum",
  "$kind",
  "optionsPartEnd",
  "Number",
  "_",
  "capabilitiesElementEnd",
];
const name = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.integer({ min: 6, max: 40 }).map((length) => `x${"Long".repeat(length).slice(0, length)}`),
);
const number = fc.oneof(fc.nat(300).map(String), fc.constantFrom("0xff", "4294967295", "10n", "1.5"));
const string = fc.oneof(
  fc.stringMatching(/^[a-z ]{0,30}$/).map((text) => JSON.stringify(text)),
  fc.constantFrom('"say \\"hi\\""', '"it\'s"', "'a'", '"\\u0000"'),
);
const ARITHMETIC = ["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^"];
const COMPARISONS = ["<", ">", "<=", ">=", "===", "!=="];
const parenthesized = (code: string): string => `(${code})`;

const list = (codes: readonly string[]): string => codes.join(", ");

const types: fc.Arbitrary<string> = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(name, fc.constantFrom("number", "string", "null", "undefined", '"Long literal"', "typeof value", "keyof typeof value")),
    fc.array(tie("type"), { minLength: 2, maxLength: 6 }).map((all) => all.map(parenthesized).join(" | ")),
    fc.tuple(tie("type"), tie("type")).map((all) => all.map(parenthesized).join(" & ")),
    tie("type").map((type) => `readonly (${type})[]`),
    fc.tuple(name, fc.array(tie("type"), { minLength: 1, maxLength: 3 })).map(([type, args]) => `${type}<${list(args)}>`),
    fc
      .array(fc.tuple(name, fc.constantFrom("", "?"), tie("type")), { maxLength: 3 })
      .map((members) => `{ ${members.map(([key, mark, type]) => `readonly ${key}${mark}: ${type}`).join("; ")} }`),
    fc.array(tie("type"), { maxLength: 3 }).map((all) => `[${list(all)}]`),
    fc.tuple(tie("type"), tie("type")).map(([object, index]) => `(${object})[${index}]`),
    fc.tuple(name, tie("type"), tie("type")).map(([parameter, type, result]) => `((${parameter}: ${type}) => ${result})`),
  ),
})).type;

interface Codes {
  [name: string]: string;
  expression: string;
  atom: string;
  object: string;
  array: string;
  template: string;
  access: string;
  call: string;
  chain: string;
  binary: string;
  logical: string;
  unary: string;
  conditional: string;
  cast: string;
  arrow: string;
  nested: string;
}

const argumentsOf = (argument: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(argument, { maxLength: 5 }).map((codes) => `(${codes.join(", ")})`);

export const expressions = fc.letrec<Codes>((tie) => {
  const operand = tie("nested");
  const link = fc.oneof(
    { weight: 3, arbitrary: name.map((text) => `.${text}`) },
    { weight: 2, arbitrary: argumentsOf(tie("expression")) },
    { weight: 1, arbitrary: tie("expression").map((index) => `[${index}]`) },
    { weight: 1, arbitrary: fc.constant("!") },
  );
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthIdentifier: "expression" },
      tie("atom"),
      tie("binary"),
      tie("logical"),
      tie("call"),
      tie("access"),
      tie("chain"),
      tie("unary"),
      tie("conditional"),
      tie("object"),
      tie("array"),
      tie("template"),
      tie("cast"),
      tie("arrow"),
      tie("nested"),
    ),
    atom: fc.oneof(
      { weight: 4, arbitrary: name },
      { weight: 2, arbitrary: number },
      string,
      fc.constantFrom("this", "true", "undefined", "null"),
    ),
    nested: fc.oneof(
      { maxDepth: 5, depthIdentifier: "expression" },
      tie("atom"),
      tie("call"),
      tie("access"),
      tie("expression").map(parenthesized),
    ),
    binary: fc
      .tuple(
        operand,
        fc.constantFrom(...ARITHMETIC, ...COMPARISONS),
        operand,
        fc.option(fc.tuple(fc.constantFrom("+", "-"), operand), { nil: undefined }),
      )
      .map(([left, operator, right, more]) => {
        const sum = operator === "**" ? `(${left}) ** ${right}` : `${left} ${operator} ${right}`;
        return more === undefined ? sum : `${parenthesized(sum)} ${more[0]} ${more[1]}`;
      }),
    logical: fc
      .tuple(
        fc.constantFrom("&&", "||", "??"),
        fc.array(fc.oneof(operand, tie("binary").map(parenthesized)), { minLength: 2, maxLength: 5 }),
      )
      .map(([operator, operands]) => operands.join(` ${operator} `)),
    unary: fc.tuple(fc.constantFrom("!", "-", "~", "typeof "), operand).map(([operator, code]) => `${operator}${parenthesized(code)}`),
    conditional: fc.tuple(operand, operand, fc.oneof(operand, tie("conditional"))).map(([test, yes, no]) => `${test} ? ${yes} : ${no}`),
    template: fc
      .array(fc.tuple(fc.constantFrom("", "at least ", "."), tie("expression")))
      .map((parts) => `\`${parts.map(([text, code]) => `${text}\${${code}}`).join("")}\``),
    object: fc
      .array(
        fc.oneof(
          fc.tuple(fc.oneof(name, fc.constantFrom('"a-b"', "1")), tie("expression")).map(([key, code]) => `${key}: ${code}`),
          name,
          tie("nested").map((code) => `...${code}`),
        ),
        { maxLength: 4 },
      )
      .map((members) => `{ ${list(members)} }`),
    array: fc.array(tie("expression"), { maxLength: 5 }).map((elements) => `[${list(elements)}]`),
    access: fc
      .tuple(fc.oneof(name, fc.constant("this"), tie("expression").map(parenthesized)), fc.array(link, { minLength: 1, maxLength: 3 }))
      .map(([head, links]) => head + links.join("")),
    chain: fc
      .tuple(fc.oneof(name, fc.constant("this")), fc.array(fc.tuple(name, argumentsOf(tie("expression"))), { minLength: 1, maxLength: 4 }))
      .map(([head, calls]) => head + calls.map(([method, args]) => `.${method}${args}`).join("")),
    call: fc
      .tuple(
        fc.oneof(
          name,
          name.map((text) => `new ${text}`),
          tie("access"),
        ),
        argumentsOf(tie("expression")),
      )
      .map(([callee, args]) => callee + args),
    cast: fc.tuple(operand, types).map(([code, type]) => `${parenthesized(code)} as ${type}`),
    arrow: fc
      .tuple(fc.array(fc.tuple(name, fc.option(types, { nil: undefined })), { maxLength: 3 }), tie("expression"))
      .map(
        ([parameters, body]) =>
          `(${list([...new Map(parameters)].map(([own, type]) => (type === undefined ? own : `${own}: ${type}`)))}) => (${body})`,
      ),
  };
}).expression;

const parameters = fc
  .uniqueArray(fc.tuple(name, fc.constantFrom("", "?"), types), { maxLength: 6, selector: ([own]) => own })
  .map((all) => list(all.map(([own, mark, type]) => `${own}${mark}: ${type}`)));

interface StatementCodes {
  [name: string]: string;
  statement: string;
  simple: string;
  block: string;
}

export const statements = fc.letrec<StatementCodes>((tie) => ({
  simple: fc.oneof(
    fc
      .tuple(name, fc.option(types, { nil: undefined }), expressions)
      .map(([own, type, code]) => `const ${own}${type === undefined ? "" : `: ${type}`} = ${code};`),
    expressions.map((code) => `return ${code};`),
    expressions.map((code) => `call(${code});`),
    fc
      .tuple(name, name, fc.constantFrom("=", "+="), expressions)
      .map(([object, key, operator, code]) => `${object}.${key} ${operator} ${code};`),
    fc.tuple(name, expressions).map(([own, code]) => `${own} = ${code};`),
    fc.constantFrom("break;", "continue;", "return;"),
  ),
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 3 }).map((all) => `{\n${all.join("\n")}\n}`),
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie("simple"),
    fc.tuple(expressions, tie("simple")).map(([test, body]) => `if (${test}) ${body}`),
    fc.tuple(expressions, tie("simple"), tie("simple")).map(([test, body, other]) => `if (${test}) ${body}\nelse ${other}`),
    fc
      .tuple(expressions, tie("block"), fc.option(tie("block"), { nil: undefined }))
      .map(([test, body, other]) => `if (${test}) ${body}${other === undefined ? "" : ` else ${other}`}`),
    fc.tuple(expressions, tie("block")).map(([test, body]) => `while (${test}) ${body}`),
    fc.tuple(name, expressions, tie("block")).map(([own, all, body]) => `for (const ${own} of ${all}) ${body}`),
    fc
      .tuple(name, expressions, expressions, tie("block"))
      .map(([own, start, test, body]) => `for (let ${own} = ${start}; ${test}; ${own}++) ${body}`),
    fc
      .tuple(expressions, fc.array(fc.tuple(expressions, tie("block")), { maxLength: 3 }))
      .map(([subject, cases]) => `switch (${subject}) {\n${cases.map(([test, body]) => `case (${test}): ${body}`).join("\n")}\n}`),
  ),
})).statement;

const doc = fc.option(fc.constantFrom("/** One line. */\n", "/**\n * Two\n * lines.\n */\n"), { nil: "" });

export const declarations = fc.oneof(
  fc
    .tuple(doc, name, parameters, types, fc.array(statements, { maxLength: 3 }))
    .map(([text, own, params, type, body]) => `${text}export function ${own}(${params}): ${type} {\n${body.join("\n")}\n}`),
  fc.tuple(doc, name, types).map(([text, own, type]) => `${text}export type ${own} = ${type};`),
  fc
    .tuple(doc, name, fc.array(fc.tuple(doc, name, fc.constantFrom("", "?"), types)))
    .map(
      ([text, own, members]) =>
        `${text}export interface ${own} {\n${members.map(([before, key, mark, type]) => `${before}readonly ${key}${mark}: ${type};`).join("\n")}\n}`,
    ),
  fc
    .tuple(name, fc.array(fc.tuple(doc, name, types, expressions)), fc.array(fc.tuple(doc, name, parameters, types, statements)))
    .map(
      ([own, fields, methods]) =>
        `export class ${own} {\n${fields.map(([before, key, type, code]) => `${before}${key}: ${type} = ${code};`).join("\n")}\n\n${methods.map(([before, key, params, type, body]) => `${before}${key}(${params}): ${type} {\n${body}\n}`).join("\n\n")}\n}`,
    ),
  fc
    .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 9 }), fc.constantFrom("import", "import type"))
    .map(([names, word]) => `${word} { ${list(names)} } from "../runtime/index.js";`),
);
