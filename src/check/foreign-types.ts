/** Types as other languages call them, and what they are here. */
const same: ReadonlyMap<string, string> = new Map([
  ["octet", "byte"],
  ["char", "byte"],
  ["u8", "byte"],
  ["i8", "int8"],
  ["bool", "boolean"],
  ["float", "float32"],
  ["double", "float64"],
  ["f32", "float32"],
  ["f64", "float64"],
]);

/** Those that say less than a wire format has to. */
const vague: ReadonlyMap<string, string> = new Map([
  ["int", "write its width: `int8`, `int16`, `int32` or `int64`, or one without a sign, as `uint16`"],
  ["integer", "write its width: `int8`, `int16`, `int32` or `int64`, or one without a sign, as `uint16`"],
  ["uint", "write its width: `byte`, `uint16`, `uint32` or `uint64`"],
  ["string", "write how long the length in front of it is: `string8`, `string16` or `string32`; or `cstring`, which ends with a zero"],
  ["bytes", "write `byte[n]`, with their number"],
  ["bits", "write `bit[n]`, with their number"],
]);

const WIDTHS = ["16", "24", "32", "48", "64"];

/** As in `u16`, `uint16_t`, `uint16le` and `int32be`. */
function byPattern(name: string): string | undefined {
  const [, sign, width, order] = /^(u|i|s|uint|int)([0-9]+)(?:_?(t|le|be))?$/.exec(name) ?? [];
  if (sign === undefined || width === undefined || !WIDTHS.includes(width)) return undefined;
  const type = `${sign.startsWith("u") ? "uint" : "int"}${width}`;
  return order === "le" ? `${type} endian(little)` : type;
}

export interface TypeAdvice {
  readonly help: string;
  readonly replacement?: string;
}

/** What to write instead. */
export function adviceOn(name: string): TypeAdvice | undefined {
  const lower = name.toLowerCase();
  const help = vague.get(lower);
  if (help !== undefined) return { help };
  const replacement = same.get(lower) ?? byPattern(lower);
  return replacement === undefined ? undefined : { help: `write \`${replacement}\``, replacement };
}
