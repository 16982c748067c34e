/** `$GENERATE range owner [ttl] [class] type data`: many records that differ by a number, as BIND has it. */
import { readDecimal } from "./numbers.js";
import { shown } from "./problem.js";
import { Scanner, type Span } from "./scanner.js";
import { expandTemplate, parseTemplate, type Template, TextBuffer } from "./template.js";
import type { ZoneReader } from "./zone-reader.js";

const DASH = 0x2d;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const QUOTATION_MARK = 0x22;
const MOST = 0x7fff_ffff;

interface Range {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** Reads the directive whose name is the token, and the records that it stands for. */
export function readGenerate(reader: ZoneReader): void {
  const { fields } = reader;
  const span = fields.scanner.span();
  const range = readRange(reader);
  const owner = fields.need("the template of the owners") ? tokenTemplate(reader) : [];
  const type = fields.need("a TTL, a class or a type") ? reader.readHead() : 0;
  const data = readData(reader);
  if (fields.finish()) reader.keepingOwner(() => generate(reader, range, [...owner, BLANK, ...data], type, span));
}

const BLANK = /* @__PURE__ */ Uint8Array.of(0x20);

/** `first-last` or `first-last/step`. */
function readRange(reader: ZoneReader): Range {
  const { fields } = reader;
  const nothing = { first: 1, last: 0, step: 1 };
  if (!fields.need("the range")) return nothing;
  const { bytes, start, stop } = fields.scanner;
  const dash = placeOf(bytes, DASH, start, stop);
  const slash = placeOf(bytes, SLASH, start, stop);
  const first = readDecimal(bytes, start, dash, MOST);
  const last = readDecimal(bytes, Math.min(dash + 1, slash), slash, MOST);
  const step = slash === stop ? 1 : readDecimal(bytes, slash + 1, stop, MOST);
  if (first < 0 || last < first || step < 1) {
    fields.expected("bad-generate", "a range like 1-100 or 0-254/2");
    return nothing;
  }
  const count = Math.floor((last - first) / step) + 1;
  const { generate: most } = reader.limits;
  if (count > most) fields.fail("limit-exceeded", `the range has ${String(count)} numbers; ${String(most)} is the most`);
  return { first, last, step };
}

function placeOf(bytes: Uint8Array, byte: number, start: number, stop: number): number {
  const found = bytes.subarray(start, stop).indexOf(byte);
  return found < 0 ? stop : start + found;
}

/** The template of the token. */
function tokenTemplate(reader: ZoneReader): Template {
  const { start, stop, quoted, bytes } = reader.fields.scanner;
  return quoted ? template(reader, bytes.subarray(start - 1, stop + 1), start - 1) : template(reader, bytes.subarray(start, stop), start);
}

/** @param at where the text stands in the file */
function template({ fields }: ZoneReader, text: Uint8Array, at: number): Template {
  const parts = parseTemplate(text);
  if (typeof parts !== "number") return parts;
  const dollar = -1 - parts;
  const message = `expected \${offset,width,base}; found ${shown(text, dollar, text.length)}`;
  fields.fail("bad-generate", message, templateHelp, fields.scanner.spanOf(at + dollar, at + text.length));
  return [];
}

function templateHelp(): string {
  return "the base is one of d, o, x, X, n and N; \\$ is a dollar sign";
}

/** All tokens that are left, with blanks between them. One in quotes is the data itself, as several tokens. */
function readData(reader: ZoneReader): Template {
  const { fields } = reader;
  if (!fields.need("the template of the data")) return [];
  const { bytes, start, stop, quoted } = fields.scanner;
  const whole = quoted ? template(reader, withoutQuotes(bytes, start, stop), start) : [];
  const parts = [...tokenTemplate(reader)];
  let tokens = 1;
  for (; fields.more(); tokens++) parts.push(BLANK, ...tokenTemplate(reader));
  return quoted && tokens === 1 ? whole : parts;
}

/** A text in which `\"` is a quote, and other escapes stay what they are. */
function withoutQuotes(bytes: Uint8Array, start: number, stop: number): Uint8Array {
  const out: number[] = [];
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH && bytes[at + 1] !== QUOTATION_MARK) out.push(byte, bytes[++at] ?? 0);
    else if (byte !== BACKSLASH) out.push(byte);
  }
  return Uint8Array.from(out);
}

function generate(reader: ZoneReader, { first, last, step }: Range, parts: Template, type: number, span: Span): void {
  const { problems } = reader;
  const text = new TextBuffer();
  for (let iterator = first; iterator <= last; iterator += step) {
    text.length = 0;
    problems.generated = { span, suffix: ` (in the record for ${String(iterator)})` };
    const sound = expandTemplate(parts, iterator, text) ? readOne(reader, text, type, span) : refuseNegative(reader, span);
    // One wrong template is one problem.
    if (!sound) break;
  }
  problems.generated = undefined;
}

function readOne(reader: ZoneReader, text: TextBuffer, type: number, span: Span): boolean {
  const { limits } = reader;
  reader.generatedBytes += text.length;
  if (++reader.generated > limits.generateTotal || reader.generatedBytes > limits.generateBytes) {
    reader.problems.report(
      "error",
      { code: "limit-exceeded", message: "$GENERATE makes too many records, or too much text, in all" },
      span,
    );
    return false;
  }
  return reader.readGenerated(new Scanner(span.file, text.bytes.subarray(0, text.length), span.line), type);
}

function refuseNegative(reader: ZoneReader, span: Span): boolean {
  reader.problems.report("error", { code: "bad-generate", message: "an offset makes the number negative" }, span);
  return false;
}
