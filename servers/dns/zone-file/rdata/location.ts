/** LOC (RFC 1876 section 3): `52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m`. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { Fields } from "../fields.js";
import { readDecimal } from "../numbers.js";
import type { RecordData } from "../types.js";
import { plain, type Readers } from "./reader.js";

/** The equator and the prime meridian, in thousandths of a second of arc. */
export const MIDDLE = 0x8000_0000;
/** A reference spheroid's depth that altitudes count from, in centimetres. */
export const DEPTH = 10_000_000;
export const DEGREE = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1000;
const MOST_LENGTH = 9_000_000_000;
const MOST_ALTITUDE = 0xffff_ffff;

const DOT = 0x2e;
const DASH = 0x2d;
const LETTER_M = 0x6d;

const SIZE_DEFAULT = 0x12;
const HORIZONTAL_DEFAULT = 0x16;
const VERTICAL_DEFAULT = 0x13;

function loc(fields: Fields): RecordData {
  const latitude = readAngle(fields, "the latitude", 90, "N", "S");
  const longitude = readAngle(fields, "the longitude", 180, "E", "W");
  const altitude = fields.need("the altitude") ? readAltitude(fields) : 0;
  const size = readPrecision(fields, "the size", SIZE_DEFAULT);
  const horizPre = readPrecision(fields, "the horizontal precision", HORIZONTAL_DEFAULT);
  const vertPre = readPrecision(fields, "the vertical precision", VERTICAL_DEFAULT);
  return { $kind: "LOC", version: { $kind: "V0", size, horizPre, vertPre, latitude, longitude, altitude } };
}

/** Degrees, then minutes and seconds if there are any, then the direction. */
function readAngle(fields: Fields, what: string, most: number, positive: string, negative: string): number {
  let angle = 0;
  for (let part = 0; ; part++) {
    if (!fields.need(`${what}'s direction, ${positive} or ${negative}`)) return MIDDLE;
    const direction = part === 0 ? 0 : directionOf(fields, positive, negative);
    if (direction !== 0) {
      if (angle > most * DEGREE) fields.fail("bad-location", `${what} is more than ${String(most)} degrees`);
      return MIDDLE + direction * angle;
    }
    const value = part < 3 ? readPart(fields, part) : -1;
    if (value < 0)
      fields.expected(
        "bad-location",
        part === 0 ? `${what}'s degrees` : `${what}'s minutes, seconds or direction ${positive} or ${negative}`,
      );
    angle += value;
  }
}

/** 1, -1, or 0 for another token. */
function directionOf({ scanner: { bytes, start, stop } }: Fields, positive: string, negative: string): number {
  const letter = stop - start === 1 ? String.fromCharCode((bytes[start] ?? 0) & 0xdf) : "";
  return letter === positive ? 1 : letter === negative ? -1 : 0;
}

/** Degrees, minutes, or seconds with up to three decimals; in thousandths of a second, or -1. */
function readPart({ scanner: { bytes, start, stop } }: Fields, part: number): number {
  if (part === 2) {
    const value = readFixed(bytes, start, stop, 3);
    return value < 60 * SECOND ? value : -1;
  }
  const value = readDecimal(bytes, start, stop, part === 0 ? 180 : 59);
  return value < 0 ? -1 : value * (part === 0 ? DEGREE : MINUTE);
}

/** A number with up to so many decimals, as an integer of the last of them; -1 for what is none. */
function readFixed(bytes: Uint8Array, start: number, stop: number, decimals: number): number {
  const found = bytes.subarray(start, stop).indexOf(DOT);
  const dot = found < 0 ? stop : start + found;
  const whole = readDecimal(bytes, start, dot, MOST_LENGTH);
  if (dot + 1 >= stop) return dot === stop && whole >= 0 ? whole * 10 ** decimals : -1;
  const missing = decimals - (stop - dot - 1);
  const fraction = missing < 0 ? -1 : readDecimal(bytes, dot + 1, stop, 10 ** decimals);
  return whole < 0 || fraction < 0 ? -1 : whole * 10 ** decimals + fraction * 10 ** missing;
}

/** Metres with up to two decimals, in centimetres; -1 for what is none. */
function readLength({ scanner: { bytes, start, stop } }: Fields, from: number): number {
  const unit = stop - start > 1 && ((bytes[stop - 1] ?? 0) | 0x20) === LETTER_M ? 1 : 0;
  return readFixed(bytes, from, stop - unit, 2);
}

function readAltitude(fields: Fields): number {
  const { bytes, start } = fields.scanner;
  const below = bytes[start] === DASH;
  const length = readLength(fields, below ? start + 1 : start);
  const altitude = DEPTH + (below ? -length : length);
  if (length >= 0 && altitude >= 0 && altitude <= MOST_ALTITUDE) return altitude;
  fields.expected("bad-location", "the altitude in metres, from -100000.00 to 42849672.95");
  return 0;
}

/** A length as a digit and a power of ten, in centimetres; the digits behind the first are lost. */
function readPrecision(fields: Fields, what: string, whenMissing: number): number {
  if (!fields.more()) return whenMissing;
  let mantissa = readLength(fields, fields.scanner.start);
  if (mantissa < 0 || mantissa > MOST_LENGTH) fields.expected("bad-location", `${what} in metres, from 0 to 90000000.00`);
  let exponent = 0;
  for (; mantissa > 9; exponent++) mantissa = Math.floor(mantissa / 10);
  return (Math.max(0, mantissa) << 4) | exponent;
}

export const locationReaders: Readers = { [DnsType.LOC]: plain(loc) };
