/** Exchanges of real software: its MACs verify here, and what is signed here has the same bytes. */
import { describe, expect, it } from "vitest";
import { DnsExtendedRcode } from "../../../../../generated/dns/types.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { tsigKeys } from "../../../../../servers/dns/security/tsig-keys.js";
import { findTsig, type TsigRecord } from "../../../../../servers/dns/security/tsig-record.js";
import { TransferSigner, TransferVerifier } from "../../../../../servers/dns/security/tsig-transfer.js";
import { signRequest, signResponse, verifyRequest, verifyResponse } from "../../../../../servers/dns/security/tsig.js";
import { EXCHANGES, messageBytes, type Exchange } from "./recorded.js";
import { bound, keyOf, RECORDED_KEYS, viewOf } from "./support.js";

const keys = tsigKeys(RECORDED_KEYS);

function recordOf(bytes: Uint8Array): TsigRecord {
  const record = findTsig(bound(bytes));
  if (typeof record === "string") throw new Error(`TSIG is ${record}`);
  return record;
}

/** The message without its TSIG, with room for another. */
function stripped(bytes: Uint8Array): { readonly copy: Uint8Array; readonly end: number } {
  const copy = new Uint8Array(bytes.length + 200).fill(0xa5);
  const { start } = recordOf(bytes);
  copy.set(bytes.subarray(0, start));
  viewOf(copy).setUint16(10, bound(bytes).arcount - 1);
  return { copy, end: start };
}

function titled(pattern: RegExp): Exchange[] {
  const found = EXCHANGES.filter(({ title }) => pattern.test(title));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

function verified(exchange: Exchange): ReturnType<typeof verifyRequest> {
  return verifyRequest(bound(messageBytes(exchange.request)), keys, nodeCryptography, exchange.now);
}

const good = titled(/asks|updates/);
const transfers = titled(/transfers/);

describe("requests of dig, kdig and nsupdate", () => {
  it.each([...good, ...transfers])("$title", (exchange) => {
    const verdict = verified(exchange);
    expect(verdict.kind).toBe("valid");
    if (verdict.kind === "valid") expect(verdict.key.name).toBe(exchange.key);
  });

  it.each([...good, ...transfers])("$title: signed here, its bytes are the same", (exchange) => {
    const bytes = messageBytes(exchange.request);
    const { copy, end } = stripped(bytes);
    const key = keys.get(exchange.key);
    if (key === undefined) throw new Error("no key");
    const signed = signRequest(viewOf(copy), 0, end, key, nodeCryptography, recordOf(bytes).timeSigned);
    expect(copy.slice(0, signed?.end)).toEqual(bytes);
  });
});

describe("answers of named, nsd and knotd", () => {
  it.each(good)("$title", (exchange) => {
    const key = keys.get(exchange.key);
    if (key === undefined) throw new Error("no key");
    const sent = { key, mac: recordOf(messageBytes(exchange.request)).mac };
    const [answer = ""] = exchange.answers;
    expect(verifyResponse(bound(messageBytes(answer)), sent, nodeCryptography, exchange.now)).toMatchObject({
      kind: "valid",
      record: { error: 0 },
    });
  });

  it.each(good)("$title: signed here, its bytes are the same", (exchange) => {
    const verdict = verified(exchange);
    if (verdict.kind !== "valid") throw new Error(verdict.kind);
    const answer = messageBytes(exchange.answers[0] ?? "");
    const { copy, end } = stripped(answer);
    const signed = signResponse(viewOf(copy), 0, end, verdict, nodeCryptography, recordOf(answer).timeSigned);
    expect(copy.slice(0, signed?.end)).toEqual(answer);
  });
});

describe("refused requests", () => {
  const cases = [
    { pattern: /does not have/, error: DnsExtendedRcode.BadKey },
    { pattern: /another secret/, error: DnsExtendedRcode.BadSig },
    { pattern: /hour ago/, error: DnsExtendedRcode.BadTime },
    { pattern: /128 bits/, error: DnsExtendedRcode.BadTrunc },
  ].flatMap(({ pattern, error }) => titled(pattern).map((exchange) => ({ ...exchange, error })));

  it.each(cases)("$title", (exchange) => {
    expect(verified(exchange)).toMatchObject({ kind: "rejected", error: exchange.error });
  });

  // NSD reports BADTIME and, as knotd does, what RFC 8945 calls BADTRUNC as it likes; the others' answers are section 5.3.2's.
  const alike = cases.filter(({ title }) => !/^nsd answers|nsd a MAC|knotd a MAC/.test(title));
  it.each(alike)("$title: the answer's TSIG is the same here", (exchange) => {
    const verdict = verified(exchange);
    if (verdict.kind !== "rejected") throw new Error(verdict.kind);
    const answer = messageBytes(exchange.answers[0] ?? "");
    const { copy, end } = stripped(answer);
    const { timeSigned, otherData } = recordOf(answer);
    const now = otherData.length === 6 ? viewOf(otherData).getUint32(2) : timeSigned;
    const signed = signResponse(viewOf(copy), 0, end, verdict, nodeCryptography, now);
    expect(copy.slice(0, signed?.end)).toEqual(answer);
  });

  it("accepts a truncated MAC where the key says so", () => {
    for (const exchange of titled(/128 bits/)) {
      const lenient = tsigKeys(RECORDED_KEYS.map((key) => ({ ...key, leastMacSize: 16 })));
      expect(verifyRequest(bound(messageBytes(exchange.request)), lenient, nodeCryptography, exchange.now).kind).toBe("valid");
    }
  });

  it("believes an answer about the time, which has a MAC, and no other", () => {
    for (const exchange of cases.filter(({ answers }) => recordOf(messageBytes(answers[0] ?? "")).error !== 0)) {
      const request = recordOf(messageBytes(exchange.request));
      const key = keys.get(exchange.key) ?? keyOf({ name: exchange.key, algorithm: "hmac-sha256", secret: Uint8Array.of(1) });
      const answer = messageBytes(exchange.answers[0] ?? "");
      const verdict = verifyResponse(bound(answer), { key, mac: request.mac }, nodeCryptography, recordOf(answer).timeSigned);
      expect(verdict.kind, exchange.title).toBe(recordOf(answer).mac.length > 0 ? "valid" : "rejected");
    }
  });
});

describe("transfers", () => {
  it.each(transfers)("$title: verified", (exchange) => {
    const key = keys.get(exchange.key);
    if (key === undefined) throw new Error("no key");
    const verifier = new TransferVerifier({ key, mac: recordOf(messageBytes(exchange.request)).mac }, nodeCryptography);
    expect(exchange.answers.length).toBeGreaterThan(3);
    for (const answer of exchange.answers) {
      expect(verifier.accept(bound(messageBytes(answer)), exchange.now)).toEqual({ kind: "verified" });
    }
    expect(verifier.isComplete).toBe(true);
  });

  it.each(transfers)("$title: not without one of its messages", (exchange) => {
    const key = keys.get(exchange.key);
    if (key === undefined) throw new Error("no key");
    for (let left = 0; left < exchange.answers.length - 1; left++) {
      const verifier = new TransferVerifier({ key, mac: recordOf(messageBytes(exchange.request)).mac }, nodeCryptography);
      const rest = exchange.answers.filter((_, index) => index !== left);
      const verdicts = rest.map((answer) => verifier.accept(bound(messageBytes(answer)), exchange.now).kind);
      expect(verdicts).toEqual(rest.map((_, index) => (index < left ? "verified" : "failed")));
      expect(verifier.isComplete).toBe(false);
    }
  });

  it.each(transfers)("$title: signed here, its bytes are the same", (exchange) => {
    const verdict = verified(exchange);
    if (verdict.kind !== "valid") throw new Error(verdict.kind);
    const signer = new TransferSigner(verdict, nodeCryptography);
    for (const text of exchange.answers) {
      const answer = messageBytes(text);
      const { copy, end } = stripped(answer);
      const signedEnd = signer.sign(viewOf(copy), 0, end, recordOf(answer).timeSigned);
      expect(signedEnd).toBe(end + signer.recordSize);
      expect(copy.slice(0, signedEnd)).toEqual(answer);
    }
  });
});
