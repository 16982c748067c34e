/** Lists of types as text (RFC 4034 section 4.2). */
import { typeName } from "../type-names.js";

interface Window {
  readonly window: number;
  readonly bitmap: Uint8Array;
}

/** Each type with a blank before it; undefined for bit maps that are not written as they should be (RFC 4034 section 4.1.2). */
export function formatTypes(windows: readonly Window[]): string | undefined {
  let text = "";
  let before = -1;
  for (const { window, bitmap } of windows) {
    if (window <= before || (bitmap[bitmap.length - 1] ?? 0) === 0) return undefined;
    before = window;
    text += typesOf(window, bitmap);
  }
  return text;
}

function typesOf(window: number, bitmap: Uint8Array): string {
  let text = "";
  for (let bit = 0; bit < 8 * bitmap.length; bit++) {
    if (((bitmap[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) text += ` ${typeName(0x100 * window + bit)}`;
  }
  return text;
}
