/** Messages that are sent to other servers, and what comes back: encoded, signed, verified. */
import { decodeDnsMessage, type DnsMessage, type DnsMessageInput, DnsMessageView, encodeDnsMessage } from "../../../generated/dns/dns.js";
import { randomInt } from "node:crypto";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKey } from "../security/tsig-keys.js";
import { type SentTsig, signRequest, verifyResponse } from "../security/tsig.js";
import { signatureProblem } from "../transfer/in-text.js";

/** Room for a question, a SOA and a signature. */
const REQUEST_BYTES = 2048;

export interface SentMessage {
  readonly bytes: Uint8Array;
  readonly id: number;
  /** What its answers are bound to; undefined where it was not signed. */
  readonly tsig: SentTsig | undefined;
}

/** An answer; a text is what is wrong with it. */
export type Answered = DnsMessage | string;

/** Encodes a message with an identifier that nobody can guess, and signs it if there is a key. @param now seconds since 1970 */
export function makeRequest(
  message: Omit<DnsMessageInput, "id">,
  key: TsigKey | undefined,
  cryptography: Cryptography,
  now: number,
): SentMessage {
  const id = randomInt(0x10000);
  const view = new DataView(new ArrayBuffer(REQUEST_BYTES));
  const end = encodeDnsMessage({ ...message, id }, view, 0);
  if (end < 0) throw new RangeError("a request that has no encoding");
  if (key === undefined) return { bytes: new Uint8Array(view.buffer, 0, end), id, tsig: undefined };
  const signed = signRequest(view, 0, end, key, cryptography, now);
  if (signed === undefined) throw new RangeError("a request that has no room for its signature");
  return { bytes: new Uint8Array(view.buffer, 0, signed.end), id, tsig: { key, mac: signed.mac } };
}

/** Whether a message may be the answer: what is not is dropped, as if it had not come. */
export function mayAnswer({ id }: SentMessage, bytes: Uint8Array): boolean {
  return bytes.length >= 12 && ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) === id && ((bytes[2] ?? 0) & 0x80) !== 0;
}

/** Reads the answer to a message, and verifies it if that was signed. @param now seconds since 1970 */
export function readAnswer(sent: SentMessage, bytes: Uint8Array, cryptography: Cryptography, now: number): Answered {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bound = new DnsMessageView();
  if (!bound.bind(view, 0, bytes.length) || bound.end !== bytes.length) return "its answer is malformed";
  if (sent.tsig !== undefined) {
    const verdict = verifyResponse(bound, sent.tsig, cryptography, now);
    if (verdict.kind !== "valid") return signatureProblem(verdict, bound.rcode);
  }
  const decoded = decodeDnsMessage(view, 0, bytes.length);
  return decoded.ok ? decoded.value : "its answer cannot be read";
}
