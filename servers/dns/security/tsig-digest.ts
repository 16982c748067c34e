/** What a TSIG's MAC is computed over (RFC 8945 section 4.3). */
import { DnsHeaderView } from "../../../generated/dns/dns.js";
import { DnsClass } from "../../../generated/dns/types.js";
import type { Hmac } from "./hmac.js";
import type { TsigFields } from "./tsig-record.js";

const HEADER_SIZE = 12;

/** The MAC of the request, or of the message before, behind its length (sections 4.3.1 and 5.3.1). */
export function digestPriorMac(hmac: Hmac, mac: Uint8Array): void {
  hmac.update(Uint8Array.of(mac.length >> 8, mac.length & 0xff));
  hmac.update(mac);
}

/**
 * The message as it was before its TSIG was put behind it (section 4.3.2).
 * @param end where the TSIG starts
 * @param arcount how many additional records there were without it
 */
export function digestMessage(hmac: Hmac, bytes: DataView, at: number, end: number, id: number, arcount: number): void {
  const header = new Uint8Array(HEADER_SIZE);
  header.set(new Uint8Array(bytes.buffer, bytes.byteOffset + at, HEADER_SIZE));
  const view = new DnsHeaderView();
  if (view.bind(new DataView(header.buffer), 0, HEADER_SIZE)) {
    view.setId(id);
    view.setArcount(arcount);
  }
  hmac.update(header);
  hmac.update(new Uint8Array(bytes.buffer, bytes.byteOffset + at + HEADER_SIZE, end - at - HEADER_SIZE));
}

/** A message without TSIG between others that have one: all of it, as it is. */
export function digestUnsigned(hmac: Hmac, bytes: DataView, at: number, end: number): void {
  hmac.update(new Uint8Array(bytes.buffer, bytes.byteOffset + at, end - at));
}

/** The fields of the record that a MAC covers (section 4.3.3). */
export function digestVariables(hmac: Hmac, fields: TsigFields): void {
  hmac.update(fields.nameWire);
  hmac.update(Uint8Array.of(0, DnsClass.ANY, 0, 0, 0, 0));
  hmac.update(fields.algorithmWire);
  digestTimers(hmac, fields);
  const rest = new DataView(new ArrayBuffer(4));
  rest.setUint16(0, fields.error);
  rest.setUint16(2, fields.otherData.length);
  hmac.update(new Uint8Array(rest.buffer));
  hmac.update(fields.otherData);
}

/** What is covered of the record in all messages of a sequence but the first (section 4.3.3.1). */
export function digestTimers(hmac: Hmac, fields: TsigFields): void {
  const timers = new DataView(new ArrayBuffer(8));
  writeTime(timers, fields.timeSigned);
  timers.setUint16(6, fields.fudge);
  hmac.update(new Uint8Array(timers.buffer));
}

/** Seconds in 48 bits, as records and the other data of BADTIME have them. */
export function writeTime(bytes: DataView, seconds: number): void {
  bytes.setUint16(0, Math.floor(seconds / 2 ** 32));
  bytes.setUint32(2, seconds % 2 ** 32);
}
