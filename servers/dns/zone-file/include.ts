/** `$INCLUDE file [origin]` (RFC 1035 section 5.1). */
import { decodeUtf8 } from "../../../runtime/index.js";
import type { Fields } from "./fields.js";
import { NameSlot, Origin } from "./names.js";
import { Scanner } from "./scanner.js";
import type { ZoneReader } from "./zone-reader.js";

const LONGEST_PATH = 4096;

/** Reads the directive whose name is the token, and the file. */
export function readInclude(reader: ZoneReader): void {
  const { fields } = reader;
  const text = fields.need("a file's name") ? includedText(reader) : undefined;
  const origin = fields.more() ? readOriginName(fields) : fields.origin;
  if (fields.finish("the end of the line") && text !== undefined) readIncluded(reader, text, origin);
}

/** The token as an origin. */
export function readOriginName(fields: Fields): Origin {
  const slot = new NameSlot();
  const length = fields.writeName("the origin", slot);
  return new Origin(slot.bytes.subarray(0, Math.max(1, length)));
}

/** The text of the file that the token names. */
function includedText(reader: ZoneReader): Scanner | undefined {
  const { fields, options } = reader;
  const name = decodeUtf8(fields.tokenText("the file's name", LONGEST_PATH));
  if (name === undefined || name === "" || name.includes("\0")) fields.fail("bad-include", "expected a file's name in UTF-8");
  const { file } = fields.scanner;
  const path = joinPath(file, name ?? "");
  mayInclude(reader, path);
  if (fields.failed) return undefined;
  const text = options.include?.(path, file) ?? "files cannot be included here";
  if (typeof text === "string") fields.fail("bad-include", `cannot include ${fields.found}: ${text}`);
  else if (isTooMuch(reader, text)) fields.fail("limit-exceeded", `more than ${String(reader.limits.includeBytes)} bytes are included`);
  return typeof text === "string" || fields.failed ? undefined : new Scanner(path, text);
}

/** Tells what is against one more file. */
function mayInclude({ fields, includes, limits, includeCount }: ZoneReader, path: string): void {
  if (includes.includes(path)) fields.fail("bad-include", "the file includes itself");
  if (includes.length > limits.includeDepth)
    fields.fail("limit-exceeded", `more than ${String(limits.includeDepth)} files include one another`);
  if (includeCount >= limits.includes) fields.fail("limit-exceeded", `more than ${String(limits.includes)} files are included`);
}

function isTooMuch(reader: ZoneReader, text: Uint8Array): boolean {
  reader.includeCount++;
  reader.includeBytes += text.length;
  return reader.includeBytes > reader.limits.includeBytes;
}

/** A path as the including file means it; that of a file without a folder is left as it is. */
function joinPath(file: string, path: string): string {
  return path.startsWith("/") ? path : file.slice(0, file.lastIndexOf("/") + 1) + path;
}

/** Whatever the file does to origin and owner ends with it. */
function readIncluded(reader: ZoneReader, scanner: Scanner, origin: Origin): void {
  const { fields } = reader;
  const outer = fields.origin;
  fields.origin = origin;
  reader.includes.push(scanner.file);
  reader.keepingOwner(() => reader.readText(scanner));
  reader.includes.pop();
  fields.origin = outer;
}
