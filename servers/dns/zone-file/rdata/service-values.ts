/** Values of service parameters (RFC 9460 section 7, 8, appendix A). They are bytes here, whose escapes were read once. */
import { decodeDnsSvcParam, DnsSvcParamKey, type DnsSvcParamInput } from "../../../../generated/dns/options.js";
import { readIpv4, readIpv6 } from "../addresses.js";
import { Base64Decoder } from "../base-encodings.js";
import type { Fields } from "../fields.js";
import { findNumbered } from "../mnemonics.js";
import { readDecimal } from "../numbers.js";
import { BYTE, UINT16 } from "./reader.js";
import { SERVICE_KEYS, serviceKeyName } from "./service-keys.js";

const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const HEADER = 4;

type Value = DnsSvcParamInput["key"];

/** The value of a key that has a name; undefined after a problem, which is told. */
export function readValue(fields: Fields, key: number, value: Uint8Array | undefined): DnsSvcParamInput | undefined {
  if (key === DnsSvcParamKey.NoDefaultAlpn || key === DnsSvcParamKey.Ohttp) return readFlag(fields, key, value);
  if (value === undefined || value.length === 0) return refuse(fields, `${serviceKeyName(key)} needs a value`);
  const read = valueOf(key, value);
  return read === undefined ? refuse(fields, `the value of ${serviceKeyName(key)} is not ${EXPECTED[key] ?? "one"}`) : { key: read };
}

const EXPECTED: Readonly<Record<number, string>> = {
  [DnsSvcParamKey.Mandatory]: "a list of keys",
  [DnsSvcParamKey.Alpn]: "a list of protocols, each of 1 to 255 bytes",
  [DnsSvcParamKey.Port]: "a number from 0 to 65535",
  [DnsSvcParamKey.Ipv4Hint]: "a list of IPv4 addresses",
  [DnsSvcParamKey.Ech]: "base64",
  [DnsSvcParamKey.Ipv6Hint]: "a list of IPv6 addresses",
};

function refuse(fields: Fields, message: string): undefined {
  fields.fail("bad-parameter", message);
}

/** A key that says something by being there. */
function readFlag(fields: Fields, key: number, value: Uint8Array | undefined): DnsSvcParamInput | undefined {
  if (value !== undefined && value.length > 0) return refuse(fields, `${serviceKeyName(key)} has no value`);
  return { key: { $kind: key === DnsSvcParamKey.Ohttp ? "Ohttp" : "NoDefaultAlpn" } };
}

function valueOf(key: number, value: Uint8Array): Value | undefined {
  switch (key) {
    case DnsSvcParamKey.Mandatory:
      return mandatory(value);
    case DnsSvcParamKey.Alpn:
      return alpn(value);
    case DnsSvcParamKey.Port:
      return port(value);
    case DnsSvcParamKey.Ipv4Hint:
      return ipv4Hint(value);
    case DnsSvcParamKey.Ech:
      return ech(value);
    case DnsSvcParamKey.Ipv6Hint:
      return ipv6Hint(value);
    default:
      return { $kind: "DohPath", template: value };
  }
}

/** RFC 9460 section 8: encoded in rising order. Names that are there twice stay so, for the rules to find. */
function mandatory(value: Uint8Array): Value | undefined {
  const keys = splitPlain(value).map((name) => {
    const key = SERVICE_KEYS.find(name, 0, name.length);
    return key >= 0 ? key : findNumbered("KEY", name, 0, name.length, UINT16);
  });
  return keys.includes(-1) ? undefined : { $kind: "Mandatory", keys: keys.sort((one, other) => one - other) };
}

function alpn(value: Uint8Array): Value | undefined {
  const protocols = splitEscaped(value);
  const sound = protocols?.every((protocol) => protocol.length > 0 && protocol.length <= BYTE) === true;
  return sound ? { $kind: "Alpn", protocols } : undefined;
}

function port(value: Uint8Array): Value | undefined {
  const number = readDecimal(value, 0, value.length, UINT16);
  return number < 0 ? undefined : { $kind: "Port", port: number };
}

function ipv4Hint(value: Uint8Array): Value | undefined {
  const addresses = splitPlain(value).map((text) => readIpv4(text, 0, text.length));
  return addresses.includes(-1) ? undefined : { $kind: "Ipv4Hint", addresses };
}

function ipv6Hint(value: Uint8Array): Value | undefined {
  const addresses: Uint8Array[] = [];
  for (const text of splitPlain(value)) {
    const address = new Uint8Array(16);
    if (!readIpv6(text, 0, text.length, address)) return undefined;
    addresses.push(address);
  }
  return { $kind: "Ipv6Hint", addresses };
}

/** RFC 9848 section 3 */
function ech(value: Uint8Array): Value | undefined {
  const decoder = new Base64Decoder();
  const out = new Uint8Array(value.length);
  const length = decoder.take(value, 0, value.length, out, 0);
  return length < 0 || !decoder.finish() ? undefined : { $kind: "Ech", echConfigList: out.subarray(0, length) };
}

/** The items of a list whose items have no commas. */
function splitPlain(value: Uint8Array): Uint8Array[] {
  const items: Uint8Array[] = [];
  let start = 0;
  for (let comma = value.indexOf(COMMA); comma >= 0; comma = value.indexOf(COMMA, start)) {
    items.push(value.subarray(start, comma));
    start = comma + 1;
  }
  items.push(value.subarray(start));
  return items;
}

/** The items of a list in which `\` keeps a comma or itself (RFC 9460 appendix A.1); undefined for a `\` before anything else. */
function splitEscaped(value: Uint8Array): Uint8Array[] | undefined {
  const items: Uint8Array[] = [];
  let item: number[] = [];
  for (let at = 0; at < value.length; at++) {
    let byte = value[at] ?? 0;
    if (byte === COMMA) {
      items.push(Uint8Array.from(item));
      item = [];
      continue;
    }
    if (byte === BACKSLASH) {
      byte = value[++at] ?? 0;
      if (byte !== COMMA && byte !== BACKSLASH) return undefined;
    }
    item.push(byte);
  }
  items.push(Uint8Array.from(item));
  return items;
}

/** The value of `key1234` is the encoded one, which has to be as its key wants it, if that is known. */
export function readGenericValue(fields: Fields, key: number, value: Uint8Array): DnsSvcParamInput | undefined {
  const bytes = new DataView(new ArrayBuffer(HEADER + value.length));
  bytes.setUint16(0, key);
  bytes.setUint16(2, value.length);
  new Uint8Array(bytes.buffer).set(value, HEADER);
  const decoded = decodeDnsSvcParam(bytes, 0, bytes.byteLength);
  return decoded.ok ? decoded.value : refuse(fields, `the value of key${String(key)} is not that of ${serviceKeyName(key)}`);
}
