/** Encoding a dissected frame again, into bytes of its own. */
import type { DissectedFrame, Layer } from "../../src/dissect/index.js";

const POISON = 0xa5;

/** The layers that lie in the same bytes: the frame's own, or those that fragments or segments were put together to. */
export interface Sheet {
  readonly bytes: DataView;
  readonly copy: DataView;
  /** Decoded, outermost first. */
  readonly layers: readonly Layer[];
}

export function sheetsOf({ layers }: DissectedFrame): Sheet[] {
  const decoded = layers.filter(({ outcome }) => outcome.kind === "decoded");
  return [...new Set(decoded.map(({ bytes }) => bytes))].map((bytes) => ({
    bytes,
    copy: new DataView(new ArrayBuffer(bytes.byteLength)),
    layers: decoded.filter((layer) => layer.bytes === bytes),
  }));
}

export function poison({ copy }: Sheet): void {
  new Uint8Array(copy.buffer).fill(POISON);
}

/** Decodes, too. Each packet overwrites the bytes that the one around it kept for it. */
export function encodeAgain({ bytes, copy, layers }: Sheet): void {
  for (const { functions, at, end, args } of layers) {
    const decoded = functions.decode(bytes, at, end, args);
    if (decoded.ok) functions.encode(decoded.value, copy, at, args);
  }
}

export function isSame({ bytes, copy, layers }: Sheet): boolean {
  return layers.every(({ at, end }) => {
    for (let place = at; place < end; place++) if (bytes.getUint8(place) !== copy.getUint8(place)) return false;
    return true;
  });
}
