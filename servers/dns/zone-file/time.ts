/** Times of signatures: seconds since 1970 in 32 bits, written YYYYMMDDHHmmSS (RFC 4034 section 3.2). */
import type { Fields } from "./fields.js";
import { readDecimal } from "./numbers.js";

const DIGITS = 14;
const DAY = 86_400;
const MOST = 0xffff_ffff;

/** Days from 1970 to a day of the Gregorian calendar. Years are counted from March, so that a leap day ends one. */
function daysTo(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + dayOfYear - 719_468;
}

function daysOfMonth(year: number, month: number): number {
  return (month === 12 ? daysTo(year + 1, 1, 1) : daysTo(year, month + 1, 1)) - daysTo(year, month, 1);
}

/** The seconds of 14 digits from `at` on; -1 for what is no time, or beyond 32 bits. */
function readCalendar(bytes: Uint8Array, at: number): number {
  const part = (from: number, to: number): number => readDecimal(bytes, at + from, at + to, 9999);
  const year = part(0, 4);
  const month = part(4, 6);
  const day = part(6, 8);
  const hour = part(8, 10);
  const minute = part(10, 12);
  const second = part(12, 14);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return -1;
  if (Math.min(hour, minute, second) < 0 || hour > 23 || minute > 59 || second > 59) return -1;
  const time = DAY * daysTo(year, month, day) + 3600 * hour + 60 * minute + second;
  return time > MOST ? -1 : time;
}

/** The next field as a time. */
export function readTime(fields: Fields, what: string): number {
  if (!fields.need(what)) return 0;
  const { bytes, start, stop } = fields.scanner;
  const time = stop - start === DIGITS ? readCalendar(bytes, start) : readDecimal(bytes, start, stop, MOST);
  if (time < 0) fields.expected("bad-time", `${what}, as YYYYMMDDHHmmSS from 1970 to 2106 or in seconds`);
  return time;
}

/** A time as 14 digits. */
export function formatTime(time: number): string {
  return new Date(1000 * time).toISOString().slice(0, 19).replace(/\D/gu, "");
}
