/** Operator precedence by two explicit stacks, so that no chain of operators, however long, needs the call stack. */
import { spanBetween, type Span } from "../diagnostics/source.js";
import type { BinaryOperator, Expr, UnaryOperator } from "./ast.js";
import { binaryLevels, conditionalLevel, unaryLevels } from "./operators.js";

/** Deeper trees would exhaust the stack of whoever walks them later. */
export const MAX_EXPRESSION_DEPTH = 500;

export type Operator =
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly span: Span }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly span: Span }
  | { readonly kind: "conditional"; readonly then: Expr; readonly span: Span };

interface Entry {
  readonly expr: Expr;
  readonly depth: number;
}

function levelOf(operator: Operator): number {
  if (operator.kind === "unary") return unaryLevels[operator.operator];
  return operator.kind === "binary" ? binaryLevels[operator.operator] : conditionalLevel;
}

export class OperatorStack {
  private readonly operands: Entry[] = [];
  private readonly operators: Operator[] = [];
  private readonly tooDeep: Span[] = [];

  /** `depthOf` knows the depth of nested expressions that were built before. */
  public constructor(private readonly depthOf: WeakMap<Expr, number>) {}

  public operand(expr: Expr): void {
    this.operands.push({ expr, depth: this.depthOf.get(expr) ?? 1 });
  }

  public prefix(operator: Operator): void {
    this.operators.push(operator);
  }

  public infix(operator: Operator): void {
    const level = levelOf(operator);
    // `?:` groups to the right, everything else to the left.
    const floor = operator.kind === "conditional" ? level + 1 : level;
    for (let top = this.operators.at(-1); top !== undefined && levelOf(top) >= floor; top = this.operators.at(-1)) this.reduce();
    this.operators.push(operator);
  }

  /** The whole expression, and the place of the first operator that was nested too deeply to keep. */
  public finish(): { readonly expr: Expr | undefined; readonly tooDeep: Span | undefined } {
    while (this.operators.length > 0) this.reduce();
    const result = this.operands.pop();
    if (result !== undefined) this.depthOf.set(result.expr, result.depth);
    return { expr: result?.expr, tooDeep: this.tooDeep[0] };
  }

  private reduce(): void {
    const operator = this.operators.pop();
    const last = this.operands.pop();
    if (operator === undefined || last === undefined) return;
    const first = operator.kind === "unary" ? last : this.operands.pop();
    if (first === undefined) return;
    const inner = operator.kind === "conditional" ? (this.depthOf.get(operator.then) ?? 1) : 0;
    const depth = Math.max(first.depth, last.depth, inner) + 1;
    if (depth > MAX_EXPRESSION_DEPTH) {
      this.tooDeep.push(operator.span);
      this.operands.push(first);
    } else this.operands.push({ expr: apply(operator, first.expr, last.expr), depth });
  }
}

function apply(operator: Operator, left: Expr, right: Expr): Expr {
  if (operator.kind === "unary") {
    return { kind: "unary", operator: operator.operator, operand: right, span: spanBetween(operator.span, right.span) };
  }
  const span = spanBetween(left.span, right.span);
  if (operator.kind === "binary") return { kind: "binary", operator: operator.operator, left, right, span };
  return { kind: "conditional", condition: left, then: operator.then, otherwise: right, span };
}
