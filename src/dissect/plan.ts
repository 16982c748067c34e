/**
 * What is left of a program once its modules are generated, as plain data that can be kept in a file: how each packet's
 * functions are called, and which packet holds which. Loading it needs nothing of the compiler.
 */

export interface PacketPlan {
  readonly name: string;
  /** The spec file, as the user named it. */
  readonly file: string;
  /** The suffix of its functions: `Udp` in `decodeUdp`. */
  readonly suffix: string;
  /** The name of its shape. */
  readonly shape: string;
  readonly params: readonly ParamPlan[];
  /** How many arguments stand between the packet's own and `trace`: codec states, limits. */
  readonly extras: number;
  /** Whether where it ends depends on where its input ends: then nobody knows before that it is complete. */
  readonly endsWithInput: boolean;
  /** Of its numbers and bit fields, and those of the packets in it: each order that occurs. */
  readonly orders?: readonly Order[];
}

/** caller: a parameter or the packet itself says it. */
export type Order = "big" | "little" | "caller" | "msb" | "lsb";

export interface ParamPlan {
  readonly name: string;
  readonly type: "int" | "bool";
  /** Added by the compiler (byte order "caller"). */
  readonly implicit: boolean;
}

/**
 * An expression over a decoded packet. Places are paths of spec names, as the explaining walk traces them, but without the
 * packet's own: `type.EchoReply.data`. Several where the name stands in several arms: the one that is there counts.
 */
export type PlanExpr =
  | { readonly kind: "int"; readonly value: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "param"; readonly index: number }
  | { readonly kind: "field" | "offset" | "sizeof" | "arrayLength" | "present"; readonly paths: readonly string[] }
  | { readonly kind: "remaining" }
  | { readonly kind: "not" | "negate" | "complement" | "boolToInt" | "internetSum"; readonly operand: PlanExpr }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: PlanExpr;
      readonly right: PlanExpr;
    }
  | { readonly kind: "conditional"; readonly condition: PlanExpr; readonly then: PlanExpr; readonly otherwise: PlanExpr };

export type BinaryOperator =
  "+" | "-" | "*" | "/" | "%" | "<<" | ">>" | "&" | "|" | "^" | "&&" | "||" | "==" | "!=" | "<" | "<=" | ">" | ">=";

export type PlanPattern =
  | { readonly kind: "any" }
  | { readonly kind: "range"; readonly low: string; readonly high: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "bool"; readonly value: boolean };

export interface DissectionPlan {
  /** Index into the packets. */
  readonly packet: number;
  /** Of the payload. */
  readonly path: string;
  readonly by?: PlanExpr;
  readonly arms: readonly DissectionArmPlan[];
}
export interface DissectionArmPlan {
  readonly patterns: readonly PlanPattern[];
  readonly when?: PlanExpr;
  /** One, or alternatives in the order in which they are tried. */
  readonly targets: readonly DissectionTargetPlan[];
}
export interface DissectionTargetPlan {
  /** Index into the packets. */
  readonly packet: number;
  readonly args: readonly PlanExpr[];
}

export interface Plan {
  readonly packets: readonly PacketPlan[];
  readonly dissections: readonly DissectionPlan[];
}
