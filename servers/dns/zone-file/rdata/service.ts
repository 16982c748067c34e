/** SVCB and HTTPS (RFC 9460 section 2.1). */
import type { DnsSvcParamInput } from "../../../../generated/dns/options.js";
import { DnsType } from "../../../../generated/dns/types.js";
import type { Fields } from "../fields.js";
import { findNumbered } from "../mnemonics.js";
import type { Span } from "../scanner.js";
import { nearest } from "../spelling.js";
import type { RecordData } from "../types.js";
import { plain, type Readers, UINT16 } from "./reader.js";
import { SERVICE_KEYS, serviceFault, serviceKey } from "./service-keys.js";
import { readGenericValue, readValue } from "./service-values.js";

const EQUALS_SIGN = 0x3d;

interface Parameter {
  readonly param: DnsSvcParamInput;
  /** For what is found when all are there. */
  readonly span: Span;
}

function service($kind: "SVCB" | "HTTPS", fields: Fields): RecordData {
  const svcPriority = fields.decimal("the priority", UINT16);
  const targetName = fields.name("the target");
  const parameters: Parameter[] = [];
  while (fields.morePairs()) {
    const param = readParameter(fields);
    if (param !== undefined) parameters.push({ param, span: fields.scanner.span() });
  }
  // Encoded by rising key, whatever the order in the text (RFC 9460 section 2.2).
  parameters.sort((one, other) => serviceKey(one.param) - serviceKey(other.param));
  const svcParams = parameters.map(({ param }) => param);
  const fault = serviceFault(svcParams);
  if (fault !== undefined) fields.fail("bad-parameter", fault.message, undefined, parameters[fault.index]?.span);
  return { $kind, svcPriority, targetName, svcParams };
}

/** The token as a parameter: `key`, `key=value` or `key="value"`. */
function readParameter(fields: Fields): DnsSvcParamInput | undefined {
  const { bytes, start, stop, quoted } = fields.scanner;
  if (quoted) return wholeInQuotes(fields);
  const found = bytes.subarray(start, stop).indexOf(EQUALS_SIGN);
  const keyEnd = found < 0 ? stop : start + found;
  const isNumber = isNumberedKey(bytes, start, keyEnd);
  const key = isNumber ? findNumbered("KEY", bytes, start, keyEnd, UINT16) : findKey(bytes, start, keyEnd);
  if (key < 0) return noKey(fields, keyEnd);
  const value = found < 0 ? undefined : fields.pairValue(keyEnd + 1);
  if (fields.failed) return undefined;
  return isNumber ? readGenericValue(fields, key, value ?? new Uint8Array(0)) : readValue(fields, key, value);
}

function wholeInQuotes(fields: Fields): undefined {
  fields.expected("bad-parameter", "a parameter like alpn=h2", () => "a parameter's value may be in quotes, not the whole of it");
}

/** Keys are in lower case. */
function findKey(bytes: Uint8Array, start: number, stop: number): number {
  for (let at = start; at < stop; at++) {
    if (((bytes[at] ?? 0) & 0xe0) === 0x40) return -1;
  }
  return SERVICE_KEYS.find(bytes, start, stop);
}

/** `key1`, but not `key01`. */
function isNumberedKey(bytes: Uint8Array, start: number, stop: number): boolean {
  const first = bytes[start + 3];
  return findNumbered("KEY", bytes, start, stop, UINT16) >= 0 && bytes[start] === 0x6b && (first !== 0x30 || stop - start === 4);
}

function noKey(fields: Fields, keyEnd: number): undefined {
  const { bytes, start } = fields.scanner;
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(keyEnd, start + 40)));
  fields.expected("bad-parameter", "a parameter like alpn=h2", () => {
    const meant = nearest(text, SERVICE_KEYS.names);
    return meant === undefined ? "keys without a name are written key1234" : `did you mean ${meant}?`;
  });
}

export const serviceReaders: Readers = {
  [DnsType.SVCB]: plain((fields) => service("SVCB", fields)),
  [DnsType.HTTPS]: plain((fields) => service("HTTPS", fields)),
};
