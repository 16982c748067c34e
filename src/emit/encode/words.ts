/** Bit fields are written word by word, as soon as all of a word's fields are known. */
import type { Field, Item } from "../../ir/ir.js";
import { fixedBits } from "../decode/fields.js";
import { type Cursor, advance, bitOf, position } from "../cursor.js";
import { codeOf } from "./fields.js";
import type { EncodeWalker } from "./walker.js";

interface Chunk {
  readonly start: Cursor;
  bits: number;
  fields: Field[];
}

/** Plans the words of a run: those of 8, 16 or 32 bits are written at once, the fields of others one by one. */
export function planWords(walker: EncodeWalker, items: readonly Item[], start: Cursor): void {
  if (!walker.writes || start.inBits) return;
  for (const chunk of chunksOf(items, start)) {
    if (chunk.bits !== 8 && chunk.bits !== 16 && chunk.bits !== 32) continue;
    for (const field of chunk.fields) walker.wordFields.add(field.id);
    writeChunk(walker, chunk);
  }
}

function chunksOf(items: readonly Item[], start: Cursor): Chunk[] {
  const chunks: Chunk[] = [];
  let cursor = start;
  let open: Chunk | undefined;
  for (const item of items) {
    const bits = fixedBits(item) ?? 0;
    if (item.kind === "field" && item.type.kind === "bits" && item.type.order === "msb" && item.type.width <= 32) {
      if (open === undefined && bitOf(cursor) === 0) open = { start: cursor, bits: 0, fields: [] };
      if (open !== undefined) {
        open.fields.push(item);
        open.bits += bits;
        if (open.bits % 8 === 0) {
          chunks.push(open);
          open = undefined;
        }
      }
    } else if (bits > 0) {
      open = undefined;
    }
    cursor = advance(cursor, bits);
  }
  return chunks;
}

function writeChunk(walker: EncodeWalker, chunk: Chunk): void {
  const keys = chunk.fields.map((field) => walker.key("value", field.id));
  walker.whenKnown(
    [],
    [position(chunk.start)],
    ([at]) => {
      let shift = chunk.bits;
      const terms = chunk.fields.flatMap((field) => {
        shift -= field.type.kind === "bits" ? field.type.width : 0;
        const code = codeOf(walker.known("value", field.id), "number");
        if (code === "0") return [];
        return [shift === 0 ? code : `(${code} << ${shift})`];
      });
      walker.line(`bytes.setUint${chunk.bits}(${at ?? position(chunk.start)}, ${terms.length === 0 ? "0" : terms.join(" | ")});`);
    },
    { keys },
  );
}
