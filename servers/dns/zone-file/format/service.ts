/** Service parameters as text (RFC 9460 section 2.1, appendix A). */
import type { DnsSvcParam, DnsSvcParamUnknown } from "../../../../generated/dns/options.js";
import { serviceFault, serviceKeyName } from "../rdata/service-keys.js";
import { formatBase64, formatIpv4, formatIpv6, formatText } from "./text.js";

const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** Each with a blank before it; undefined for parameters that a zone file must not have. */
export function formatServiceParams(params: readonly DnsSvcParam[]): string | undefined {
  return serviceFault(params) === undefined ? params.map(({ key }) => ` ${formatParam(key)}`).join("") : undefined;
}

function formatParam(key: DnsSvcParam["key"]): string {
  switch (key.$kind) {
    case "Mandatory":
      return `mandatory=${key.keys.map(serviceKeyName).join(",")}`;
    case "Alpn":
      return `alpn=${formatText(joinEscaped(key.protocols))}`;
    case "NoDefaultAlpn":
      return "no-default-alpn";
    case "Port":
      return `port=${String(key.port)}`;
    case "Ipv4Hint":
      return `ipv4hint=${key.addresses.map(formatIpv4).join(",")}`;
    case "Ech":
      return `ech=${formatBase64(key.echConfigList)}`;
    case "Ipv6Hint":
      return `ipv6hint=${key.addresses.map(formatIpv6).join(",")}`;
    case "DohPath":
      return `dohpath=${formatText(key.template)}`;
    case "Ohttp":
      return "ohttp";
    case "Unknown":
      return formatUnknown(key);
  }
}

function formatUnknown({ $value, data }: DnsSvcParamUnknown): string {
  return data.length === 0 ? serviceKeyName($value) : `${serviceKeyName($value)}=${formatText(data)}`;
}

/** The items with commas between them, and a backslash before those that are theirs. */
function joinEscaped(items: readonly Uint8Array[]): Uint8Array {
  const out: number[] = [];
  for (const item of items) {
    if (out.length > 0) out.push(COMMA);
    for (const byte of item) {
      if (byte === COMMA || byte === BACKSLASH) out.push(BACKSLASH);
      out.push(byte);
    }
  }
  return Uint8Array.from(out);
}
