/**
 * The compiler as a library: sources in, diagnostics and TypeScript modules out. No file access and no process: whoever calls
 * it brings the texts, so it runs wherever JavaScript does.
 */
export { type AnalyseOptions, analyseSources, compile, type Compiled, type CompileOptions } from "./compile.js";
export type { ByteOrder, CheckOptions, CodecEntry } from "./check/check.js";
export { allCodes, codes, isDiagnosticCode, type CodeEntry, type DiagnosticCode, type Severity } from "./diagnostics/codes.js";
export { hasErrors, type Diagnostic, type Fix, type RelatedSpan } from "./diagnostics/diagnostic.js";
export { diagnosticJson, type DiagnosticJson, type RangeJson } from "./diagnostics/json.js";
export { noColour, renderAll, renderDiagnostic, type Palette } from "./diagnostics/render.js";
export { lineText, positionAt, spanText, type Position, type Source, type Span } from "./diagnostics/source.js";
export type { EmitOptions, GeneratedModule } from "./emit/emit.js";
export type * as Ir from "./ir/ir.js";
export type { Interval, ItemLayout, Layout, Obligation, PacketLayout } from "./layout/layout.js";
export type { LoadOptions, Resolver } from "./load/loaded.js";
export { joinPath, normalisePath } from "./load/paths.js";
export type * as Ast from "./syntax/ast.js";
export { format } from "./syntax/format.js";
export { parse, type ParseResult } from "./syntax/parse.js";
