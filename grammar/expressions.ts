/** The productions for expressions, constants, patterns and example values. */
import type { CstNode, ParserMethod } from "chevrotain";
import { noResync, RecoveringParser } from "./recovery.js";
import * as t from "./tokens.js";

export type Rule = ParserMethod<[], CstNode>;

export class ExpressionParser extends RecoveringParser {
  // expression = operand { binaryOperator operand | "?" expression ":" operand }
  // Flat on purpose: src/syntax applies the precedence, so a long chain needs no stack.
  public readonly expression: Rule = this.RULE(
    "expression",
    () => {
      this.SUBRULE(this.operand);
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(t.BinaryOperator) },
          {
            ALT: () => {
              this.CONSUME(t.Question);
              this.SUBRULE(this.expression);
              this.CONSUME(t.Colon);
            },
          },
        ]);
        this.SUBRULE1(this.operand);
      });
    },
    noResync,
  );

  // operand = { "!" | "-" | "~" } ( "(" expression ")" | call | literal )
  public readonly operand: Rule = this.RULE(
    "operand",
    () => {
      this.MANY(() => this.CONSUME(t.UnaryOperator));
      this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.SUBRULE(this.call) }, { ALT: () => this.SUBRULE(this.literal) }]);
    },
    noResync,
  );

  // group = "(" expression ")"
  public readonly group: Rule = this.RULE(
    "group",
    () => {
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.expression);
      this.CONSUME(t.RightParen);
    },
    noResync,
  );

  // call = name [ "(" [ name ] ")" ]
  public readonly call: Rule = this.RULE(
    "call",
    () => {
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.LeftParen);
        this.OPTION1(() => this.CONSUME1(t.Name, { LABEL: "argument" }));
        this.CONSUME(t.RightParen);
      });
    },
    noResync,
  );

  // literal = integer | string | "true" | "false" | Tag
  public readonly literal: Rule = this.RULE(
    "literal",
    () => {
      this.OR([
        { ALT: () => this.CONSUME(t.Integer) },
        { ALT: () => this.CONSUME(t.StringText) },
        { ALT: () => this.CONSUME(t.True) },
        { ALT: () => this.CONSUME(t.False) },
        { ALT: () => this.CONSUME(t.Tag) },
      ]);
    },
    noResync,
  );

  // constant = [ "-" ] integer | string | "true" | "false" | Tag
  public readonly constant: Rule = this.RULE(
    "constant",
    () => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.Minus);
            this.CONSUME(t.Integer);
          },
        },
        { ALT: () => this.SUBRULE(this.literal) },
      ]);
    },
    noResync,
  );

  // pattern = "_" | patternOperand { patternOperator patternOperand }
  // Operators are those of expressions, `..` too; `|` and `? :`, which arms have for themselves, need parentheses.
  public readonly pattern: Rule = this.RULE(
    "pattern",
    () => {
      this.OR([
        { ALT: () => this.CONSUME(t.Underscore) },
        {
          ALT: () => {
            this.SUBRULE(this.patternOperand);
            this.MANY(() => {
              this.CONSUME(t.PatternOperator);
              this.SUBRULE1(this.patternOperand);
            });
          },
        },
      ]);
    },
    noResync,
  );

  // patternOperand = { "!" | "-" | "~" } ( "(" expression ")" | literal )
  public readonly patternOperand: Rule = this.RULE(
    "patternOperand",
    () => {
      this.MANY(() => this.CONSUME(t.UnaryOperator));
      this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.SUBRULE(this.literal) }]);
    },
    noResync,
  );

  // patterns = pattern { "," pattern }
  public readonly patterns: Rule = this.RULE(
    "patterns",
    () => {
      this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.pattern) });
    },
    noResync,
  );

  // arguments = "(" [ expression { "," expression } ] ")"
  public readonly arguments: Rule = this.RULE(
    "arguments",
    () => {
      this.CONSUME(t.LeftParen);
      this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.expression) });
      this.CONSUME(t.RightParen);
    },
    noResync,
  );

  // value = constant | object | list
  public readonly value: Rule = this.RULE(
    "value",
    () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.constant) },
        { ALT: () => this.SUBRULE(this.object) },
        { ALT: () => this.SUBRULE(this.list) },
      ]);
    },
    noResync,
  );

  // object = "{" [ entry { "," entry } ] "}"
  public readonly object: Rule = this.RULE(
    "object",
    () => {
      this.openBrace();
      this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.entry) });
      this.closeBrace();
    },
    noResync,
  );

  // entry = ( name | string ) ":" value
  public readonly entry: Rule = this.RULE(
    "entry",
    () => {
      this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.StringText) }]);
      this.CONSUME(t.Colon);
      this.SUBRULE(this.value);
    },
    noResync,
  );

  // list = "[" [ value { "," value } ] "]"
  public readonly list: Rule = this.RULE(
    "list",
    () => {
      this.CONSUME(t.LeftBracket);
      this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.value) });
      this.CONSUME(t.RightBracket);
    },
    noResync,
  );
}
