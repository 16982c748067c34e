/**
 * Transaction signatures (RFC 8945): verifying messages that came, signing those that go. Sequences of messages, as of a zone
 * transfer, are in tsig-transfer.ts.
 *
 * All functions take messages that are bound or written already; bytes that are no DNS message never get here. What stands behind a
 * message's end isn't covered by its MAC: compare the view's end with that of the datagram.
 */
import type { DnsMessageView } from "../../../generated/dns/dns.js";
import { DnsExtendedRcode } from "../../../generated/dns/types.js";
import type { Cryptography, Hmac } from "./hmac.js";
import { digestMessage, digestPriorMac, digestVariables, writeTime } from "./tsig-digest.js";
import { leastSize, type TsigKey, type TsigKeys } from "./tsig-keys.js";
import { appendTsig, findTsig, type TsigFields, type TsigRecord } from "./tsig-record.js";

/** Seconds that clocks may differ (RFC 8945 section 10). */
export const TSIG_FUDGE = 300;

const { NoError, BadSig, BadKey, BadTime, BadTrunc } = DnsExtendedRcode;

/** Why a signature was refused: the error field of the answer's TSIG. */
export type TsigError = typeof BadSig | typeof BadKey | typeof BadTime | typeof BadTrunc;

/** A message with a MAC that is right and in time. `record.error` of an answer may still say what the other side thought. */
export interface ValidTsig {
  readonly kind: "valid";
  readonly key: TsigKey;
  readonly record: TsigRecord;
}

/** Answered with RCODE NOTAUTH and a TSIG that says why: see {@link signResponse}. */
export interface RejectedTsig {
  readonly kind: "rejected";
  readonly error: TsigError;
  /** Undefined for BADKEY. */
  readonly key: TsigKey | undefined;
  readonly record: TsigRecord;
}

/** `none`: the message isn't signed. `malformed`: it is answered FORMERR, without a TSIG (section 5.2). */
export type TsigVerdict = ValidTsig | RejectedTsig | { readonly kind: "none" } | { readonly kind: "malformed" };

/** What is kept of a request of ours, to verify its answers. */
export interface SentTsig {
  readonly key: TsigKey;
  readonly mac: Uint8Array;
}

/** A message that was signed: where it ends now, and the MAC that answers to it, or messages after it, are bound to. */
export interface SignedMessage {
  readonly end: number;
  readonly mac: Uint8Array;
}

/** Verifies a request. @param now seconds since 1970 */
export function verifyRequest(message: DnsMessageView, keys: TsigKeys, cryptography: Cryptography, now: number): TsigVerdict {
  const record = findTsig(message);
  if (typeof record === "string") return { kind: record };
  const key = keys.get(record.keyName);
  if (key === undefined || !sameBytes(key.algorithmWire, record.algorithmWire)) return rejected(BadKey, undefined, record);
  if (!isPossibleSize(record, key)) return { kind: "malformed" };
  const hmac = cryptography.hmac(key.algorithm, key.secret);
  return checkMac(message, record, key, hmac, digestVariables, cryptography, now);
}

/**
 * Verifies the answer to a request of ours (section 5.4). Answers without a MAC, as for keys that the other side does not know, are
 * rejected with BADSIG: anybody could have made them. What they say is in `record.error`.
 */
export function verifyResponse(message: DnsMessageView, sent: SentTsig, cryptography: Cryptography, now: number): TsigVerdict {
  const hmac = cryptography.hmac(sent.key.algorithm, sent.key.secret);
  digestPriorMac(hmac, sent.mac);
  return verifyAnswer(message, sent.key, hmac, digestVariables, cryptography, now);
}

/** Verifies an answer with a MAC whose first part was digested already. @internal */
export function verifyAnswer(
  message: DnsMessageView,
  key: TsigKey,
  hmac: Hmac,
  digestFields: (hmac: Hmac, fields: TsigFields) => void,
  cryptography: Cryptography,
  now: number,
): TsigVerdict {
  const record = findTsig(message);
  if (typeof record === "string") return { kind: record };
  const isSameKey = record.keyName === key.name && sameBytes(key.algorithmWire, record.algorithmWire);
  if (!isSameKey) return rejected(BadKey, undefined, record);
  if (record.mac.length === 0) return rejected(BadSig, key, record);
  if (!isPossibleSize(record, key)) return { kind: "malformed" };
  return checkMac(message, record, key, hmac, digestFields, cryptography, now);
}

/** The order is section 5.2's: MAC, time, truncation. */
function checkMac(
  message: DnsMessageView,
  record: TsigRecord,
  key: TsigKey,
  hmac: Hmac,
  digestFields: (hmac: Hmac, fields: TsigFields) => void,
  cryptography: Cryptography,
  now: number,
): TsigVerdict {
  digestMessage(hmac, message.bytes, message.at, record.start, record.originalId, message.arcount - 1);
  digestFields(hmac, record);
  const mac = hmac.digest().subarray(0, record.mac.length);
  if (!cryptography.equal(mac, record.mac)) return rejected(BadSig, key, record);
  if (Math.abs(now - record.timeSigned) > record.fudge) return rejected(BadTime, key, record);
  if (record.mac.length < key.leastMacSize) return rejected(BadTrunc, key, record);
  return { kind: "valid", key, record };
}

function rejected(error: TsigError, key: TsigKey | undefined, record: TsigRecord): RejectedTsig {
  return { kind: "rejected", error, key, record };
}

/** Longer than the hash, or so short that it may be guessed: FORMERR (section 5.2.2.1). */
function isPossibleSize(record: TsigRecord, key: TsigKey): boolean {
  return record.mac.length <= key.macSize && record.mac.length >= leastSize(key.macSize);
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/**
 * Signs a request in `at..end`, and puts the TSIG behind it.
 * @returns undefined where there is no room up to `limit`; nothing is written then
 */
export function signRequest(
  bytes: DataView,
  at: number,
  end: number,
  key: TsigKey,
  cryptography: Cryptography,
  now: number,
  limit: number = bytes.byteLength,
): SignedMessage | undefined {
  const hmac = cryptography.hmac(key.algorithm, key.secret);
  return signMessage(bytes, at, end, limit, hmac, digestVariables, unsignedFields(bytes, at, key, now));
}

/**
 * Signs the answer in `at..end` to a request that was verified (section 5.3), or says why that was rejected (section 5.3.2): without a
 * MAC for BADKEY and BADSIG, since no key is shared; with one for BADTIME, of the client's time, so that it can verify it, and with
 * the server's time as other data. The RCODE of the message is the caller's to set: NOTAUTH for what was rejected.
 * @returns undefined where there is no room up to `limit`: {@link responseTsigSize} bytes are needed
 */
export function signResponse(
  bytes: DataView,
  at: number,
  end: number,
  request: ValidTsig | RejectedTsig,
  cryptography: Cryptography,
  now: number,
  limit: number = bytes.byteLength,
): SignedMessage | undefined {
  const fields = responseFields(bytes, at, request, now);
  const { key, record } = request;
  if (key === undefined || (request.kind === "rejected" && request.error === BadSig)) {
    const end2 = appendTsig(bytes, at, end, limit, fields);
    return end2 < 0 ? undefined : { end: end2, mac: fields.mac };
  }
  const hmac = cryptography.hmac(key.algorithm, key.secret);
  digestPriorMac(hmac, record.mac);
  return signMessage(bytes, at, end, limit, hmac, digestVariables, fields);
}

/** How many bytes {@link signResponse} adds: what an answer has to leave free. */
export function responseTsigSize(request: ValidTsig | RejectedTsig): number {
  const { record, key } = request;
  const fixed = 10 + 6 + 2 + 2 + 2 + 2 + 2;
  const otherSize = request.kind === "rejected" && request.error === BadTime ? 6 : 0;
  const isSigned = request.kind === "valid" || request.error === BadTime || request.error === BadTrunc;
  return record.nameWire.length + record.algorithmWire.length + fixed + otherSize + (isSigned ? (key?.macSize ?? 0) : 0);
}

/** The record of a message of ours, but for its MAC. @internal */
export function unsignedFields(bytes: DataView, at: number, key: TsigKey, now: number): TsigFields {
  return {
    nameWire: key.nameWire,
    algorithmWire: key.algorithmWire,
    timeSigned: now,
    fudge: TSIG_FUDGE,
    mac: new Uint8Array(0),
    originalId: bytes.getUint16(at),
    error: NoError,
    otherData: new Uint8Array(0),
  };
}

function responseFields(bytes: DataView, at: number, request: ValidTsig | RejectedTsig, now: number): TsigFields {
  const { nameWire, algorithmWire, timeSigned } = request.record;
  const error = request.kind === "valid" ? NoError : request.error;
  const fields = { nameWire, algorithmWire, fudge: TSIG_FUDGE, mac: new Uint8Array(0), originalId: bytes.getUint16(at), error };
  if (error !== BadTime) return { ...fields, timeSigned: now, otherData: new Uint8Array(0) };
  const serverTime = new DataView(new ArrayBuffer(6));
  writeTime(serverTime, now);
  return { ...fields, timeSigned, otherData: new Uint8Array(serverTime.buffer) };
}

/** Digests the message and the fields, after what was digested already, and appends the record. @internal */
export function signMessage(
  bytes: DataView,
  at: number,
  end: number,
  limit: number,
  hmac: Hmac,
  digestFields: (hmac: Hmac, fields: TsigFields) => void,
  fields: TsigFields,
): SignedMessage | undefined {
  digestMessage(hmac, bytes, at, end, fields.originalId, bytes.getUint16(at + 10));
  digestFields(hmac, fields);
  const mac = hmac.digest();
  const signedEnd = appendTsig(bytes, at, end, limit, { ...fields, mac });
  return signedEnd < 0 ? undefined : { end: signedEnd, mac };
}
