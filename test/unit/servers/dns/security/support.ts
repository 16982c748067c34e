/** What the tests of TSIG share. */
import { DnsMessageView, encodeDnsMessage, type DnsMessageInput } from "../../../../../generated/dns/dns.js";
import { tsigKey, type TsigAlgorithm, type TsigKey, type TsigKeyInput } from "../../../../../servers/dns/security/tsig-keys.js";
import { SECRETS } from "./recorded.js";

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A message bound, which the test knows to be one. */
export function bound(bytes: Uint8Array): DnsMessageView {
  const view = new DnsMessageView();
  if (!view.bind(viewOf(bytes), 0, bytes.length)) throw new Error("no DNS message");
  return view;
}

export function keyOf(input: TsigKeyInput): TsigKey {
  const key = tsigKey(input);
  if (key === undefined) throw new Error(`no key ${input.name}`);
  return key;
}

const ALGORITHMS = { k256: "hmac-sha256", k384: "hmac-sha384", k512: "hmac-sha512" } as const satisfies Record<string, TsigAlgorithm>;

/** The keys of the recorded exchanges. */
export const RECORDED_KEYS: readonly TsigKeyInput[] = (["k256", "k384", "k512"] as const).map((name) => ({
  name,
  algorithm: ALGORITHMS[name],
  secret: Uint8Array.from(Buffer.from(SECRETS[name], "base64")),
}));

/** A message in a buffer of `size` bytes, the rest of which is poison. */
export function written(message: DnsMessageInput, size: number = 1232): { readonly bytes: Uint8Array; readonly end: number } {
  const bytes = new Uint8Array(size).fill(0xa5);
  const end = encodeDnsMessage(message, viewOf(bytes), 0);
  if (end < 0) throw new Error("the message has no encoding");
  return { bytes, end };
}
