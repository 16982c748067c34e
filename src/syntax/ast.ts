/**
 * The abstract syntax of MPL: what was written, with spans, before any name is resolved.
 * A node never refers to another by anything but its text.
 */
import type { Span } from "../diagnostics/source.js";

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface Doc {
  /** The comment's text without the delimiters and leading stars, lines joined by "\n". */
  readonly text: string;
  readonly span: Span;
}

export interface SpecFile {
  readonly kind: "file";
  readonly path: string;
  readonly items: readonly Item[];
  /** Some declaration did not parse and is missing here; that a name is unknown then proves nothing. */
  readonly damaged?: true;
}

export type Item = ImportItem | TypedefItem | StructItem | VariantItem | CodecItem | PacketItem | DissectItem | ExampleItem;

interface NodeBase {
  readonly span: Span;
}
interface Documented extends NodeBase {
  readonly doc?: Doc;
}
interface Recoverable extends Documented {
  /** Some of what it holds did not parse and is missing here. */
  readonly damaged?: true;
}

export interface ImportItem extends Documented {
  readonly kind: "import";
  readonly path: StringLiteral;
}
export interface TypedefItem extends Documented {
  readonly kind: "typedef";
  readonly name: Name;
  readonly base: Name;
}
export interface StructItem extends Recoverable {
  readonly kind: "struct";
  readonly name: Name;
  readonly body: readonly Statement[];
}
export interface VariantItem extends Recoverable {
  readonly kind: "variant";
  readonly name: Name;
  readonly cases: readonly VariantCase[];
}
export interface CodecItem extends Documented {
  readonly kind: "codec";
  readonly name: Name;
  readonly module: StringLiteral;
  readonly size?: Expr;
  readonly state: boolean;
}
export interface PacketItem extends Recoverable {
  readonly kind: "packet";
  readonly name: Name;
  readonly params: readonly ParamNode[];
  readonly endian?: Endian;
  readonly bitOrder?: BitOrder;
  readonly body: readonly Statement[];
}
export interface ParamNode extends Documented {
  readonly kind: "param";
  /** As written: `bool`, `boolean`, `int` or `integer`. */
  readonly type: Name;
  readonly name: Name;
}
export interface DissectItem extends Recoverable {
  readonly kind: "dissect";
  /** `ethernet.length.IPv4.data`: packet name first, then field names and arm tags. */
  readonly path: readonly Name[];
  readonly by?: Expr;
  readonly arms: readonly DissectArm[];
}
export interface DissectArm extends NodeBase {
  readonly kind: "dissectArm";
  /** With `by`: patterns. Without: `when`. Neither (`_`): always. */
  readonly patterns: readonly Pattern[];
  readonly when?: Expr;
  /** One, or alternatives in the order in which they are tried. */
  readonly targets: readonly DissectTarget[];
}
export interface DissectTarget extends NodeBase {
  readonly kind: "dissectTarget";
  readonly packet: Name;
  readonly args: readonly Expr[];
}
export interface ExampleItem extends Documented {
  readonly kind: "example";
  readonly packet: Name;
  readonly args: readonly ConstantNode[];
  readonly title: StringLiteral;
  /** Hex digits and white space; several strings are joined. */
  readonly hex: readonly StringLiteral[];
  readonly noncanonical: boolean;
  /** Undefined: the bytes are malformed and must be rejected. */
  readonly value?: ValueNode;
}
export type ValueNode =
  | (NodeBase & { readonly kind: "scalar"; readonly constant: ConstantNode })
  | (NodeBase & { readonly kind: "object"; readonly entries: readonly { readonly name: Name; readonly value: ValueNode }[] })
  | (NodeBase & { readonly kind: "list"; readonly elements: readonly ValueNode[] });

export type Statement =
  | FieldStatement
  | LabelStatement
  | ClassifyStatement
  | ArrayStatement
  | NestedStatement
  | BoundedStatement
  | RequireStatement
  | UnitStatement;

export interface FieldStatement extends Documented {
  readonly kind: "field";
  readonly name: Name;
  readonly type: FieldType;
  readonly attributes: readonly Attribute[];
}
export interface FieldType extends NodeBase {
  readonly name: Name;
  readonly argument?: Expr;
}
export interface LabelStatement extends Documented {
  readonly kind: "label";
  readonly name: Name;
}
export interface ClassifyStatement extends Documented {
  readonly kind: "classify";
  readonly subject: Expr;
  readonly as?: Name;
  readonly arms: readonly ArmNode[];
}
export interface ArmNode extends Documented {
  readonly kind: "arm";
  readonly patterns: readonly Pattern[];
  readonly name: StringLiteral;
  readonly when?: Expr;
  readonly body: readonly Statement[];
}
/** Its expressions are over constants only. */
export type Pattern =
  | (NodeBase & { readonly kind: "any" })
  | (NodeBase & { readonly kind: "one"; readonly constant: Expr })
  | (NodeBase & { readonly kind: "range"; readonly low: Expr; readonly high: Expr });
export type ConstantNode =
  | (NodeBase & { readonly kind: "int"; readonly value: bigint; readonly text: string })
  | StringLiteral
  | (NodeBase & { readonly kind: "bool"; readonly value: boolean })
  | (NodeBase & { readonly kind: "tag"; readonly text: string });

export interface ArrayStatement extends Documented {
  readonly kind: "array";
  readonly name: Name;
  readonly extent: ArrayExtent;
  readonly body: ArrayBody;
  /** Attributes behind a `{ }` body (only `when` makes sense); behind `of` they belong to the element. */
  readonly attributes: readonly Attribute[];
}
export type ArrayExtent =
  | (NodeBase & { readonly kind: "count"; readonly count: Expr })
  | (NodeBase & { readonly kind: "bytes"; readonly length: Expr })
  | (NodeBase & { readonly kind: "toEnd"; readonly until?: Expr })
  | (NodeBase & { readonly kind: "until"; readonly until: Expr });
export type ArrayBody =
  /** flat: written `of packet p()`; the one nested packet is the element itself. */
  | { readonly kind: "group"; readonly body: readonly Statement[]; readonly flat?: true }
  | { readonly kind: "of"; readonly type: FieldType; readonly attributes: readonly Attribute[] };

export interface NestedStatement extends Documented {
  readonly kind: "nested";
  readonly name: Name;
  readonly packet: Name;
  readonly args: readonly Expr[];
  readonly attributes: readonly Attribute[];
}
export interface BoundedStatement extends Documented {
  readonly kind: "bounded";
  readonly name: Name;
  readonly length: Expr;
  readonly keep?: Name;
  readonly body: readonly Statement[];
  readonly attributes: readonly Attribute[];
}
export interface RequireStatement extends Documented {
  readonly kind: "require";
  readonly condition: Expr;
  readonly message: StringLiteral;
}
/** `();`, an empty body. */
export interface UnitStatement extends NodeBase {
  readonly kind: "unit";
}

export type BitOrder = "msb" | "lsb";
export type Endian = NodeBase &
  ({ readonly kind: "big" } | { readonly kind: "little" } | { readonly kind: "littleWhen"; readonly condition: Expr });

export type Attribute =
  | (NodeBase & {
      readonly kind: "min" | "max" | "align" | "const" | "value" | "default" | "when";
      readonly argument: Expr;
    })
  | (NodeBase & { readonly kind: "variant"; readonly cases: readonly VariantCase[] })
  | (NodeBase & { readonly kind: "variantRef"; readonly name: Name })
  | (NodeBase & { readonly kind: "verify" })
  | (NodeBase & { readonly kind: "endian"; readonly endian: Endian })
  | (NodeBase & { readonly kind: "bitorder"; readonly order: BitOrder })
  | (NodeBase & { readonly kind: "checksum"; readonly algorithm: Name; readonly region: Expr; readonly seed?: Expr })
  | (NodeBase & { readonly kind: "bounded"; readonly length: Expr; readonly keep?: Name });

export interface VariantCase extends Documented {
  readonly kind: "case";
  readonly value: Expr;
  readonly tag: Name;
  /** Written with `=>`: the default when encoding. */
  readonly isDefault: boolean;
}

export type StringLiteral = NodeBase & { readonly kind: "string"; readonly value: string };
export type BinaryOperator =
  ".." | "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "|" | "^" | "&" | "<<" | ">>" | "+" | "-" | "*" | "/" | "%";
export type UnaryOperator = "!" | "-" | "~";

export type Expr =
  | (NodeBase & { readonly kind: "int"; readonly value: bigint; readonly text: string })
  | StringLiteral
  | (NodeBase & { readonly kind: "bool"; readonly value: boolean })
  | (NodeBase & { readonly kind: "name"; readonly name: string })
  | (NodeBase & { readonly kind: "tag"; readonly text: string })
  | (NodeBase & { readonly kind: "call"; readonly function: Name; readonly argument?: Name })
  | (NodeBase & { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expr })
  | (NodeBase & { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr })
  | (NodeBase & { readonly kind: "conditional"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr })
  /** Kept for the formatter; checking looks through it. */
  | (NodeBase & { readonly kind: "group"; readonly inner: Expr });
