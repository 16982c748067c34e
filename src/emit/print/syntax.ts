/**
 * The subset of TypeScript that is emitted, as a tree. Nodes know their parent and their place in it, since what prettier
 * does with an expression depends on where it stands.
 */

/** What a node is to its parent. */
export type Role =
  | "argument"
  | "alternate"
  | "body"
  | "callee"
  | "consequent"
  | "element"
  | "expression"
  | "index"
  | "initializer"
  | "left"
  | "object"
  | "operand"
  | "right"
  | "test"
  | "typeArgument"
  | "value";

interface Place {
  parent: Parent | undefined;
  role: Role;
}

export type AtomKind = "name" | "this" | "number" | "bigint" | "string" | "boolean" | "null";

export interface Atom extends Place {
  readonly kind: AtomKind;
  readonly text: string;
}
export interface Template extends Place {
  readonly kind: "template";
  readonly chunks: readonly string[];
  readonly expressions: readonly Expression[];
}
export interface ArrayLiteral extends Place {
  readonly kind: "array";
  readonly elements: readonly Expression[];
}
export interface ObjectLiteral extends Place {
  readonly kind: "object";
  readonly members: readonly (Property | Spread)[];
  /** There is a line break behind the brace: prettier leaves such objects open. */
  readonly open: boolean;
}
export interface Property extends Place, Leading {
  readonly kind: "property";
  readonly key: string;
  /** Without it, the key is a variable too. */
  readonly value: Expression | undefined;
}
export interface Arrow extends Place {
  readonly kind: "arrow";
  readonly parameters: readonly Parameter[];
  readonly returnType: Type | undefined;
  readonly body: Expression | Block;
}
export interface Call extends Place {
  readonly kind: "call" | "new";
  readonly callee: Expression;
  readonly typeArguments: readonly Type[] | undefined;
  readonly args: readonly Expression[];
  readonly optional: boolean;
}
export interface Member extends Place {
  readonly kind: "member";
  readonly object: Expression;
  readonly property: string;
  readonly optional: boolean;
}
export interface Index extends Place {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
  readonly optional: boolean;
}
export interface Unary extends Place {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
}
export interface Update extends Place {
  readonly kind: "update";
  readonly operator: string;
  readonly prefix: boolean;
  readonly operand: Expression;
}
export interface Binary extends Place {
  readonly kind: "binary" | "logical";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Assign extends Place {
  readonly kind: "assign";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Conditional extends Place {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}
export interface Cast extends Place {
  readonly kind: "cast";
  readonly operator: string;
  readonly expression: Expression;
  readonly type: Type;
}
export interface NonNull extends Place {
  readonly kind: "nonNull";
  readonly expression: Expression;
}
export interface Spread extends Place {
  readonly kind: "spread";
  readonly expression: Expression;
}

export type Expression =
  | Atom
  | Template
  | ArrayLiteral
  | ObjectLiteral
  | Arrow
  | Call
  | Member
  | Index
  | Unary
  | Update
  | Binary
  | Assign
  | Conditional
  | Cast
  | NonNull
  | Spread;

// Types

/** A name with dots, a keyword or a literal. */
export interface TypeName extends Place {
  readonly kind: "typeName" | "typeKeyword" | "typeLiteral";
  readonly text: string;
  readonly typeArguments: readonly Type[] | undefined;
}
export interface TypeQuery extends Place {
  readonly kind: "typeof";
  readonly text: string;
}
export interface TypeOperator extends Place {
  readonly kind: "typeOperator";
  readonly operator: string;
  readonly type: Type;
}
export interface ArrayType extends Place {
  readonly kind: "arrayType";
  readonly element: Type;
}
export interface IndexedType extends Place {
  readonly kind: "indexedType";
  readonly object: Type;
  readonly index: Type;
}
export interface TupleType extends Place {
  readonly kind: "tuple";
  readonly elements: readonly Type[];
}
export interface TypeList extends Place {
  readonly kind: "union" | "intersection";
  readonly types: readonly Type[];
}
export interface ObjectType extends Place {
  readonly kind: "objectType";
  readonly members: readonly Signature[];
  readonly open: boolean;
}
export interface FunctionType extends Place {
  readonly kind: "functionType";
  readonly parameters: readonly Parameter[];
  readonly returnType: Type;
}
export type Type = TypeName | TypeQuery | TypeOperator | ArrayType | IndexedType | TupleType | TypeList | ObjectType | FunctionType;

// Parts of declarations

export interface Comment {
  readonly text: string;
  readonly lineAfter: boolean;
  readonly blankAfter: boolean;
}
/** What stands before a statement or a member. */
export interface Leading {
  readonly comments: readonly Comment[];
  readonly blankBefore: boolean;
}
export interface Parameter {
  readonly name: string;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly type: Type | undefined;
  readonly initializer: Expression | undefined;
}
/** A property of an interface or an object type. */
export interface Signature extends Leading {
  readonly kind: "signature";
  readonly readonly: boolean;
  readonly key: string;
  readonly optional: boolean;
  readonly type: Type | undefined;
}
export interface ClassField extends Leading {
  readonly kind: "field";
  /** Modifiers and name. */
  readonly name: string;
  readonly type: Type | undefined;
  readonly initializer: Expression | undefined;
}
export interface Method extends Leading {
  readonly kind: "method";
  /** Modifiers, `get` and name. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returnType: Type | undefined;
  readonly body: Block;
}

// Statements

export interface Block extends Leading {
  readonly kind: "block";
  readonly statements: readonly Statement[];
}
export interface ExpressionStatement extends Leading {
  readonly kind: "expressionStatement";
  readonly expression: Expression;
}
export interface Return extends Leading {
  readonly kind: "return" | "throw";
  readonly value: Expression | undefined;
}
export interface Variable extends Leading {
  readonly kind: "variable";
  /** `const`, `export const`... */
  readonly keyword: string;
  readonly name: string;
  readonly type: Type | undefined;
  readonly initializer: Expression | undefined;
  /** A comment in front of the initializer. */
  readonly note: string | undefined;
}
/** `break`, `continue`, with a label or without. */
export interface Jump extends Leading {
  readonly kind: "jump";
  readonly text: string;
}
export interface If extends Leading {
  readonly kind: "if";
  readonly test: Expression;
  readonly consequent: Statement;
  readonly alternate: Statement | undefined;
}
export interface While extends Leading {
  readonly kind: "while";
  readonly test: Expression;
  readonly body: Statement;
}
export interface DoWhile extends Leading {
  readonly kind: "doWhile";
  readonly body: Block;
  readonly test: Expression;
}
export interface For extends Leading {
  readonly kind: "for";
  readonly initializer: Variable | ExpressionStatement | undefined;
  readonly test: Expression | undefined;
  readonly update: Expression | undefined;
  readonly body: Statement;
}
export interface ForOf extends Leading {
  readonly kind: "forOf";
  /** `const name` */
  readonly left: string;
  readonly right: Expression;
  readonly body: Statement;
}
export interface Case extends Leading {
  readonly kind: "case";
  readonly test: Expression | undefined;
  readonly statements: readonly Statement[];
}
export interface Switch extends Leading {
  readonly kind: "switch";
  readonly subject: Expression;
  readonly cases: readonly Case[];
}
export interface Labeled extends Leading {
  readonly kind: "labeled";
  readonly label: string;
  readonly body: Statement;
}
export interface FunctionDeclaration extends Leading {
  readonly kind: "function";
  /** `export function name` */
  readonly head: string;
  readonly parameters: readonly Parameter[];
  readonly returnType: Type | undefined;
  readonly body: Block;
}
export interface ClassDeclaration extends Leading {
  readonly kind: "class";
  /** `export class Name` */
  readonly head: string;
  readonly members: readonly (ClassField | Method)[];
}
export interface InterfaceDeclaration extends Leading {
  readonly kind: "interface";
  readonly head: string;
  readonly members: readonly Signature[];
}
export interface Alias extends Leading {
  readonly kind: "alias";
  readonly head: string;
  readonly type: Type;
}
export interface Import extends Leading {
  readonly kind: "import";
  /** `import type`, `export` */
  readonly keyword: string;
  /** `* as name` */
  readonly namespace: string | undefined;
  readonly names: readonly string[];
  readonly source: string | undefined;
}

/** Stands for a function's lines, which are at hand apart from the text. */
export interface Placeholder extends Leading {
  readonly kind: "placeholder";
  readonly index: number;
}

export type Statement =
  | Placeholder
  | Block
  | ExpressionStatement
  | Return
  | Variable
  | Jump
  | If
  | While
  | DoWhile
  | For
  | ForOf
  | Switch
  | Labeled
  | FunctionDeclaration
  | ClassDeclaration
  | InterfaceDeclaration
  | Alias
  | Import;

export type Parent = Expression | Property | Type | Statement | Case | ClassField | Parameter;

/** What is not in the subset, or not certain to be laid out here as prettier does: prettier does it then. */
export class BeyondSubset extends Error {}

export function beyond(what: string): never {
  throw new BeyondSubset(what);
}
