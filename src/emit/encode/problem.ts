import type { Span } from "../../diagnostics/source.js";

/** Something that encoding needs before it can be known. */
export class NotKnownInTime extends Error {
  constructor(
    readonly span: Span,
    message: string,
  ) {
    super(message);
  }
}
