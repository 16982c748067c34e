/** Mnemonics of types and classes. */
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import { findNumbered, Mnemonics } from "./mnemonics.js";

/** Types that specs/dns leaves to their numbers: their data is in the generic form, and bit maps may name them. */
const OTHERS: Readonly<Record<string, number>> = {
  MD: 3,
  MF: 4,
  "NSAP-PTR": 23,
  NXT: 30,
  EID: 31,
  NIMLOC: 32,
  ATMA: 34,
  A6: 38,
  SINK: 40,
  HHIT: 67,
  BRID: 68,
  UINFO: 100,
  UID: 101,
  GID: 102,
  UNSPEC: 103,
  NXNAME: 128,
  DOA: 259,
  CLA: 263,
  IPN: 264,
};

const MOST = 0xffff;

/** The mnemonics of types; those of IANA's registry that specs/dns does not list come last. */
export const TYPES: Mnemonics = /* @__PURE__ */ new Mnemonics([...Object.entries(DnsType), ...Object.entries(OTHERS)]);

const WRITTEN: Mnemonics = /* @__PURE__ */ new Mnemonics(Object.entries(DnsType));

export const CLASSES: Mnemonics = /* @__PURE__ */ new Mnemonics(Object.entries(DnsClass));

/** The number of a type's name, or of `TYPE65400` (RFC 3597 section 5); -1 for others. */
export function findType(bytes: Uint8Array, start: number, stop: number): number {
  const type = TYPES.find(bytes, start, stop);
  return type >= 0 ? type : findNumbered("TYPE", bytes, start, stop, MOST);
}

export function findClass(bytes: Uint8Array, start: number, stop: number): number {
  const found = CLASSES.find(bytes, start, stop);
  return found >= 0 ? found : findNumbered("CLASS", bytes, start, stop, MOST);
}

/** A type's name; that of one which specs/dns does not list is `TYPE65400`, which every reader knows. */
export function typeName(type: number): string {
  return WRITTEN.nameOf(type) ?? `TYPE${String(type)}`;
}

/** Whether specs/dns has the fields of a type's data; that of all others is bytes. */
export function hasForm(type: number): boolean {
  return WRITTEN.nameOf(type) !== undefined;
}

export function className(number: number): string {
  return CLASSES.nameOf(number) ?? `CLASS${String(number)}`;
}

/** Whether a type stands in messages only: OPT, and what is there for questions (RFC 6895 section 3.1). */
export function isMessageType(type: number): boolean {
  return type === 0 || type === DnsType.OPT || (type >= 0x80 && type <= 0xff);
}
