/** A table of 256 kinds of options: the one length that is right for a kind, or -1. */
export function lengthsByKind(...lengths: readonly (readonly [kind: number, length: number])[]): Int16Array {
  const table = new Int16Array(256).fill(-1);
  for (const [kind, length] of lengths) table[kind] = length;
  return table;
}
