/** Lines that begin with `$` (RFC 1035 section 5.1, 2308 section 4; `$GENERATE` is BIND's). */
import { decodeUtf8 } from "../../../runtime/index.js";
import { readGenerate } from "./generate.js";
import { Mnemonics } from "./mnemonics.js";
import { LONGEST_NAME } from "./names.js";
import { Scanner } from "./scanner.js";
import { nearest } from "./spelling.js";
import { readTtl } from "./ttl.js";
import type { ZoneReader } from "./zone-reader.js";

const DIRECTIVES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["$ORIGIN", 0],
  ["$TTL", 1],
  ["$INCLUDE", 2],
  ["$GENERATE", 3],
]);
const LONGEST_PATH = 4096;

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

/** A name in bytes of its own. */
function readOriginName(reader: ZoneReader): Uint8Array {
  const { fields } = reader;
  const out = new Uint8Array(LONGEST_NAME);
  const length = fields.writeName("the origin", out, fields.origin);
  return out.slice(0, Math.max(1, length));
}

function readOrigin(reader: ZoneReader): void {
  const { fields } = reader;
  const origin = fields.need("the origin's name") ? readOriginName(reader) : fields.origin;
  if (fields.finish("the end of the line")) fields.origin = origin;
}

function readDefaultTtl(reader: ZoneReader): void {
  const { fields } = reader;
  const ttl = fields.need("a TTL") ? readTtl(fields) : 0;
  if (fields.finish("the end of the line")) reader.defaultTtl = ttl;
}

function readInclude(reader: ZoneReader): void {
  const { fields } = reader;
  fields.need("a file's name");
  const text = fields.failed ? undefined : includedText(reader);
  const origin = fields.more() ? readOriginName(reader) : fields.origin;
  if (fields.finish("the end of the line") && text !== undefined) readIncluded(reader, text, origin);
}

/** The text of the file that the token names. */
function includedText(reader: ZoneReader): Scanner | undefined {
  const { fields, options } = reader;
  const name = decodeUtf8(fields.tokenText("the file's name", LONGEST_PATH));
  if (name === undefined || name === "" || name.includes("\0")) return refuse(reader, "expected a file's name in UTF-8");
  const { file } = fields.scanner;
  const path = joinPath(file, name);
  if (reader.includes.includes(path)) return refuse(reader, "the file includes itself");
  if (reader.includes.length > reader.limits.includeDepth)
    return tooMany(reader, `more than ${String(reader.limits.includeDepth)} files include one another`);
  if (++reader.includeCount > reader.limits.includes)
    return tooMany(reader, `more than ${String(reader.limits.includes)} files are included`);
  if (fields.failed) return undefined;
  const text = options.include?.(path, file) ?? "files cannot be included here";
  return typeof text === "string" ? refuse(reader, `cannot include ${fields.found}: ${text}`) : new Scanner(path, text);
}

function refuse(reader: ZoneReader, message: string): undefined {
  reader.fields.fail("bad-include", message);
}

function tooMany(reader: ZoneReader, message: string): undefined {
  reader.fields.fail("limit-exceeded", message);
}

/** A path as the including file means it; that of a file without a folder is left as it is. */
function joinPath(file: string, path: string): string {
  return path.startsWith("/") ? path : file.slice(0, file.lastIndexOf("/") + 1) + path;
}

/** Whatever the file does to origin and owner ends with it (RFC 1035 section 5.1). */
function readIncluded(reader: ZoneReader, scanner: Scanner, origin: Uint8Array): void {
  const { fields } = reader;
  const outer = fields.origin;
  fields.origin = origin;
  reader.includes.push(scanner.file);
  reader.keepingOwner(() => reader.readText(scanner));
  reader.includes.pop();
  fields.origin = outer;
}
