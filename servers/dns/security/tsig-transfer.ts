/**
 * TSIG over a sequence of messages on one connection, as a zone transfer is (RFC 8945 section 5.3.1): each MAC covers the one
 * before, so that no message can be left out, put in or moved.
 */
import type { DnsMessageView } from "../../../generated/dns/dns.js";
import type { Cryptography, Hmac } from "./hmac.js";
import { digestPriorMac, digestTimers, digestUnsigned, digestVariables } from "./tsig-digest.js";
import type { TsigKey } from "./tsig-keys.js";
import { signMessage, unsignedFields, verifyAnswer, type SentTsig, type TsigVerdict, type ValidTsig } from "./tsig.js";

/** Messages without TSIG that may stand between two that have one. */
const MOST_UNSIGNED = 99;

/** A MAC that starts with the one before it. */
function hmacAfter(cryptography: Cryptography, key: TsigKey, mac: Uint8Array): Hmac {
  const hmac = cryptography.hmac(key.algorithm, key.secret);
  digestPriorMac(hmac, mac);
  return hmac;
}

/** Signs each message of an outgoing transfer, in order. */
export class TransferSigner {
  readonly #cryptography: Cryptography;
  readonly #key: TsigKey;
  #priorMac: Uint8Array;
  #isFirst = true;

  constructor(request: ValidTsig, cryptography: Cryptography) {
    this.#cryptography = cryptography;
    this.#key = request.key;
    this.#priorMac = request.record.mac;
  }

  /** How many bytes each message has to leave free. */
  get recordSize(): number {
    return this.#key.nameWire.length + this.#key.algorithmWire.length + 26 + this.#key.macSize;
  }

  /** Signs the message in `at..end`. Its new end; -1, and nothing written, where `limit` leaves no room. @param now in seconds */
  sign(bytes: DataView, at: number, end: number, now: number, limit: number = bytes.byteLength): number {
    const hmac = hmacAfter(this.#cryptography, this.#key, this.#priorMac);
    const digestFields = this.#isFirst ? digestVariables : digestTimers;
    const signed = signMessage(bytes, at, end, limit, hmac, digestFields, unsignedFields(bytes, at, this.#key, now));
    if (signed === undefined) return -1;
    this.#priorMac = signed.mac;
    this.#isFirst = false;
    return signed.end;
  }
}

/** `too-many-unsigned`: the first message had no TSIG, or more than 99 one after another had none. */
export type TransferVerdict =
  | { readonly kind: "verified" }
  /** Not verified yet: the next TSIG covers it. Nothing of it may be used before. */
  | { readonly kind: "unsigned" }
  | { readonly kind: "failed"; readonly verdict: TsigVerdict | { readonly kind: "too-many-unsigned" } };

/** Verifies the messages of an incoming transfer, in order. After a failure it fails for good. */
export class TransferVerifier {
  readonly #cryptography: Cryptography;
  readonly #key: TsigKey;
  #hmac: Hmac;
  #isFirst = true;
  #unsigned = 0;
  #failure: TransferVerdict | undefined;

  constructor(sent: SentTsig, cryptography: Cryptography) {
    this.#cryptography = cryptography;
    this.#key = sent.key;
    this.#hmac = hmacAfter(cryptography, sent.key, sent.mac);
  }

  /** Whether all that came is verified: a transfer whose last message was not signed is no good. */
  get isComplete(): boolean {
    return !this.#isFirst && this.#unsigned === 0 && this.#failure === undefined;
  }

  /** Takes the next message, which must have been bound. @param now seconds since 1970 */
  accept(message: DnsMessageView, now: number): TransferVerdict {
    if (this.#failure !== undefined) return this.#failure;
    const digestFields = this.#isFirst ? digestVariables : digestTimers;
    const verdict = verifyAnswer(message, this.#key, this.#hmac, digestFields, this.#cryptography, now);
    if (verdict.kind === "none") return this.#acceptUnsigned(message);
    if (verdict.kind !== "valid") return this.#fail(verdict);
    this.#hmac = hmacAfter(this.#cryptography, this.#key, verdict.record.mac);
    this.#isFirst = false;
    this.#unsigned = 0;
    return { kind: "verified" };
  }

  #acceptUnsigned(message: DnsMessageView): TransferVerdict {
    if (this.#isFirst || this.#unsigned === MOST_UNSIGNED) return this.#fail({ kind: "too-many-unsigned" });
    digestUnsigned(this.#hmac, message.bytes, message.at, message.end);
    this.#unsigned++;
    return { kind: "unsigned" };
  }

  #fail(verdict: TsigVerdict | { readonly kind: "too-many-unsigned" }): TransferVerdict {
    this.#failure = { kind: "failed", verdict };
    return this.#failure;
  }
}
