/** Lines that begin with `$` (RFC 1035 section 5.1, 2308 section 4; `$GENERATE` is BIND's). */
import { readGenerate } from "./generate.js";
import { readInclude, readOriginName } from "./include.js";
import { Mnemonics } from "./mnemonics.js";
import { nearest } from "./spelling.js";
import { readTtl } from "./ttl.js";
import type { ZoneReader } from "./zone-reader.js";

const DIRECTIVES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["$ORIGIN", 0],
  ["$TTL", 1],
  ["$INCLUDE", 2],
  ["$GENERATE", 3],
]);

/** What they do, in the order of their numbers. */
const HANDLERS: readonly ((reader: ZoneReader) => void)[] = [readOrigin, readDefaultTtl, readInclude, readGenerate];

/** Reads the directive whose name is the token. */
export function readDirective(reader: ZoneReader): void {
  const { fields } = reader;
  const { bytes, start, stop } = fields.scanner;
  const handler = HANDLERS[DIRECTIVES.find(bytes, start, stop)];
  if (handler !== undefined) return handler(reader);
  const { found } = fields;
  fields.fail("unknown-directive", `there is no directive ${found}`, () => {
    const meant = nearest(found.slice(1, -1), DIRECTIVES.names);
    return meant === undefined ? "an owner that begins with $ is written \\$" : `did you mean ${meant}?`;
  });
  fields.finish();
}

function readOrigin(reader: ZoneReader): void {
  const { fields } = reader;
  const origin = fields.need("the origin's name") ? readOriginName(fields) : fields.origin;
  if (fields.finish("the end of the line")) fields.origin = origin;
}

function readDefaultTtl(reader: ZoneReader): void {
  const { fields } = reader;
  const ttl = fields.need("a TTL") ? readTtl(fields) : 0;
  if (fields.finish("the end of the line")) reader.defaultTtl = ttl;
}
