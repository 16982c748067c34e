/** Bounds of what a stranger can make grow, each reached: docs/dns-limits.md has all of them, and where the others are tested. */
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { Memo } from "../../../../../servers/dns/answer/memo.js";
import { serveControl } from "../../../../../servers/dns/node/control-server.js";
import type { ZoneChange } from "../../../../../servers/dns/zone/change.js";
import { ZoneHistory } from "../../../../../servers/dns/zone/history.js";
import { APEX, imageOf, queryOf, TestServer } from "../../../../support/dns-zone.js";
import { ask, encodeAsked, makeAnswerer } from "../answer-edns/support.js";

const MEMO_BYTES = 1 << 16;
/** It has one place at least. */
const LEAST_MEMO_BYTES = 1024;

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function options(count: number): Uint8Array {
  const option = { code: { $kind: "Unknown", $value: 65_001, data: new Uint8Array(0) } } as const;
  return encodeAsked({ name: "www.example.com.", options: Array.from({ length: count }, () => option) });
}

test("64 options are looked at, and a query with more is malformed", () => {
  const answerer = makeAnswerer();
  expect(ask(answerer, options(64))?.rcode).toBe(DnsRcode.NoError);
  expect(ask(answerer, options(65))?.rcode).toBe(DnsRcode.FormErr);
});

test("of 60 names in an answer, the addresses of 32 are looked for", () => {
  const hosts = Array.from({ length: 60 }, (_, index) => `@ MX ${index} h${index}\nh${index} A 192.0.2.${index}\n`);
  const { answer, additional } = new TestServer([imageOf(APEX + hosts.join(""))]).ask({
    name: "example",
    type: DnsType.MX,
    isStream: true,
  });
  expect([answer.length, additional.length]).toEqual([60, 32]);
});

test("the memo takes no more memory than it was given, however many names are asked for", () => {
  const hosts = Array.from({ length: 3000 }, (_, index) => `m${index} MX 1 h${index}\nh${index} A 192.0.2.1\n`);
  const image = imageOf(APEX + hosts.join(""));
  const server = new TestServer([image], { memoBytes: MEMO_BYTES });
  const queries = Array.from({ length: 3000 }, (_, index) => viewOf(queryOf({ name: `m${index}.example`, type: DnsType.MX })));
  const askAll = (): void => queries.forEach((query) => server.answer(query, 0, query.byteLength, 0, false));
  askAll();
  const before = process.memoryUsage().arrayBuffers;
  askAll();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEMO_BYTES);
  expect(server.ask({ name: "m7.example", type: DnsType.MX }).additional).toEqual(["h7.example. A 192.0.2.1"]);
});

test.each([0, 1000, MEMO_BYTES, 100_000])("a memo of %i bytes", (bytes) => {
  const before = process.memoryUsage().arrayBuffers;
  const memo = new Memo(bytes);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThanOrEqual(Math.max(bytes, LEAST_MEMO_BYTES));
  expect(memo.hits).toBe(0);
});

describe("the history of a zone", () => {
  const soa = (serial: number): ZoneChange["additions"][number] => {
    const names = { mname: "ns.example.", rname: "admin.example." };
    const image = imageOf(`@ SOA ${names.mname} ${names.rname} ${serial} 1 2 3 4\n@ NS ns.elsewhere.test.\n`);
    const reply = new TestServer([image]).message({ name: "example", type: DnsType.SOA });
    const [record] = reply.answers;
    if (record === undefined) throw new Error("a zone without SOA");
    return record;
  };
  const soas = Array.from({ length: 101 }, (_, index) => soa(index + 1));
  const change = (from: number): ZoneChange => {
    const [before, after] = [soas[from - 1], soas[from]];
    if (before === undefined || after === undefined) throw new Error("no such serial");
    return { fromSerial: from, toSerial: from + 1, deletions: [before], additions: [after] };
  };

  test("forgets the oldest changes, and knows no more than its bytes", () => {
    const history = new ZoneHistory(1000);
    for (let serial = 1; serial <= 100; serial++) history.add(change(serial));
    const oldest = Array.from({ length: 100 }, (_, index) => index + 1).find((serial) => history.since(serial) !== undefined);
    expect(oldest).toBeGreaterThan(80);
    expect(history.bytesSince(oldest ?? 0)).toBeLessThanOrEqual(1000);
    expect(history.since(1)).toBeUndefined();
  });

  test("keeps none that alone is larger", () => {
    const history = new ZoneHistory(10);
    history.add(change(1));
    expect(history.since(1)).toBeUndefined();
  });
});

describe("the control socket", () => {
  let folder = "";
  let server: Server;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "deens-limits-"));
    server = await serveControl(join(folder, "control"), ({ command }) => Promise.resolve(command));
  });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  function open(): Socket {
    const socket = connect(join(folder, "control"));
    socket.on("error", () => undefined);
    sockets.push(socket);
    return socket;
  }

  function isAnswered(socket: Socket): Promise<boolean> {
    socket.write('{"command":"x"}\n');
    return new Promise((resolve) => {
      socket.once("data", () => resolve(true));
      socket.once("close", () => resolve(false));
    });
  }

  test("a line without an end is not kept", async () => {
    const socket = open();
    const ended = new Promise((resolve) => socket.resume().once("close", resolve));
    socket.write("x".repeat(0x1_0001));
    await ended;
    expect(await isAnswered(open())).toBe(true);
  });

  test("sixteen may be connected", async () => {
    for (let count = 0; count < 16; count++) expect(await isAnswered(open())).toBe(true);
    expect(await isAnswered(open())).toBe(false);
  });
});
