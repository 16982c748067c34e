/** The limit: SSH messages by hand. */
import type { Packets } from "../data.js";

function skipString(bytes: DataView, at: number, end: number): number {
  if (end - at < 4) return -1;
  const next = at + 4 + bytes.getUint32(at);
  return next > end ? -1 : next;
}

function isText(bytes: DataView, at: number, text: Uint8Array): boolean {
  if (bytes.getUint32(at) !== text.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes.getUint8(at + 4 + index) !== text[index]) return false;
  return true;
}

const none = new TextEncoder().encode("none");
const password = new TextEncoder().encode("password");
const publicKey = new TextEncoder().encode("publickey");

/** Checks the request and adds up the lengths of its parts, which is what a server that dispatches on it looks at. */
function userAuth(bytes: DataView, at: number, end: number): number {
  if (end - at < 1 || bytes.getUint8(at) !== 50) return -1;
  const service = skipString(bytes, at + 1, end);
  if (service < 0) return -1;
  const method = skipString(bytes, service, end);
  if (method < 0) return -1;
  const rest = skipString(bytes, method, end);
  if (rest < 0) return -1;
  const common = service - at + (method - service);
  if (isText(bytes, method, publicKey)) {
    if (end - rest < 1) return -1;
    const key = skipString(bytes, rest + 1, end);
    if (key < 0) return -1;
    const keyEnd = skipString(bytes, key, end);
    if (keyEnd < 0 || (bytes.getUint8(rest) !== 0 && skipString(bytes, keyEnd, end) < 0)) return -1;
    return common + 3 + (keyEnd - key - 4);
  }
  if (isText(bytes, method, password)) {
    if (end - rest < 1) return -1;
    const passwordEnd = skipString(bytes, rest + 1, end);
    if (passwordEnd < 0 || (bytes.getUint8(rest) !== 0 && skipString(bytes, passwordEnd, end) < 0)) return -1;
    return common + 2 + (passwordEnd - rest - 5);
  }
  return isText(bytes, method, none) ? common + 1 : -1;
}

export function sumUserAuth({ bytes, starts, count }: Packets): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += userAuth(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
  return total;
}

function channelData(bytes: DataView, at: number, end: number): number {
  if (end - at < 9 || bytes.getUint8(at) !== 94) return -1;
  const length = bytes.getUint32(at + 5);
  return length > end - at - 9 ? -1 : bytes.getUint32(at + 1) + length;
}

export function sumChannelData({ bytes, starts, count }: Packets): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += channelData(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
  return total;
}
