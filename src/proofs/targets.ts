/** The checks of one packet for which witnesses are looked for, and the best ones found so far. */
import type { ItemId } from "../ir/ir.js";
import type { Obligation } from "../layout/layout.js";
import type { FailedCheck } from "./matching.js";
import type { Direction, Witness } from "./types.js";

interface Target {
  readonly item: ItemId;
  readonly kind: Obligation["kind"];
  witness?: Witness;
  size: number;
}

export class Targets {
  readonly #targets = new Map<string, Target>();
  readonly #proved = new Set<string>();
  #found = 0;

  constructor(obligations: readonly Obligation[], direction: Direction) {
    const seen = new Set<string>();
    for (const { item, kind, proved, direction: own } of obligations) {
      if (own !== direction && own !== "both") continue;
      const key = keyOf(item, kind);
      if (proved) this.#proved.add(key);
      if (proved) continue;
      this.#targets.set(key, { item, kind, size: Infinity });
      // Of several divisions in one item, a failure does not say which it was.
      if (seen.has(key) && (kind === "division" || kind === "shift")) this.#targets.delete(key);
      seen.add(key);
    }
  }

  /** Those without a witness. */
  get open(): readonly { readonly item: ItemId; readonly kind: Obligation["kind"] }[] {
    return [...this.#targets.values()].filter(({ witness }) => witness === undefined);
  }

  /** How many have a witness. */
  get found(): number {
    return this.#found;
  }

  witness(item: ItemId, kind: Obligation["kind"]): Witness | undefined {
    return this.#targets.get(keyOf(item, kind))?.witness;
  }

  /** Keeps the witness where none as small is known. It is only made where it is needed. */
  hit(failed: readonly FailedCheck[], size: number, make: () => Witness | undefined): void {
    const [only, ...others] = failed;
    if (only === undefined || others.length > 0) return;
    for (const kind of only.kinds) {
      const target = this.#targets.get(keyOf(only.item, kind));
      if (target === undefined || target.size <= size) continue;
      const witness = make();
      if (witness !== undefined && target.witness === undefined) this.#found++;
      if (witness !== undefined) Object.assign(target, { witness, size });
    }
  }

  /**
   * A check that failed although it is proved, or that the analysis does not know of: one of the two is wrong. A failure
   * that can come from several checks is taken for the one that may fail.
   */
  surprise(failed: readonly FailedCheck[]): string | undefined {
    for (const { item, kinds } of failed) {
      const keys = kinds.map((kind) => keyOf(item, kind));
      if (keys.some((key) => this.#targets.has(key))) continue;
      if (keys.some((key) => this.#proved.has(key))) return `the check of ${kinds.join(" or ")} failed although it is proved`;
      return `the check of ${kinds.join(" or ")} is not listed`;
    }
    return undefined;
  }

  /** Something without a witness, or with a larger one, could be gained. */
  isWanted(failed: readonly FailedCheck[], size: number): boolean {
    return failed.some(({ item, kinds }) => kinds.some((kind) => (this.#targets.get(keyOf(item, kind))?.size ?? 0) > size));
  }
}

function keyOf(item: ItemId, kind: string): string {
  return `${String(item)} ${kind}`;
}
