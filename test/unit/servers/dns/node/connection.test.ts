/** Connections with a clock under the test's hand. */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Connection, type StreamLimits } from "../../../../../servers/dns/node/connection.js";
import type { StreamUse } from "../../../../../servers/dns/node/open-streams.js";

const LIMITS: StreamLimits = {
  tcpConnections: 10,
  tcpConnectionsPerClient: 2,
  tcpIdleSeconds: 10,
  tcpTotalSeconds: 60,
  queriesInFlight: 3,
};

/** A socket whose other end is the test. */
class FakeSocket extends Duplex {
  sent: Buffer[] = [];
  /** Whether the other end takes what is sent. */
  isReading = true;
  hasEnded = false;
  #waiting: (() => void)[] = [];

  constructor() {
    super({ allowHalfOpen: true });
  }

  override _read(): void {
    // What comes is pushed.
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.sent.push(piece);
    if (this.isReading) done();
    else this.#waiting.push(done);
  }

  override _final(done: () => void): void {
    this.hasEnded = true;
    done();
  }

  /** The other end takes one piece of what waits. */
  takeOne(): void {
    this.#waiting.shift()?.();
  }

  destroySoon(): void {
    this.end(() => this.destroy());
  }
}

function framed(text: string): Buffer {
  return Buffer.concat([Buffer.of(0, text.length), Buffer.from(text)]);
}

interface Tested {
  readonly socket: FakeSocket;
  readonly connection: Connection;
  readonly asked: string[];
  /** Ends of answers that are given elsewhere, in the order of their queries. */
  readonly ends: (() => void)[];
  /** What was said of its use. */
  readonly uses: ("asked" | "busy" | "idle")[];
}

/** Queries that begin with `later` are answered elsewhere. */
function makeTested(limits: Partial<StreamLimits> = {}): Tested {
  const socket = new FakeSocket();
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const answer = (bytes: Uint8Array, to: Connection): Promise<void> | undefined => {
    const query = Buffer.from(bytes).toString();
    asked.push(query);
    if (query.startsWith("later")) return new Promise<void>((resolve) => ends.push(resolve)).then(() => to.send(Buffer.from(query)));
    to.write(framed(query));
    return undefined;
  };
  const uses: Tested["uses"] = [];
  const use: StreamUse = { asked: () => void uses.push("asked"), busy: (isBusy) => void uses.push(isBusy ? "busy" : "idle") };
  return { socket, connection: new Connection(socket as unknown as Socket, { ...LIMITS, ...limits }, answer, use), asked, ends, uses };
}

function sentBy({ sent }: FakeSocket): string[] {
  const bytes = Buffer.concat(sent);
  const found: string[] = [];
  for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at))
    found.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)).toString());
  return found;
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function pass(seconds: number): Promise<void> {
  vi.advanceTimersByTime(seconds * 1000);
  await turn();
}

describe("idle connections", () => {
  test("are closed when nothing was asked for so long, from the last query on", async () => {
    const { socket } = makeTested();
    await pass(9);
    socket.push(framed("one"));
    await turn();
    await pass(9);
    expect(socket.destroyed).toBe(false);
    await pass(1);
    expect(socket.destroyed).toBe(true);
  });

  test("are closed where bytes come, but no query", async () => {
    const { socket } = makeTested();
    for (let second = 0; second < 10; second++) {
      socket.push(Buffer.of(1));
      await turn();
      await pass(1);
    }
    expect(socket.destroyed).toBe(true);
  });

  test("stay while we are the ones who have to answer", async () => {
    const { socket, ends } = makeTested();
    socket.push(framed("later"));
    await turn();
    await pass(35);
    expect(socket.destroyed).toBe(false);
    ends[0]?.();
    await turn();
    expect(sentBy(socket)).toEqual(["later"]);
    await pass(10);
    expect(socket.destroyed).toBe(true);
  });

  test("stay while the client reads an answer, and are closed when it stops", async () => {
    const { socket } = makeTested();
    socket.isReading = false;
    socket.push(Buffer.concat(["a", "b", "c", "d"].map(framed)));
    await turn();
    for (let round = 0; round < 2; round++) {
      socket.takeOne();
      await turn();
      await pass(10);
      expect(socket.destroyed).toBe(false);
    }
    await pass(10);
    expect(socket.destroyed).toBe(true);
  });
});

describe("the total time", () => {
  test("ends a connection that goes on asking", async () => {
    const { socket } = makeTested();
    for (let second = 0; second < 60; second += 5) {
      expect(socket.destroyed).toBe(false);
      socket.push(framed("again"));
      await turn();
      await pass(5);
    }
    expect(socket.destroyed).toBe(true);
  });

  test("lets a transfer end first", async () => {
    const { socket, ends } = makeTested();
    socket.push(framed("later"));
    await turn();
    await pass(200);
    expect(socket.destroyed).toBe(false);
    ends[0]?.();
    await turn();
    await turn();
    expect(sentBy(socket)).toEqual(["later"]);
    expect(socket.destroyed).toBe(true);
  });
});

test("answers that are given elsewhere come when they are ready, others at once", async () => {
  const { socket, ends } = makeTested();
  socket.push(Buffer.concat(["later1", "now", "later2"].map(framed)));
  await turn();
  expect(sentBy(socket)).toEqual(["now"]);
  ends[1]?.();
  await turn();
  ends[0]?.();
  await turn();
  expect(sentBy(socket)).toEqual(["now", "later2", "later1"]);
});

test("no more queries are taken than may be in flight", async () => {
  const { socket, asked, ends } = makeTested();
  socket.push(Buffer.concat(["later1", "later2", "later3", "later4", "now"].map(framed)));
  await turn();
  expect(asked).toEqual(["later1", "later2", "later3"]);
  ends[0]?.();
  await turn();
  expect(asked).toEqual(["later1", "later2", "later3", "later4"]);
  ends[2]?.();
  await turn();
  expect(asked.at(-1)).toBe("now");
});

test("no more bytes of queries are taken than may be in flight, and one query may be of any length", async () => {
  const { socket, asked, ends } = makeTested({ queriesInFlight: 100 });
  const long = (length: number): Buffer => Buffer.concat([Buffer.of(length >> 8, length & 0xff), Buffer.alloc(length, "later")]);
  socket.push(Buffer.concat([long(40_000), long(0xffff), long(9), long(9)]));
  await turn();
  expect(asked.map(({ length }) => length)).toEqual([40_000, 0xffff]);
  ends[1]?.();
  await turn();
  expect(asked.map(({ length }) => length)).toEqual([40_000, 0xffff, 9, 9]);
});

describe("it is busy", () => {
  test("while a query waits for its answer", async () => {
    const { socket, ends, uses } = makeTested();
    socket.push(Buffer.concat(["now", "later1", "later2"].map(framed)));
    await turn();
    expect(uses.filter((use) => use !== "asked")).toEqual(["busy"]);
    ends[0]?.();
    await turn();
    expect(uses.at(-1)).toBe("busy");
    ends[1]?.();
    await turn();
    expect(uses).toEqual(["asked", "asked", "asked", "busy", "idle"]);
  });

  test("while its client does not read an answer, and not when it has only sent half a query", async () => {
    const { socket, uses } = makeTested();
    socket.push(framed("half").subarray(0, 4));
    await turn();
    expect(uses).toEqual([]);
    socket.isReading = false;
    socket.push(framed("half").subarray(4));
    await turn();
    expect(uses).toEqual(["asked", "busy"]);
    socket.takeOne();
    await turn();
    expect(uses).toEqual(["asked", "busy", "idle"]);
  });
});

test("a client that reads nothing is not answered for ever", async () => {
  const { socket, asked } = makeTested();
  socket.isReading = false;
  const query = "q".repeat(200);
  for (let round = 0; round < 100; round++) {
    socket.push(Buffer.concat(Array.from({ length: 100 }, () => framed(query))));
    await turn();
  }
  expect(asked.length).toBeLessThan(500);
  expect(socket.writableLength).toBeLessThan(0x1_0000 + 1000);
});

describe("the client sends no more", () => {
  test("what it asked is answered before the end", async () => {
    const { socket, ends } = makeTested();
    socket.push(Buffer.concat(["later", "now"].map(framed)));
    socket.push(null);
    await turn();
    expect(socket.hasEnded).toBe(false);
    ends[0]?.();
    await turn();
    expect(sentBy(socket)).toEqual(["now", "later"]);
    expect(socket.hasEnded).toBe(true);
  });

  test("half a query is none", async () => {
    const { socket, asked } = makeTested();
    socket.push(framed("whole").subarray(0, 4));
    socket.push(null);
    await turn();
    expect(asked).toEqual([]);
    expect(socket.hasEnded).toBe(true);
  });
});

test("leaving: no more queries are taken, and it ends when those in flight are answered", async () => {
  const { socket, connection, asked, ends } = makeTested();
  socket.push(framed("later"));
  await turn();
  connection.leave();
  socket.push(framed("too late"));
  await turn();
  expect(asked).toEqual(["later"]);
  expect(socket.destroyed).toBe(false);
  ends[0]?.();
  await turn();
  await turn();
  expect(sentBy(socket)).toEqual(["later"]);
  expect(socket.destroyed).toBe(true);
});

test("an answer to a client that has gone fails, and harms nobody", async () => {
  const { socket, connection } = makeTested();
  socket.destroy();
  await expect(connection.send(Buffer.from("x"))).rejects.toThrow();
  await expect(connection.send(new Uint8Array(0x1_0000))).rejects.toThrow(RangeError);
});
