/** Tasks that wait for their turn: only so many run at a time. */

export class Turns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs a task when it is its turn, and gives what it gives. */
  async take<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await task();
    } finally {
      // The turn is handed over: it is not free in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

/** Does something with each of many things, so many at a time; the results, in their order. */
export async function eachWithin<Thing, Result>(
  most: number,
  things: readonly Thing[],
  task: (thing: Thing) => Promise<Result>,
): Promise<Result[]> {
  const turns = new Turns(most);
  return Promise.all(things.map((thing) => turns.take(() => task(thing))));
}

/** The same for each of several things, which do not wait for each other. */
export class TurnsOf {
  readonly #most: number;
  /** Of those that have tasks, and how many. */
  readonly #turns = new Map<string, { readonly turns: Turns; tasks: number }>();

  /** @param most of one thing at a time */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs a task when it is its turn among those of a thing. */
  async take<Value>(thing: string, task: () => Promise<Value>): Promise<Value> {
    const own = this.#turns.get(thing) ?? { turns: new Turns(this.#most), tasks: 0 };
    this.#turns.set(thing, own);
    own.tasks++;
    try {
      return await own.turns.take(task);
    } finally {
      if (--own.tasks === 0) this.#turns.delete(thing);
    }
  }
}
