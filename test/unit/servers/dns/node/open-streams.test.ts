/** Which connection gives way to which. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OpenStreams, type OpenStream } from "../../../../../servers/dns/node/open-streams.js";

/** Connections by names: that of their client, and a number. */
class Tested {
  readonly streams: OpenStreams;
  readonly open = new Map<string, OpenStream>();
  readonly gone: string[] = [];

  constructor(tcpConnections: number, tcpConnectionsPerClient: number) {
    this.streams = new OpenStreams({ tcpConnections, tcpConnectionsPerClient });
  }

  /** Whether there was room. */
  add(client: string, id: number): boolean {
    const name = `${client}${id}`;
    const stream = this.streams.open(client, () => {
      this.open.delete(name);
      this.gone.push(name);
    });
    if (stream !== undefined) this.open.set(name, stream);
    return stream !== undefined;
  }

  addAll(client: string, count: number): boolean[] {
    return Array.from({ length: count }, (_, id) => this.add(client, id));
  }

  busy(name: string, isBusy = true): void {
    this.open.get(name)?.busy(isBusy);
  }

  close(name: string): void {
    this.open.get(name)?.close();
    this.open.delete(name);
  }
}

describe("a client with as many connections as it may have", () => {
  test("loses the one that was idle for longest", () => {
    const by = new Tested(10, 3);
    by.addAll("a", 3);
    by.open.get("a0")?.asked();
    by.busy("a1");
    expect([by.add("a", 3), by.gone]).toEqual([true, ["a2"]]);
    by.busy("a1", false);
    expect([by.add("a", 4), by.add("a", 5), by.gone]).toEqual([true, true, ["a2", "a0", "a3"]]);
  });

  test("gets no other where none of its own is idle, though others have idle ones", () => {
    const by = new Tested(4, 2);
    by.addAll("a", 2);
    by.addAll("b", 2);
    by.busy("a0");
    by.busy("a1");
    expect([by.add("a", 2), by.gone, by.streams.refused]).toEqual([false, [], 1]);
  });
});

describe("where there are as many connections as there may be", () => {
  test("the client with most idle ones loses its longest idle one", () => {
    const by = new Tested(6, 4);
    by.addAll("a", 2);
    by.addAll("b", 3);
    by.add("c", 0);
    expect([by.add("d", 0), by.gone]).toEqual([true, ["b0"]]);
    expect(by.streams.size).toBe(6);
    expect(by.streams.displaced).toBe(1);
  });

  test("of clients with as many, the one that was quiet for longest loses one", () => {
    const by = new Tested(3, 2);
    for (const client of ["a", "b", "c"]) by.add(client, 0);
    by.open.get("a0")?.asked();
    by.busy("b0");
    by.busy("b0", false);
    expect([by.add("d", 0), by.add("e", 0), by.add("f", 0), by.add("g", 0)]).toEqual([true, true, true, true]);
    expect(by.gone).toEqual(["c0", "a0", "b0", "d0"]);
  });

  test("a client that fills it up loses its own: others keep theirs", () => {
    const by = new Tested(10, 8);
    for (const client of ["a", "b", "c", "d"]) by.add(client, 0);
    expect(by.addAll("x", 50)).not.toContain(false);
    expect(by.gone.every((name) => name.startsWith("x"))).toBe(true);
    // Even where all of its own are busy.
    for (const name of by.open.keys()) if (name.startsWith("x")) by.busy(name);
    expect(by.add("x", 50)).toBe(false);
    expect(["a0", "b0", "c0", "d0"].filter((name) => !by.open.has(name))).toEqual([]);
    // And who has none gets one all the same.
    expect([by.add("e", 0), by.gone.at(-1)]).toEqual([true, "a0"]);
  });

  test("a new one is refused where nobody is idle", () => {
    const by = new Tested(2, 2);
    by.addAll("a", 2);
    by.busy("a0");
    by.busy("a1");
    expect([by.add("b", 0), by.streams.refused, by.streams.displaced]).toEqual([false, 1, 0]);
    by.close("a1");
    expect(by.add("b", 0)).toBe(true);
  });
});

test("one that is closed counts no more, whatever is said of it after", () => {
  const by = new Tested(1, 1);
  by.add("a", 0);
  const stream = by.open.get("a0");
  stream?.close();
  stream?.close();
  stream?.asked();
  stream?.busy(true);
  stream?.busy(false);
  expect(by.streams.size).toBe(0);
  expect([by.add("b", 0), by.add("c", 0), by.gone]).toEqual([true, true, ["b0"]]);
});

type Step = readonly [action: "open" | "asked" | "busy" | "idle" | "close", client: number, which: number];
const STEP: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom("open", "open", "asked", "busy", "idle", "close"),
  fc.integer({ min: 0, max: 4 }),
  fc.nat({ max: 30 }),
);

/** The same rules, by looking at every connection. */
class Model {
  readonly rows: { name: string; client: string; isBusy: boolean; since: number }[] = [];
  readonly seen = new Map<string, number>();
  clock = 0;

  open(name: string, client: string): { readonly isOpen: boolean; readonly gone: string | undefined } {
    const of = (who: string): typeof this.rows => this.rows.filter((row) => row.client === who);
    const idleOf = (who: string): typeof this.rows => of(who).filter(({ isBusy }) => !isBusy);
    let gone: string | undefined;
    if (of(client).length >= 4 || this.rows.length >= 9) {
      const ranked = [...new Set(this.rows.map((row) => row.client))]
        .filter((who) => idleOf(who).length > 0)
        .sort((a, b) => idleOf(b).length - idleOf(a).length || (this.seen.get(a) ?? 0) - (this.seen.get(b) ?? 0));
      const [heaviest = client] = of(client).length >= 4 ? [] : ranked;
      const from = of(heaviest).length > of(client).length ? heaviest : client;
      gone = idleOf(from).sort((a, b) => a.since - b.since)[0]?.name;
      if (gone === undefined) return { isOpen: false, gone };
      this.close(gone);
    }
    this.rows.push({ name, client, isBusy: false, since: ++this.clock });
    this.seen.set(client, this.clock);
    return { isOpen: true, gone };
  }

  set(name: string, isBusy: boolean): void {
    const row = this.rows.find((each) => each.name === name);
    if (row === undefined) return;
    row.isBusy = isBusy;
    row.since = ++this.clock;
    this.seen.set(row.client, this.clock);
  }

  close(name: string): void {
    this.set(name, true);
    const at = this.rows.findIndex((row) => row.name === name);
    if (at >= 0) this.rows.splice(at, 1);
  }
}

test("whatever happens, it does as one that looks at every connection", () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 120 }), (steps) => {
      const by = new Tested(9, 4);
      const model = new Model();
      const names: string[] = [];
      steps.forEach(([action, client, which], id) => {
        const name = names[which % Math.max(1, names.length)] ?? "";
        if (action === "open") {
          const who = "abcde".charAt(client);
          const before = by.gone.length;
          const { isOpen, gone } = model.open(`${who}${id}`, who);
          expect([by.add(who, id), by.gone.slice(before)]).toEqual([isOpen, gone === undefined ? [] : [gone]]);
          names.push(`${who}${id}`);
        } else if (action === "close") {
          by.close(name);
          model.close(name);
        } else if (action === "asked") {
          by.open.get(name)?.asked();
          if (model.rows.some((row) => row.name === name && !row.isBusy)) model.set(name, false);
        } else {
          by.busy(name, action === "busy");
          model.set(name, action === "busy");
        }
        expect([...by.open.keys()].sort()).toEqual(model.rows.map((row) => row.name).sort());
        expect(by.streams.size).toBe(model.rows.length);
      });
    }),
    { numRuns: 300 },
  );
});

test("it takes no longer with 100,000 connections than with 100", () => {
  const timeOf = (clients: number): number => {
    const by = new OpenStreams({ tcpConnections: clients, tcpConnectionsPerClient: 100 });
    const open = (id: number): OpenStream | undefined => by.open(`${id}`, () => undefined);
    const first = Array.from({ length: clients }, (_, id) => open(id));
    const from = performance.now();
    for (let id = 0; id < 20_000; id++) {
      first[id % clients]?.asked();
      open(clients + id);
    }
    return performance.now() - from;
  };
  timeOf(1000);
  // A scan of all would take a thousand times as long.
  expect(timeOf(100_000)).toBeLessThan(50 * Math.max(5, timeOf(100)));
});
