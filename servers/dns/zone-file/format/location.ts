/** LOC as text (RFC 1876 section 3). */
import type { DnsRecordLOCV0 } from "../../../../generated/dns/dns.js";
import { DEGREE, DEPTH, MIDDLE } from "../rdata/location.js";

/** Undefined for what has no text: angles beyond a pole or the date line, precisions that are no digit and power of ten. */
export function formatLocation(location: DnsRecordLOCV0): string | undefined {
  const { latitude, longitude, altitude, size, horizPre, vertPre } = location;
  const precisions = [size, horizPre, vertPre];
  if (Math.abs(latitude - MIDDLE) > 90 * DEGREE || Math.abs(longitude - MIDDLE) > 180 * DEGREE || !precisions.every(isPrecision))
    return undefined;
  const metres = [altitude - DEPTH, ...precisions.map((precision) => (precision >> 4) * 10 ** (precision & 0xf))].map(formatMetres);
  return [formatAngle(latitude, "N", "S"), formatAngle(longitude, "E", "W"), ...metres].join(" ");
}

function isPrecision(precision: number): boolean {
  const mantissa = precision >> 4;
  return precision === 0 || (mantissa >= 1 && mantissa <= 9 && (precision & 0xf) <= 9);
}

function formatAngle(encoded: number, positive: string, negative: string): string {
  const angle = Math.abs(encoded - MIDDLE);
  const minutes = Math.floor((angle % DEGREE) / 60_000);
  const seconds = ((angle % 60_000) / 1000).toFixed(3);
  return `${String(Math.floor(angle / DEGREE))} ${String(minutes)} ${seconds} ${encoded < MIDDLE ? negative : positive}`;
}

function formatMetres(centimetres: number): string {
  return `${(centimetres / 100).toFixed(2)}m`;
}
