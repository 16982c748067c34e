/** What went wrong with a transfer, as people read it. */
import { DnsExtendedRcode, DnsRcode } from "../../../generated/dns/types.js";
import type { TransferVerdict } from "../security/tsig-transfer.js";

const RCODE_TEXTS: ReadonlyMap<number, string> = new Map(Object.entries(DnsRcode).map(([name, rcode]) => [rcode, name.toUpperCase()]));
const ERROR_TEXTS: ReadonlyMap<number, string> = new Map([
  [DnsExtendedRcode.BadSig, "BADSIG: the secrets differ"],
  [DnsExtendedRcode.BadKey, "BADKEY: there is no such key, or its algorithm differs"],
  [DnsExtendedRcode.BadTime, "BADTIME: the clocks differ by more than five minutes"],
  [DnsExtendedRcode.BadTrunc, "BADTRUNC: its MAC is too short"],
]);

export function rcodeText(rcode: number): string {
  return RCODE_TEXTS.get(rcode) ?? `RCODE${rcode}`;
}

export type SignatureVerdict = Extract<TransferVerdict, { readonly kind: "failed" }>["verdict"];

/** Why a message's signature is no good. What the other side says of ours comes first, though anybody could have said it. */
export function signatureProblem(verdict: SignatureVerdict, rcode: number): string {
  switch (verdict.kind) {
    case "rejected": {
      const theirs = ERROR_TEXTS.get(verdict.record.error);
      if (theirs !== undefined) return `the other side refuses our signature: ${theirs}`;
      return `its signature is not valid: ${ERROR_TEXTS.get(verdict.error) ?? verdict.error}`;
    }
    case "malformed":
      return "its signature is malformed";
    case "none":
    case "too-many-unsigned":
      return rcode === DnsRcode.NoError ? "a message that is not signed" : `the answer is ${rcodeText(rcode)}, and not signed`;
    case "valid":
      return "its signature is not as it was expected";
  }
}
