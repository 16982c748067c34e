/** Candidate B for SSH: decoded objects, byte fields as views of the input (which allocate). */
import { matchesBytes, subarray } from "../../../runtime/bytes.js";
import { check as checkString } from "../../../runtime/types/string32.js";

export type Method =
  | { readonly $kind: "None" }
  | {
      readonly $kind: "PublicKey";
      readonly hasSignature: boolean;
      readonly algorithmName: Uint8Array;
      readonly publicKey: Uint8Array;
    }
  | { readonly $kind: "Password"; readonly change: boolean; readonly password: Uint8Array };

export interface Request {
  readonly userName: Uint8Array;
  readonly serviceName: Uint8Array;
  readonly methodName: Method;
}

export interface ChannelData {
  readonly recipientChannel: number;
  readonly data: Uint8Array;
}

const encoder = new TextEncoder();
const none = encoder.encode("none");
const password = encoder.encode("password");
const publicKey = encoder.encode("publickey");

export function decodeRequest(bytes: DataView, at: number, end: number): Request | undefined {
  if (end - at < 1 || bytes.getUint8(at) !== 50) return undefined;
  const userEnd = checkString(bytes, at + 1, end);
  if (userEnd < 0) return undefined;
  const serviceEnd = checkString(bytes, userEnd, end);
  if (serviceEnd < 0) return undefined;
  const methodEnd = checkString(bytes, serviceEnd, end);
  if (methodEnd < 0) return undefined;
  const methodName = decodeMethod(bytes, serviceEnd + 4, methodEnd, end);
  if (methodName === undefined) return undefined;
  return {
    userName: subarray(bytes, at + 5, userEnd),
    serviceName: subarray(bytes, userEnd + 4, serviceEnd),
    methodName,
  };
}

function decodeMethod(bytes: DataView, nameStart: number, at: number, end: number): Method | undefined {
  if (matchesBytes(bytes, nameStart, at, none)) return { $kind: "None" };
  if (end - at < 1) return undefined;
  const flag = bytes.getUint8(at) !== 0;
  const firstEnd = checkString(bytes, at + 1, end);
  if (firstEnd < 0) return undefined;
  if (matchesBytes(bytes, nameStart, at, password)) {
    if (flag && checkString(bytes, firstEnd, end) < 0) return undefined;
    return { $kind: "Password", change: flag, password: subarray(bytes, at + 5, firstEnd) };
  }
  if (!matchesBytes(bytes, nameStart, at, publicKey)) return undefined;
  const keyEnd = checkString(bytes, firstEnd, end);
  if (keyEnd < 0 || (flag && checkString(bytes, keyEnd, end) < 0)) return undefined;
  const algorithmName = subarray(bytes, at + 5, firstEnd);
  return { $kind: "PublicKey", hasSignature: flag, algorithmName, publicKey: subarray(bytes, firstEnd + 4, keyEnd) };
}

export function decodeChannelData(bytes: DataView, at: number, end: number): ChannelData | undefined {
  if (end - at < 9 || bytes.getUint8(at) !== 94) return undefined;
  const dataEnd = checkString(bytes, at + 5, end);
  if (dataEnd < 0) return undefined;
  return { recipientChannel: bytes.getUint32(at + 1), data: subarray(bytes, at + 9, dataEnd) };
}
