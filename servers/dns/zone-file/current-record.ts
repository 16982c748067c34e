/** The one object that all records are handed over in. */
import { NameSlot } from "./names.js";
import { columnOf } from "./problem.js";
import type { Scanner } from "./scanner.js";
import type { ParsedRecord, Place, RecordData } from "./types.js";

/** Keeps where its record starts; columns are counted for those who ask. */
export class RecordPlace implements Place {
  line = 0;
  #scanner: Scanner | undefined;
  #lineStart = 0;
  /** In the scanner's bytes. */
  start = 0;

  /** The scanner's token. */
  mark(scanner: Scanner): void {
    this.#scanner = scanner;
    this.line = scanner.tokenLine;
    this.#lineStart = scanner.tokenLineStart;
    this.start = scanner.start;
  }

  get file(): string {
    return this.#scanner?.file ?? "";
  }

  get column(): number {
    return this.#scanner === undefined ? 0 : columnOf(this.#scanner.bytes, this.#lineStart, this.start);
  }
}

export class CurrentRecord implements ParsedRecord {
  readonly name = new NameSlot();
  readonly owner = this.name.bytes;
  /** 0 before there is an owner, negative after one that was none. */
  ownerLength = 0;
  type = 0;
  class = 0;
  ttl = 0;
  rdata: RecordData = { $kind: "Empty", $value: 0 };
  readonly place = new RecordPlace();
}
