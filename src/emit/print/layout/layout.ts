/** The layouts of expressions and types that call each other in circles, so that their files need not import each other. */
import type { Doc } from "../doc/doc.js";
import type { Expression, Type } from "../syntax.js";

export interface Layout {
  /** With parentheses, where it needs them. */
  expression(node: Expression): Doc;
  type(node: Type): Doc;
}
