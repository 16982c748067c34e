/** Candidate A for SSH: nested classify, arms as views of their own that the parent binds. */
import { matchesBytes } from "../../../runtime/bytes.js";
import { check as checkString } from "../../../runtime/types/string32.js";

const empty = new DataView(new ArrayBuffer(0));
const encoder = new TextEncoder();
const none = encoder.encode("none");
const password = encoder.encode("password");
const publicKey = encoder.encode("publickey");

export function walkRequest(bytes: DataView, at: number, end: number, slots?: AuthView): number {
  const userEnd = checkString(bytes, at, end);
  if (userEnd < 0) return userEnd;
  const serviceEnd = checkString(bytes, userEnd, end);
  if (serviceEnd < 0) return serviceEnd;
  const methodEnd = checkString(bytes, serviceEnd, end);
  if (methodEnd < 0) return methodEnd;
  let arm = 3;
  let part1 = 0;
  let part2 = 0;
  let next = methodEnd;
  if (matchesBytes(bytes, serviceEnd + 4, methodEnd, none)) {
    arm = 0;
  } else if (matchesBytes(bytes, serviceEnd + 4, methodEnd, publicKey)) {
    arm = 1;
    if (end - methodEnd < 1) return end - methodEnd - 2;
    part1 = checkString(bytes, methodEnd + 1, end);
    if (part1 < 0) return part1;
    part2 = checkString(bytes, part1, end);
    if (part2 < 0) return part2;
    next = part2;
    if (bytes.getUint8(methodEnd) !== 0) next = checkString(bytes, part2, end);
    if (next < 0) return next;
  } else if (matchesBytes(bytes, serviceEnd + 4, methodEnd, password)) {
    arm = 2;
    if (end - methodEnd < 1) return end - methodEnd - 2;
    part1 = checkString(bytes, methodEnd + 1, end);
    if (part1 < 0) return part1;
    next = part1;
    if (bytes.getUint8(methodEnd) !== 0) next = checkString(bytes, part1, end);
    if (next < 0) return next;
  } else {
    next = end;
  }
  if (slots !== undefined) {
    slots.userEnd = userEnd;
    slots.serviceEnd = serviceEnd;
    slots.methodEnd = methodEnd;
    slots.arm = arm;
    slots.part1 = part1;
    slots.part2 = part2;
  }
  return next;
}

export function walkAuth(bytes: DataView, at: number, end: number, slots?: AuthView): number {
  if (end - at < 1) return end - at - 2;
  return bytes.getUint8(at) === 50 ? walkRequest(bytes, at + 1, end, slots) : -1;
}

export class AuthView {
  bytes: DataView = empty;
  at = 0;
  userEnd = 0;
  serviceEnd = 0;
  methodEnd = 0;
  arm = 0;
  part1 = 0;
  part2 = 0;

  bind(bytes: DataView, at: number, end: number): boolean {
    this.bytes = bytes;
    this.at = at;
    return walkAuth(bytes, at, end, this) >= 0;
  }
  get methodKind(): "None" | "PublicKey" | "Password" | "Unknown" {
    switch (this.arm) {
      case 0:
        return "None";
      case 1:
        return "PublicKey";
      case 2:
        return "Password";
      default:
        return "Unknown";
    }
  }
  bindPublicKey(view: PublicKeyView): boolean {
    if (this.arm !== 1) return false;
    view.bytes = this.bytes;
    view.methodEnd = this.methodEnd;
    view.part1 = this.part1;
    view.part2 = this.part2;
    return true;
  }
  bindPassword(view: PasswordView): boolean {
    if (this.arm !== 2) return false;
    view.bytes = this.bytes;
    view.methodEnd = this.methodEnd;
    view.part1 = this.part1;
    return true;
  }
}

export class PublicKeyView {
  bytes: DataView = empty;
  methodEnd = 0;
  part1 = 0;
  part2 = 0;

  get publicKeyStart(): number {
    return this.part1 + 4;
  }
  get publicKeyEnd(): number {
    return this.part2;
  }
}

export class PasswordView {
  bytes: DataView = empty;
  methodEnd = 0;
  part1 = 0;

  get passwordStart(): number {
    return this.methodEnd + 5;
  }
  get passwordEnd(): number {
    return this.part1;
  }
}

export function walkChannelData(bytes: DataView, at: number, end: number, slots?: ChannelDataView): number {
  if (end - at < 5) return end - at - 6;
  if (bytes.getUint8(at) !== 94) return -1;
  const dataEnd = checkString(bytes, at + 5, end);
  if (dataEnd < 0) return dataEnd;
  if (slots !== undefined) slots.dataEnd = dataEnd;
  return dataEnd;
}

export class ChannelDataView {
  bytes: DataView = empty;
  at = 0;
  dataEnd = 0;

  bind(bytes: DataView, at: number, end: number): boolean {
    this.bytes = bytes;
    this.at = at;
    return walkChannelData(bytes, at, end, this) >= 0;
  }
  get recipientChannel(): number {
    return this.bytes.getUint32(this.at + 1);
  }
  get dataStart(): number {
    return this.at + 9;
  }
}
