/** What has been found so far, and where an expression stands. */
import type { Expr, ItemId, Packet, Program, Target } from "../../../src/ir/ir.js";
import { Malformed } from "./failure.js";
import type { Operand } from "./values.js";

/** Positions in bits. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly isPresent: boolean;
  readonly value?: Operand;
  readonly count?: number;
}

/** Items by number. Each array element has a scope of its own, so that its names are its own. */
export class Scope {
  private readonly items = new Map<ItemId, Found>();

  constructor(private readonly outer?: Scope) {}

  set(id: ItemId, found: Found): void {
    this.items.set(id, found);
  }

  find(id: ItemId): Found | undefined {
    return this.items.get(id) ?? this.outer?.find(id);
  }

  /** Of several items of one name, the one in the arm that was taken. */
  require(target: Target): Found {
    for (const id of target) {
      const found = this.find(id);
      if (found !== undefined) return found;
    }
    throw new Malformed("what the expression names is not there");
  }
}

/** Where the innermost bounded part ends, in bytes; set once known. `isOutermost`: beyond it there may be more later. */
export interface Limit {
  end: number;
  readonly isOutermost: boolean;
}

/** Told of what is found, for tests that compare it with what was predicted. */
export interface Observer {
  item?(packet: Packet, id: ItemId, found: Found): void;
  number?(packet: Packet, expr: Expr, value: bigint): void;
}

export interface Frame {
  readonly observer?: Observer | undefined;
  readonly program: Program;
  readonly packet: Packet;
  /** In bytes. */
  readonly start: number;
  readonly args: readonly (bigint | boolean)[];
  readonly depth: number;
}

/** All that an expression's value depends on. */
export interface Place {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly limit: Limit;
  /** In bits. */
  readonly at: number;
}
