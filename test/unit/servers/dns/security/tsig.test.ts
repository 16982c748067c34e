import fc from "fast-check";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DnsMessageView, type DnsMessageInput } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsExtendedRcode, DnsType } from "../../../../../generated/dns/types.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { TSIG_ALGORITHMS, tsigKey, tsigKeys, type TsigKey } from "../../../../../servers/dns/security/tsig-keys.js";
import { appendTsig, findTsig } from "../../../../../servers/dns/security/tsig-record.js";
import { TransferSigner, TransferVerifier } from "../../../../../servers/dns/security/tsig-transfer.js";
import { responseTsigSize, signRequest, signResponse, verifyRequest, verifyResponse } from "../../../../../servers/dns/security/tsig.js";
import { EXCHANGES, messageBytes } from "./recorded.js";
import { bound, keyOf, RECORDED_KEYS, viewOf, written } from "./support.js";

const NOW = 1_800_000_000;
const key = keyOf({ name: "Transfer.Example.com.", algorithm: "hmac-sha256", secret: new Uint8Array(32).fill(7) });
const keys = new Map([[key.name, key]]);

const query: DnsMessageInput = {
  id: 0x1234,
  qr: 0,
  questions: [{ qname: "example.com", qtype: DnsType.SOA, qclass: DnsClass.IN }],
  answers: [],
  authorities: [],
  additionals: [],
};
const answer: DnsMessageInput = { ...query, qr: 1, aa: 1 };

function signedQuery(now: number = NOW, with_: TsigKey = key): Uint8Array {
  const { bytes, end } = written(query);
  const signed = signRequest(viewOf(bytes), 0, end, with_, nodeCryptography, now);
  return bytes.slice(0, signed?.end);
}

function verdictOf(bytes: Uint8Array, now: number = NOW): ReturnType<typeof verifyRequest> {
  return verifyRequest(bound(bytes), keys, nodeCryptography, now);
}

describe("keys", () => {
  it("compares names without case and final dot", () => {
    expect(key.name).toBe("transfer.example.com");
    expect([...tsigKeys([{ name: "A.B.", algorithm: "hmac-sha512", secret: Uint8Array.of(1) }]).keys()]).toEqual(["a.b"]);
  });

  it.each(["hmac-sha1", "hmac-md5"] as const)("refuses %s unless it is allowed", (algorithm) => {
    const input = { name: "old", algorithm, secret: Uint8Array.of(1, 2, 3) };
    expect(tsigKey(input)).toBeUndefined();
    expect(tsigKeys([input]).size).toBe(0);
    expect(tsigKey({ ...input, allowWeak: true })).toBeDefined();
  });

  it.each(TSIG_ALGORITHMS)("%s signs and verifies", (algorithm) => {
    const own = keyOf({ name: "own", algorithm, secret: new Uint8Array(20).fill(1), allowWeak: true });
    const verdict = verifyRequest(bound(signedQuery(NOW, own)), new Map([["own", own]]), nodeCryptography, NOW);
    expect(verdict).toMatchObject({ kind: "valid", record: { mac: { length: own.macSize } } });
  });

  it("answers BADKEY where the name is known with another algorithm", () => {
    const other = keyOf({ name: key.name, algorithm: "hmac-sha512", secret: key.secret });
    expect(verdictOf(signedQuery(NOW, other))).toMatchObject({ kind: "rejected", error: DnsExtendedRcode.BadKey });
  });
});

describe("requests", () => {
  it("says that there is no TSIG", () => {
    const { bytes, end } = written(query);
    expect(verdictOf(bytes.subarray(0, end))).toEqual({ kind: "none" });
  });

  it("accepts clocks that differ by the fudge, and not more", () => {
    for (const [lead, kind] of [
      [300, "valid"],
      [-300, "valid"],
      [301, "rejected"],
      [-301, "rejected"],
    ] as const) {
      expect(verdictOf(signedQuery(NOW + lead)).kind).toBe(kind);
    }
  });

  it("keeps times beyond 32 bits", () => {
    const late = 2 ** 33 + 5;
    expect(verdictOf(signedQuery(late), late)).toMatchObject({ kind: "valid", record: { timeSigned: late } });
  });

  it("verifies a forwarded message, which has another ID", () => {
    const bytes = signedQuery();
    viewOf(bytes).setUint16(0, 0x9999);
    expect(verdictOf(bytes).kind).toBe("valid");
  });

  it("finds every other flipped bit but those of letters' case", () => {
    const bytes = signedQuery();
    const record = findTsig(bound(bytes));
    if (typeof record === "string") throw new Error(record);
    const view = new DnsMessageView();
    for (let bit = 16; bit < 8 * bytes.length; bit++) {
      const at = bit >> 3;
      const flipped = bytes.slice();
      flipped[at] = (bytes[at] ?? 0) ^ (0x80 >> (bit & 7));
      const isCase = at >= record.start && 0x80 >> (bit & 7) === 0x20 && /[a-z]/i.test(String.fromCharCode(bytes[at] ?? 0));
      if (isCase || !view.bind(viewOf(flipped), 0, flipped.length)) continue;
      expect(verifyRequest(view, keys, nodeCryptography, NOW).kind, `bit ${bit}`).not.toBe("valid");
    }
  });

  it("wants one TSIG, as the last record", () => {
    const bytes = signedQuery();
    const record = findTsig(bound(bytes));
    if (typeof record === "string") throw new Error(record);
    const twice = new Uint8Array(1232);
    twice.set(bytes);
    const twiceEnd = appendTsig(viewOf(twice), 0, bytes.length, twice.length, record);
    expect(verdictOf(twice.subarray(0, twiceEnd))).toEqual({ kind: "malformed" });

    // The same bytes, counted as an answer and as authority.
    for (const countAt of [6, 8]) {
      const moved = bytes.slice();
      viewOf(moved).setUint16(10, 0);
      viewOf(moved).setUint16(countAt, 1);
      expect(verdictOf(moved)).toEqual({ kind: "malformed" });
    }
  });

  it.each([
    ["class", 2, 1],
    ["TTL", 7, 1],
  ])("wants the record's %s as RFC 8945 section 4.2 has it", (_what, offset, value) => {
    const bytes = signedQuery();
    const record = findTsig(bound(bytes));
    if (typeof record === "string") throw new Error(record);
    bytes[record.start + record.nameWire.length + offset] = value;
    expect(verdictOf(bytes)).toEqual({ kind: "malformed" });
  });

  it.each([
    [0, "malformed"],
    [9, "malformed"],
    [15, "malformed"],
    [16, "rejected"],
    [31, "rejected"],
    [32, "valid"],
    [33, "malformed"],
  ])("a MAC of %i bytes is %s", (size, kind) => {
    const whole = findTsig(bound(signedQuery()));
    if (typeof whole === "string") throw new Error(whole);
    const mac = new Uint8Array(size);
    mac.set(whole.mac.subarray(0, size));
    const { bytes, end } = written(query);
    const signedEnd = appendTsig(viewOf(bytes), 0, end, bytes.length, { ...whole, mac });
    const verdict = verdictOf(bytes.subarray(0, signedEnd));
    expect(verdict.kind).toBe(kind);
    if (verdict.kind === "rejected") expect(verdict.error).toBe(DnsExtendedRcode.BadTrunc);
  });

  it("never throws, whatever the bytes", () => {
    const recorded = EXCHANGES.flatMap(({ request, answers }) => [request, ...answers]).map(messageBytes);
    const all = [...recorded.filter(({ length }) => length < 500), signedQuery()];
    const ring = new Map([...tsigKeys(RECORDED_KEYS), ...keys]);
    const view = new DnsMessageView();
    const mutated = fc
      .tuple(fc.constantFrom(...all), fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 4 }))
      .map(([bytes, changes]) => {
        const copy = bytes.slice();
        for (const [at, value] of changes) copy[at % copy.length] = value;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        if (!view.bind(viewOf(bytes), 0, bytes.length)) return;
        verifyRequest(view, ring, nodeCryptography, NOW);
        verifyResponse(view, { key, mac: key.secret }, nodeCryptography, NOW);
        new TransferVerifier({ key, mac: key.secret }, nodeCryptography).accept(view, NOW);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("answers", () => {
  it("round trip: whoever has the request's MAC verifies the answer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TSIG_ALGORITHMS),
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        fc.nat(2 ** 31),
        (algorithm, secret, now) => {
          const own = keyOf({ name: "k.example", algorithm, secret, allowWeak: true });
          const asked = bound(signedQuery(now, own));
          const verdict = verifyRequest(asked, new Map([[own.name, own]]), nodeCryptography, now);
          if (verdict.kind !== "valid") throw new Error(verdict.kind);
          const { bytes, end } = written(answer);
          const signed = signResponse(viewOf(bytes), 0, end, verdict, nodeCryptography, now + 1);
          expect(signed?.end).toBe(end + responseTsigSize(verdict));
          const view = bound(bytes.subarray(0, signed?.end));
          expect(verifyResponse(view, { key: own, mac: verdict.record.mac }, nodeCryptography, now).kind).toBe("valid");
          expect(verifyResponse(view, { key: own, mac: own.secret }, nodeCryptography, now).kind).toBe("rejected");
        },
      ),
      { numRuns: 50 },
    );
  });

  it("writes nothing where there is no room", () => {
    const verdict = verdictOf(signedQuery());
    if (verdict.kind !== "valid") throw new Error(verdict.kind);
    const { bytes, end } = written(answer);
    const before = bytes.slice();
    const room = end + responseTsigSize(verdict);
    expect(signResponse(viewOf(bytes), 0, end, verdict, nodeCryptography, NOW, room - 1)).toBeUndefined();
    expect(bytes).toEqual(before);
    expect(signResponse(viewOf(bytes), 0, end, verdict, nodeCryptography, NOW, room)?.end).toBe(room);
    expect(bytes.subarray(room)).toEqual(before.subarray(room));
  });

  it("says the server's time to a client whose clock is wrong, signed for the client's time", () => {
    const then = NOW - 5000;
    const request = verdictOf(signedQuery(then));
    if (request.kind !== "rejected") throw new Error(request.kind);
    const { bytes, end } = written({ ...answer, rcode: DnsExtendedRcode.NotAuth });
    const signed = signResponse(viewOf(bytes), 0, end, request, nodeCryptography, NOW);
    expect(signed?.end).toBe(end + responseTsigSize(request));
    const verdict = verifyResponse(bound(bytes.subarray(0, signed?.end)), { key, mac: request.record.mac }, nodeCryptography, then);
    if (verdict.kind !== "valid") throw new Error(verdict.kind);
    expect(verdict.record.error).toBe(DnsExtendedRcode.BadTime);
    expect(viewOf(verdict.record.otherData).getUint16(0) * 2 ** 32 + viewOf(verdict.record.otherData).getUint32(2)).toBe(NOW);
  });

  it.each([DnsExtendedRcode.BadKey, DnsExtendedRcode.BadSig])("has no MAC for error %i", (error) => {
    const stranger = {
      ...key,
      ...(error === DnsExtendedRcode.BadKey ? { nameWire: Uint8Array.of(1, 0x78, 0) } : { secret: Uint8Array.of(1) }),
    };
    const request = verdictOf(signedQuery(NOW, stranger));
    if (request.kind !== "rejected") throw new Error(request.kind);
    const { bytes, end } = written({ ...answer, rcode: DnsExtendedRcode.NotAuth });
    const signed = signResponse(viewOf(bytes), 0, end, request, nodeCryptography, NOW);
    expect(signed?.end).toBe(end + responseTsigSize(request));
    expect(findTsig(bound(bytes.subarray(0, signed?.end)))).toMatchObject({ error, mac: { length: 0 } });
  });
});

/** Messages of a transfer, of which those in `signedAt` have a TSIG; made without the code under test (RFC 8945 section 5.3.1). */
function transfer(count: number, signedAt: ReadonlySet<number>, requestMac: Uint8Array): Uint8Array[] {
  let prior = requestMac;
  let pending: Uint8Array[] = [];
  let isFirst = true;
  return Array.from({ length: count }, (_, index) => {
    const { bytes, end } = written({ ...answer, id: index });
    const message = bytes.slice(0, end);
    pending.push(message);
    if (!signedAt.has(index)) return message;
    const timers = Buffer.alloc(8);
    timers.writeUIntBE(NOW, 0, 6);
    timers.writeUInt16BE(300, 6);
    const hmac = createHmac("sha256", key.secret).update(Uint8Array.of(0, prior.length)).update(prior);
    for (const part of pending) hmac.update(part);
    if (isFirst)
      hmac
        .update(key.nameWire)
        .update(Uint8Array.of(0, 255, 0, 0, 0, 0))
        .update(key.algorithmWire);
    hmac.update(timers);
    if (isFirst) hmac.update(Buffer.alloc(4));
    prior = Uint8Array.from(hmac.digest());
    pending = [];
    isFirst = false;
    const fields = { ...key, timeSigned: NOW, fudge: 300, mac: prior, originalId: index, error: 0, otherData: new Uint8Array(0) };
    return bytes.slice(0, appendTsig(viewOf(bytes), 0, end, bytes.length, fields));
  });
}

describe("transfers", () => {
  const requestMac = new Uint8Array(32).fill(9);
  const verifier = (): TransferVerifier => new TransferVerifier({ key, mac: requestMac }, nodeCryptography);
  const accept = (messages: readonly Uint8Array[], by: TransferVerifier): string[] =>
    messages.map((message) => by.accept(bound(message), NOW).kind);

  it("takes messages without TSIG between others", () => {
    const by = verifier();
    expect(accept(transfer(5, new Set([0, 3, 4]), requestMac), by)).toEqual(["verified", "unsigned", "unsigned", "verified", "verified"]);
    expect(by.isComplete).toBe(true);
  });

  it("takes 99 of them, and not one more", () => {
    expect(accept(transfer(101, new Set([0, 100]), requestMac), verifier()).at(-1)).toBe("verified");
    const by = verifier();
    expect(accept(transfer(102, new Set([0, 101]), requestMac), by).slice(-3)).toEqual(["unsigned", "failed", "failed"]);
    expect(by.isComplete).toBe(false);
  });

  it("wants the first and the last message signed", () => {
    expect(accept(transfer(2, new Set([1]), requestMac), verifier())).toEqual(["failed", "failed"]);
    const by = verifier();
    expect(accept(transfer(3, new Set([0, 1]), requestMac), by)).toEqual(["verified", "verified", "unsigned"]);
    expect(by.isComplete).toBe(false);
    expect(verifier().isComplete).toBe(false);
  });

  it("notices a change of a message without TSIG", () => {
    const messages = transfer(4, new Set([0, 3]), requestMac);
    const changed = messages[1];
    if (changed !== undefined) changed[2] = 0x80;
    expect(accept(messages, verifier())).toEqual(["verified", "unsigned", "unsigned", "failed"]);
  });

  it("signs what the verifier accepts, and a message that has no room can be cut and signed again", () => {
    const request = verdictOf(signedQuery());
    if (request.kind !== "valid") throw new Error(request.kind);
    const signer = new TransferSigner(request, nodeCryptography);
    const by = new TransferVerifier({ key, mac: request.record.mac }, nodeCryptography);
    for (let index = 0; index < 5; index++) {
      const { bytes, end } = written({ ...answer, id: index });
      expect(signer.sign(viewOf(bytes), 0, end, NOW, end + signer.recordSize - 1)).toBe(-1);
      const signedEnd = signer.sign(viewOf(bytes), 0, end, NOW);
      expect(by.accept(bound(bytes.subarray(0, signedEnd)), NOW)).toEqual({ kind: "verified" });
    }
    expect(by.isComplete).toBe(true);
  });
});
