/** What decoding returns instead of throwing: a value and where its encoding ended, or a code (see codes.ts). */
export type Result<T> =
  | { readonly ok: true; readonly value: T; /** Byte offset just after the encoding. */ readonly end: number }
  | { readonly ok: false; /** MALFORMED, or "needs more". */ readonly code: number };
