/** Texts that are nearly specs, and texts that are nothing. */
import type { Random } from "./random.js";

const PIECES = (
  "packet|struct|typedef|variant|classify|array|when|true|false|import|codec|dissect|example|require|bounded|keep|until|to_end|of|bytes|" +
  "endian|bitorder|checksum|verify|value|const|min|max|align|default|label|(|)|{|}|[|]|;|:|,|..|->|=>|==|!=|<=|>=|<<|>>|&&|\\|\\||!|~|?|" +
  '+|-|*|/|%|&|^|\\||_|Unknown|0|1|0xff|0b11|0o17|1_000|99999999999999999999999|"a"|"|\'|/*|*/|//|/**|\n|\t|\u0000|\u{1f600}|é|byte|bit[4]|uint16|uint64|' +
  "float32|boolean|string8|mpint|dns_label|varint|offset(a)|sizeof(a)|array_length(a)|remaining()|present(a)|a|b|p|q|packet p(){();}"
)
  .split("|")
  .map((piece) => piece.replace("\\", "|"));

/** Something from other texts, or a piece of the language. */
function piece(random: Random, others: readonly string[]): string {
  if (random.chance(0.7)) return random.pick(PIECES);
  const other = random.pick(others);
  const from = random.below(other.length + 1);
  return other.slice(from, from + random.below(60));
}

const NUMBERS = [
  "0",
  "1",
  "2",
  "3",
  "7",
  "8",
  "15",
  "16",
  "31",
  "32",
  "33",
  "53",
  "54",
  "63",
  "64",
  "65",
  "255",
  "256",
  "65535",
  "0xffffffff",
  "0x1_0000_0000",
  "0xffff_ffff_ffff_ffff",
];

/** One word for another of the same text: grammar seldom minds, the checker does. */
export function swappedText(text: string, random: Random): string {
  let result = text;
  for (let count = random.between(1, 3); count > 0; count--) {
    const words = [...result.matchAll(/[A-Za-z_][A-Za-z_0-9']*|[0-9][0-9a-fx_]*/g)];
    if (words.length === 0) return result;
    const word = random.pick(words);
    const isNumber = /^[0-9]/.test(word[0]);
    const other = isNumber && random.chance(0.7) ? random.pick(NUMBERS) : random.pick(words)[0];
    result = result.slice(0, word.index) + other + result.slice(word.index + word[0].length);
  }
  return result;
}

export function mutatedText(text: string, random: Random, others: readonly string[]): string {
  let result = text;
  for (
    let count = random.weighted([
      [6, 1],
      [3, 2],
      [2, 4],
      [1, 12],
    ]);
    count > 0;
    count--
  ) {
    const at = random.below(result.length + 1);
    const end = Math.min(
      result.length,
      at +
        random.weighted([
          [3, 0],
          [3, 1],
          [3, random.below(12)],
          [1, random.below(200)],
        ]),
    );
    const middle = random.weighted<() => string>([
      [3, () => ` ${piece(random, others)} `],
      [2, () => ""],
      [1, () => String.fromCharCode(random.below(0x180))],
      [1, () => result.slice(at, end).repeat(2)],
    ])();
    result = result.slice(0, at) + middle + result.slice(end);
  }
  return result;
}

export function arbitraryText(random: Random, others: readonly string[]): string {
  return Array.from({ length: random.below(40) }, () => piece(random, others)).join(random.pick([" ", ""]));
}
