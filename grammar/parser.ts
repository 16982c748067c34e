/** The productions for a whole file, and the one parser instance. */
import type { CstNode, IRecognitionException, IToken } from "chevrotain";
import type { Rule } from "./expressions.js";
import { noResync } from "./recovery.js";
import { StatementParser } from "./statements.js";
import * as t from "./tokens.js";

export type { CstNode, IRecognitionException, IToken } from "chevrotain";
export { MAX_SYNTAX_ERRORS } from "./recovery.js";

class SpecParser extends StatementParser {
  public constructor() {
    super();
    this.performSelfAnalysis();
  }

  // spec = { item }
  public readonly spec: Rule = this.RULE("spec", () => {
    this.ACTION(() => this.begin());
    this.MANY({ GATE: () => !this.next(t.Colon, 0), DEF: () => this.SUBRULE(this.item) });
  });

  // item = import | typedef | struct | variantItem | codec | packet | dissect | example
  public readonly item: Rule = this.RULE("item", () => {
    this.recovering("item", () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.import) },
        { ALT: () => this.SUBRULE(this.typedef) },
        { ALT: () => this.SUBRULE(this.struct) },
        { ALT: () => this.SUBRULE(this.variantItem) },
        { ALT: () => this.SUBRULE(this.codec) },
        { ALT: () => this.SUBRULE(this.packet) },
        { ALT: () => this.SUBRULE(this.dissect) },
        { ALT: () => this.SUBRULE(this.example) },
      ]);
    });
  });

  // import = "import" string ";"
  public readonly import: Rule = this.RULE(
    "import",
    () => {
      this.CONSUME(t.Import);
      this.CONSUME(t.StringText);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // typedef = "typedef" new-name type-name ";"
  public readonly typedef: Rule = this.RULE(
    "typedef",
    () => {
      this.CONSUME(t.Typedef);
      this.CONSUME(t.Name);
      this.CONSUME1(t.Name);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // struct = "struct" block name ";"
  public readonly struct: Rule = this.RULE(
    "struct",
    () => {
      this.CONSUME(t.Struct);
      this.SUBRULE(this.block);
      this.CONSUME(t.Name);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // variantItem = "variant" name cases ";"
  public readonly variantItem: Rule = this.RULE(
    "variantItem",
    () => {
      this.CONSUME(t.Variant);
      this.CONSUME(t.Name);
      this.SUBRULE(this.cases);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // codec = "codec" name "from" string [ "size" "(" expression ")" ] [ "state" ] ";"
  public readonly codec: Rule = this.RULE(
    "codec",
    () => {
      this.CONSUME(t.Codec);
      this.CONSUME(t.Name);
      this.CONSUME(t.From);
      this.CONSUME(t.StringText);
      this.OPTION(() => {
        this.CONSUME(t.Size);
        this.SUBRULE(this.group);
      });
      this.OPTION1(() => this.CONSUME(t.State));
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // packet = "packet" name [ "(" param { "," param } ")" ] { endianClause | bitorderClause } block
  public readonly packet: Rule = this.RULE(
    "packet",
    () => {
      this.CONSUME(t.Packet);
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.LeftParen);
        // None at all is told where the tree is built, so that the rest of the packet is read.
        this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.param) });
        this.CONSUME(t.RightParen);
      });
      this.MANY(() => {
        this.OR([{ ALT: () => this.SUBRULE(this.endianClause) }, { ALT: () => this.SUBRULE(this.bitorderClause) }]);
      });
      this.SUBRULE(this.block);
    },
    noResync,
  );

  // param = ( "bool" | "boolean" | "int" | "integer" ) name
  public readonly param: Rule = this.RULE(
    "param",
    () => {
      this.CONSUME(t.Name);
      this.CONSUME1(t.Name);
    },
    noResync,
  );

  // dissect = "dissect" path [ "by" "(" expression ")" ] "{" { dissectArm } "}" ";"
  public readonly dissect: Rule = this.RULE(
    "dissect",
    () => {
      this.CONSUME(t.Dissect);
      this.SUBRULE(this.path);
      this.OPTION(() => {
        this.CONSUME(t.By);
        this.SUBRULE(this.group);
      });
      this.openBrace();
      this.MANY(() => this.SUBRULE(this.dissectArm));
      this.closeBrace();
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );

  // path = packet-name { "." ( name | Tag ) }
  public readonly path: Rule = this.RULE(
    "path",
    () => {
      this.CONSUME(t.Name);
      this.MANY(() => {
        this.CONSUME(t.Dot);
        this.OR([{ ALT: () => this.CONSUME1(t.Name, { LABEL: "step" }) }, { ALT: () => this.CONSUME(t.Tag, { LABEL: "step" }) }]);
      });
    },
    noResync,
  );

  // dissectArm = "|" ( patterns | "when" "(" expression ")" ) "->" dissectTarget { "else" dissectTarget }
  public readonly dissectArm: Rule = this.RULE("dissectArm", () => {
    this.recovering("case", () => {
      this.CONSUME(t.Pipe);
      this.OR([
        { ALT: () => this.SUBRULE(this.patterns) },
        {
          ALT: () => {
            this.CONSUME(t.When);
            this.SUBRULE(this.group);
          },
        },
      ]);
      this.CONSUME(t.Arrow);
      this.SUBRULE(this.dissectTarget);
      this.MANY(() => {
        this.CONSUME(t.Else);
        this.SUBRULE1(this.dissectTarget);
      });
    });
  });

  // dissectTarget = packet-name [ arguments ]
  public readonly dissectTarget: Rule = this.RULE(
    "dissectTarget",
    () => {
      this.CONSUME(t.Name);
      this.OPTION(() => this.SUBRULE(this.arguments));
    },
    noResync,
  );

  // example = "example" packet-name [ "(" [ constant { "," constant } ] ")" ] string string { string }
  //           [ "noncanonical" ] ( "malformed" | value ) ";"
  public readonly example: Rule = this.RULE(
    "example",
    () => {
      this.CONSUME(t.Example);
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.LeftParen);
        this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.constant) });
        this.CONSUME(t.RightParen);
      });
      this.CONSUME(t.StringText);
      this.CONSUME1(t.StringText);
      this.MANY(() => this.CONSUME2(t.StringText));
      this.OPTION1(() => this.CONSUME(t.Noncanonical));
      this.OR([{ ALT: () => this.CONSUME(t.Malformed) }, { ALT: () => this.SUBRULE(this.value) }]);
      this.CONSUME(t.Semicolon);
    },
    noResync,
  );
}

let parser: SpecParser | undefined;

export interface Parsed {
  readonly tree: CstNode;
  /** The message is the name of the token or production that was expected. */
  readonly errors: readonly IRecognitionException[];
}

export function parseTokens(tokens: readonly IToken[]): Parsed {
  parser ??= new SpecParser();
  parser.input = [...tokens];
  const tree = parser.spec();
  return { tree, errors: parser.errors };
}
