/** What names and expressions stand for while they are looked at. */
import type { Expr, Packet, Target } from "../ir/ir.js";
import type { Facts } from "./facts.js";
import type { Interval } from "./layout.js";
import { atomForm, type Form } from "./linear.js";

export interface Value {
  readonly range: Interval;
  readonly form: Form;
}

/** What names mean at one point, in one direction. */
export interface Meaning {
  readonly packet: Packet;
  readonly facts: Facts;
  /** Of the expressions visited so far. */
  readonly values: Map<Expr, Value>;
  field(target: Target): Value;
  offset(target: Target): Value;
  sizeOf(target: Target): Value;
  count(target: Target): Value;
  present(target: Target): Value;
  param(index: number): Value;
  remaining(): Value;
  readonly symbols: Symbols;
  /** A division or shift, and whether its right side is certainly one that gives a result. */
  operation(kind: "division" | "shift", expr: Expr, right: Expr, range: Interval, certain: boolean): void;
}

/** Short names for what is not looked into: the same name for the same thing. */
export class Symbols {
  private readonly names = new Map<string, string>();
  private readonly expressions = new Map<Expr, string>();

  named(key: string): string {
    const name = this.names.get(key) ?? `#${this.names.size}`;
    this.names.set(key, name);
    return name;
  }

  of(expr: Expr): string {
    const name = this.expressions.get(expr) ?? `truth${this.expressions.size}`;
    this.expressions.set(expr, name);
    return name;
  }
}

export function opaque(key: string, range: Interval, meaning: Meaning): Form {
  return atomForm({ key: meaning.symbols.named(key), range });
}
