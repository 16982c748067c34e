/** A queue that anything in it may leave, or go to the end of, in the same short time however long it is. */

/** What stands in a queue, in one at a time. The queue itself looks after these. */
export interface Queueable<Item extends Queueable<Item>> {
  queue: Queue<Item> | undefined;
  before: Item | undefined;
  after: Item | undefined;
}

export class Queue<Item extends Queueable<Item>> {
  #first: Item | undefined;
  #last: Item | undefined;
  #size = 0;

  get first(): Item | undefined {
    return this.#first;
  }

  get size(): number {
    return this.#size;
  }

  /** Puts it at the end; it leaves where it was. */
  add(item: Item): void {
    item.queue?.remove(item);
    item.queue = this;
    item.before = this.#last;
    if (this.#last === undefined) this.#first = item;
    else this.#last.after = item;
    this.#last = item;
    this.#size++;
  }

  /** Takes it out, if it is in here. */
  remove(item: Item): void {
    if (item.queue !== this) return;
    const { before, after } = item;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    item.queue = item.before = item.after = undefined;
    this.#size--;
  }
}
