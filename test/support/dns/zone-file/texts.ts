/** Random records in presentation format: right, and nearly right. */
import fc from "fast-check";
import { decodeDnsRecord, encodeDnsRecord, sizeOfDnsRecord } from "../../../../generated/dns/dns.js";
import { formatRdata, typeName, typeOfData } from "../../../../servers/dns/zone-file/index.js";
import { arbitraryData, KINDS, type Kind } from "../../../unit/servers/dns/zone-file/arbitrary-data.js";
import { Random } from "../../random.js";

/** Not of names that have to be alone in their zone, or at its top. */
const KINDS_ANYWHERE: readonly Kind[] = KINDS.filter((kind) => kind !== "SOA" && kind !== "Unknown");

/** So many texts `TYPE data` of each type, half of them changed somewhere. */
export function randomTexts(each: number, seed: number): string[] {
  const random = new Random(seed);
  return KINDS_ANYWHERE.flatMap((kind, index) => {
    const data = fc.sample(arbitraryData(kind), { numRuns: each, seed: seed + index });
    return data.flatMap((rdata) => {
      const text = textOf(rdata);
      return text === undefined ? [] : [random.chance(0.5) ? text : changedText(text, random)];
    });
  }).filter(isBalanced);
}

/** Whether quotes and parentheses are closed: otherwise each program takes in as much as it likes of what follows. */
function isBalanced(text: string): boolean {
  const outside = text.replaceAll(/\\./gu, "").replaceAll(/"[^"]*"/gu, "");
  return !outside.includes('"') && !/[()]/u.test(outside.replaceAll(/\([^()]*\)/gu, ""));
}

/** Undefined for data that has no encoding, or nothing but the generic form. */
function textOf(rdata: Parameters<typeof typeOfData>[0] | Parameters<typeof encodeDnsRecord>[0]["rdata"]): string | undefined {
  const record = { name: ".", class: 1, ttl: 0, rdata };
  const size = sizeOfDnsRecord(record);
  if (size < 0) return undefined;
  const bytes = new DataView(new ArrayBuffer(size));
  encodeDnsRecord(record, bytes, 0);
  const decoded = decodeDnsRecord(bytes, 0, size);
  if (!decoded.ok) return undefined;
  const { value } = decoded;
  const text = formatRdata(value.rdata);
  return text.startsWith("\\#") ? undefined : `${typeName(typeOfData(value.rdata))} ${text}`;
}

/** What may stand in place of a field. */
const FIELDS = [
  ...["0", "1", "3", "4", "255", "256", "65535", "65536", "4294967295", "4294967296", "-1", "+1", "01", "1h", "1w2d", "0x10", "1.5", "1e3"],
  ...["x", "x.", "@", ".", "..", "x..y", "*", "a\\.b", "\\097", "\\256", "_x", "-", "x@y", "é"],
  ...['""', '"a b"', '"a\\"b"', '"x"', "A", "TYPE1", "TYPE65536", "ANY", "NS", "nsec", "\\# 1 00", "\\#"],
  ...["1.2.3.4", "1.2.3", "01.2.3.4", "::", "::1", "1::2::3", "::1.2.3.4", "fe80::1%1"],
  ...[
    "AAAA",
    "AA==",
    "AA=",
    "A",
    "A===",
    "====",
    "ab",
    "abc",
    "zz",
    "00",
    "0",
    "ABCDEFGH",
    "20240101000000",
    "20240230000000",
    "19691231235959",
  ],
  ...["RSASHA256", "SHA256", "PKIX", "N", "E", "1m", "1.00m", "1:1.2.3.4/8", "alpn=h2", "key65535=x", "port=1", "mandatory=port"],
] as const;

/** A text with one to three changes. */
function changedText(text: string, random: Random): string {
  // Tokens: quoted, or without blanks.
  const tokens = [...text.matchAll(/"(?:\\.|[^"\\])*"|(?:\\.|[^\s"\\])+/gu)].map(([token]) => token);
  for (let count = random.between(1, 3); count > 0; count--) changeToken(tokens, random);
  // A backslash at its end would take the end of the line with it.
  return tokens.join(" ").replace(/\\+$/u, "");
}

/** The type stays. */
function changeToken(tokens: string[], random: Random): void {
  const at = random.between(1, Math.max(1, tokens.length - 1));
  const token = tokens[at] ?? "";
  random.weighted<() => unknown>([
    [6, () => tokens.splice(at, 1, random.pick(FIELDS))],
    [3, () => tokens.splice(at, 1)],
    [3, () => tokens.splice(at, 0, random.pick(FIELDS))],
    [2, () => tokens.splice(at, 1, changedCharacter(token, random))],
    [1, () => tokens.splice(at, 1, token, token)],
    [1, () => tokens.splice(at, 1, /["(]/u.test(token) ? token : `"${token}"`)],
    [1, () => tokens.splice(at, 1, token.slice(0, random.below(token.length + 1)).replaceAll(/["()]|\\$/gu, ""))],
    // As one token, so that both parentheses stay or go.
    [1, () => tokens.splice(at, 1, token.includes("(") ? token : `( ${token} )`)],
    [1, () => tokens.splice(at, 1, token.toUpperCase())],
  ])();
}

const CHARACTERS = Array.from("019afgzAZ.-:/=+_*$@,~\u007f");

/** Not of quotes, which would take in what follows. */
function changedCharacter(token: string, random: Random): string {
  const at = random.below(token.length);
  if (/["\\(]/u.test(token)) return token;
  return token.slice(0, at) + random.pick(CHARACTERS) + token.slice(at + 1);
}
