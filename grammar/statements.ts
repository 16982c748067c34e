/** The productions for what stands between a packet's braces. */
import { ExpressionParser, type Rule } from "./expressions.js";
import { noResync } from "./recovery.js";
import * as t from "./tokens.js";

export class StatementParser extends ExpressionParser {
  // statements = statement { statement }
  public readonly statements: Rule = this.RULE(
    "statements",
    () => {
      this.MANY({ GATE: () => !this.atItem(), DEF: () => this.SUBRULE(this.statement) });
    },
    noResync,
  );

  // block = "{" statements "}"
  public readonly block: Rule = this.RULE(
    "block",
    () => {
      this.openBrace();
      this.SUBRULE(this.statements);
      this.closeBrace();
    },
    noResync,
  );

  // statement = classify | unit | require | named
  public readonly statement: Rule = this.RULE("statement", () => {
    this.recovering("statement", () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.classify) },
        { ALT: () => this.SUBRULE(this.unit) },
        { GATE: () => this.next(t.LeftParen, 2), ALT: () => this.SUBRULE(this.require) },
        { ALT: () => this.SUBRULE(this.named) },
        { ALT: () => this.SUBRULE(this.stray) },
      ]);
    });
  });

  // stray: what begins no statement, and always an error
  public readonly stray: Rule = this.RULE(
    "stray",
    () => {
      this.OR([{ ALT: () => this.CONSUME(t.Stray) }, { ALT: () => this.openBrace() }]);
      this.CONSUME(t.Never);
    },
    noResync,
  );

  // classify = "classify" "(" expression ")" [ "as" name ] "{" arm { arm } "}" ";"
  public readonly classify: Rule = this.RULE(
    "classify",
    () => {
      this.CONSUME(t.Classify);
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.expression);
      this.CONSUME(t.RightParen);
      this.OPTION(() => {
        this.CONSUME(t.As);
        this.CONSUME(t.Name);
      });
      this.openBrace();
      this.AT_LEAST_ONE(() => this.SUBRULE(this.arm));
      this.closeBrace();
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // arm = "|" patterns ":" string [ "when" "(" expression ")" ] "->" statements
  public readonly arm: Rule = this.RULE("arm", () => {
    this.recovering("arm", () => {
      this.CONSUME(t.Pipe);
      this.SUBRULE(this.patterns);
      this.CONSUME(t.Colon);
      this.CONSUME(t.StringText);
      this.OPTION(() => {
        this.CONSUME(t.When);
        this.SUBRULE(this.group);
      });
      this.CONSUME(t.Arrow);
      this.SUBRULE(this.statements);
    });
  });

  // unit = "(" ")" ";"
  public readonly unit: Rule = this.RULE(
    "unit",
    () => {
      this.CONSUME(t.LeftParen);
      this.CONSUME(t.RightParen);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // require = "require" "(" expression ")" string ";"
  public readonly require: Rule = this.RULE(
    "require",
    () => {
      this.CONSUME(t.Require);
      this.SUBRULE(this.group);
      this.CONSUME(t.StringText);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // named = name ":" ( array | nested | boundedPart | fieldType ) { attribute } ";"
  // A label is a field of type `label`; src/syntax tells them apart.
  public readonly named: Rule = this.RULE(
    "named",
    () => {
      this.CONSUME(t.Name);
      this.CONSUME(t.Colon);
      this.OR([
        { ALT: () => this.SUBRULE(this.array) },
        { ALT: () => this.SUBRULE(this.nested) },
        { GATE: () => this.next(t.LeftParen, 2), ALT: () => this.SUBRULE(this.boundedPart) },
        { ALT: () => this.SUBRULE(this.fieldType) },
      ]);
      this.SUBRULE(this.attributes);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // fieldType = name [ "[" expression "]" ]
  public readonly fieldType: Rule = this.RULE(
    "fieldType",
    () => {
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.LeftBracket);
        this.SUBRULE(this.expression);
        this.CONSUME(t.RightBracket);
      });
    },
    noResync,
  );

  // array = "array" extent ( block | "of" ( nested | fieldType ) )
  public readonly array: Rule = this.RULE(
    "array",
    () => {
      this.CONSUME(t.ArrayWord);
      this.SUBRULE(this.extent);
      this.OR([
        { ALT: () => this.SUBRULE(this.block) },
        {
          ALT: () => {
            this.CONSUME(t.Of);
            this.OR1([{ ALT: () => this.SUBRULE(this.nested) }, { ALT: () => this.SUBRULE(this.fieldType) }]);
          },
        },
      ]);
    },
    noResync,
  );

  // extent = group | "bytes" group | "to_end" [ "until" group ] | "until" group
  public readonly extent: Rule = this.RULE(
    "extent",
    () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.group) },
        {
          ALT: () => {
            this.CONSUME(t.Bytes);
            this.SUBRULE1(this.group);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.ToEnd);
            this.OPTION(() => {
              this.CONSUME(t.Until);
              this.SUBRULE2(this.group);
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME1(t.Until);
            this.SUBRULE3(this.group);
          },
        },
      ]);
    },
    noResync,
  );

  // nested = "packet" packet-name arguments
  public readonly nested: Rule = this.RULE(
    "nested",
    () => {
      this.CONSUME(t.Packet);
      this.CONSUME(t.Name);
      this.SUBRULE(this.arguments);
    },
    noResync,
  );

  // boundedPart = boundedClause block
  public readonly boundedPart: Rule = this.RULE(
    "boundedPart",
    () => {
      this.SUBRULE(this.boundedClause);
      this.SUBRULE(this.block);
    },
    noResync,
  );

  // boundedClause = "bounded" "(" expression ")" [ "keep" name ]
  public readonly boundedClause: Rule = this.RULE(
    "boundedClause",
    () => {
      this.CONSUME(t.Bounded);
      this.SUBRULE(this.group);
      this.OPTION(() => {
        this.CONSUME(t.Keep);
        this.CONSUME(t.Name);
      });
    },
    noResync,
  );

  // attributes = { attribute }
  // A name before `:` begins the next statement, where a `;` is missing.
  public readonly attributes: Rule = this.RULE(
    "attributes",
    () => {
      this.MANY({
        GATE: () => !this.next(t.Colon, 2) && !this.next(t.Require),
        DEF: () => this.SUBRULE(this.attribute),
      });
    },
    noResync,
  );

  // attribute = variantClause | "verify" | endianClause | bitorderClause | checksum | boundedClause | simpleAttribute
  public readonly attribute: Rule = this.RULE(
    "attribute",
    () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.variantClause) },
        { ALT: () => this.CONSUME(t.Verify) },
        { ALT: () => this.SUBRULE(this.endianClause) },
        { ALT: () => this.SUBRULE(this.bitorderClause) },
        { ALT: () => this.SUBRULE(this.checksum) },
        { ALT: () => this.SUBRULE(this.boundedClause) },
        { ALT: () => this.SUBRULE(this.simpleAttribute) },
      ]);
    },
    noResync,
  );

  // simpleAttribute = ( name | "when" ) "(" expression ")"
  // Any name: src/syntax knows the attributes, and suggests one for a misspelt name.
  public readonly simpleAttribute: Rule = this.RULE(
    "simpleAttribute",
    () => {
      this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.When) }]);
      this.SUBRULE(this.group);
    },
    noResync,
  );

  // variantClause = "variant" ( cases | name )
  public readonly variantClause: Rule = this.RULE(
    "variantClause",
    () => {
      this.CONSUME(t.Variant);
      this.OR([{ ALT: () => this.SUBRULE(this.cases) }, { ALT: () => this.CONSUME(t.Name) }]);
    },
    noResync,
  );

  // cases = "{" case { case } "}"
  public readonly cases: Rule = this.RULE(
    "cases",
    () => {
      this.openBrace();
      this.AT_LEAST_ONE(() => this.SUBRULE(this.case));
      this.closeBrace();
    },
    noResync,
  );

  // case = "|" expression ( "->" | "=>" ) Tag
  public readonly case: Rule = this.RULE("case", () => {
    this.recovering("case", () => {
      this.CONSUME(t.Pipe);
      this.SUBRULE(this.expression);
      this.OR([{ ALT: () => this.CONSUME(t.Arrow) }, { ALT: () => this.CONSUME(t.DefaultArrow) }]);
      this.CONSUME(t.Tag);
    });
  });

  // endianClause = "endian" "(" ( "big" | "little" [ "when" expression ] ) ")"
  public readonly endianClause: Rule = this.RULE(
    "endianClause",
    () => {
      this.CONSUME(t.EndianWord);
      this.CONSUME(t.LeftParen);
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.When);
        this.SUBRULE(this.expression);
      });
      this.CONSUME(t.RightParen);
    },
    noResync,
  );

  // bitorderClause = "bitorder" "(" ( "msb" | "lsb" ) ")"
  public readonly bitorderClause: Rule = this.RULE(
    "bitorderClause",
    () => {
      this.CONSUME(t.Bitorder);
      this.CONSUME(t.LeftParen);
      this.CONSUME(t.Name);
      this.CONSUME(t.RightParen);
    },
    noResync,
  );

  // checksum = "checksum" "(" algorithm "," expression [ "," expression ] ")"
  public readonly checksum: Rule = this.RULE(
    "checksum",
    () => {
      this.CONSUME(t.Checksum);
      this.CONSUME(t.LeftParen);
      this.CONSUME(t.Name);
      this.CONSUME(t.Comma);
      this.SUBRULE(this.expression);
      this.OPTION(() => {
        this.CONSUME1(t.Comma);
        this.SUBRULE1(this.expression);
      });
      this.CONSUME(t.RightParen);
    },
    noResync,
  );
}
