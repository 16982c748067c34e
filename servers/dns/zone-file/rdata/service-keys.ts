/** Keys of service parameters, and the rules that a record's parameters have to follow (RFC 9460 section 2, 7, 8). */
import { DnsSvcParamKey, type DnsSvcParamInput } from "../../../../generated/dns/options.js";
import { decodeUtf8 } from "../../../../runtime/index.js";
import { Mnemonics } from "../mnemonics.js";

/** RFC 9460 section 14.3.2, 9461, 9540 */
export const SERVICE_KEYS: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["mandatory", DnsSvcParamKey.Mandatory],
  ["alpn", DnsSvcParamKey.Alpn],
  ["no-default-alpn", DnsSvcParamKey.NoDefaultAlpn],
  ["port", DnsSvcParamKey.Port],
  ["ipv4hint", DnsSvcParamKey.Ipv4Hint],
  ["ech", DnsSvcParamKey.Ech],
  ["ipv6hint", DnsSvcParamKey.Ipv6Hint],
  ["dohpath", DnsSvcParamKey.DohPath],
  ["ohttp", DnsSvcParamKey.Ohttp],
]);

/** "Invalid key" in the registry. */
const INVALID_KEY = 0xffff;

export function serviceKeyName(key: number): string {
  return SERVICE_KEYS.nameOf(key) ?? `key${String(key)}`;
}

/** The number of a parameter's key. */
export function serviceKey({ key }: DnsSvcParamInput): number {
  return key.$kind === "Unknown" ? key.$value : DnsSvcParamKey[key.$kind];
}

/** What is wrong with one of a record's parameters, by its place among them. */
export interface ServiceFault {
  readonly index: number;
  readonly message: string;
}

/** The first parameter that breaks a rule. Their order is the encoding's: by keys, each once. */
export function serviceFault(params: readonly DnsSvcParamInput[]): ServiceFault | undefined {
  const keys = params.map(serviceKey);
  const present = new Set(keys);
  for (const [index, param] of params.entries()) {
    const message = orderFault(keys, index) ?? valueFault(param.key, present);
    if (message !== undefined) return { index, message };
  }
  return undefined;
}

function orderFault(keys: readonly number[], index: number): string | undefined {
  const key = keys[index] ?? 0;
  const before = keys[index - 1] ?? -1;
  if (key === INVALID_KEY) return "key65535 is reserved";
  if (key === before) return `${serviceKeyName(key)} is there twice`;
  return key < before ? `${serviceKeyName(key)} is not in order` : undefined;
}

function valueFault(key: DnsSvcParamInput["key"], present: ReadonlySet<number>): string | undefined {
  switch (key.$kind) {
    case "Mandatory":
      return mandatoryFault(key.keys, present);
    case "Alpn":
      if (key.protocols.length === 0) return "alpn has no protocol";
      return key.protocols.some((protocol) => protocol.length === 0) ? "alpn has an empty protocol" : undefined;
    case "NoDefaultAlpn":
      return present.has(DnsSvcParamKey.Alpn) ? undefined : "no-default-alpn needs alpn beside it";
    case "Ipv4Hint":
    case "Ipv6Hint":
      return key.addresses.length === 0 ? `${serviceKeyName(DnsSvcParamKey[key.$kind])} has no address` : undefined;
    case "Ech":
      return key.echConfigList.length === 0 ? "ech has no value" : undefined;
    case "DohPath":
      return isDohPath(key.template) ? undefined : 'dohpath is no template of a path with "dns" in it, like /dns-query{?dns}';
    default:
      return undefined;
  }
}

/** RFC 9460 section 8 */
function mandatoryFault(mandatory: readonly number[], present: ReadonlySet<number>): string | undefined {
  if (mandatory.length === 0) return "mandatory names no key";
  if (mandatory.includes(DnsSvcParamKey.Mandatory)) return "mandatory names itself";
  for (const [index, key] of mandatory.entries()) {
    const fault = orderFault(mandatory, index);
    if (fault !== undefined) return `mandatory: ${fault}`;
    if (!present.has(key)) return `mandatory names ${serviceKeyName(key)}, which is not there`;
  }
  return undefined;
}

/** RFC 9461 section 5 */
function isDohPath(template: Uint8Array): boolean {
  const text = decodeUtf8(template);
  return text?.startsWith("/") === true && /\{[^{}]*\bdns\b[^{}]*\}/u.test(text);
}
