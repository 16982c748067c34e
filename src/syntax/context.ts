/** What the functions that build the tree share while they build one file. */
import type { CstNode, IToken } from "../../grammar/parser.js";
import { report, type Diagnostic, type DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import type { Source, Span } from "../diagnostics/source.js";
import type { Doc, Expr, Name, StringLiteral } from "./ast.js";
import { stringValue } from "./literals.js";
import { endOf } from "./tree.js";

export class BuildContext {
  public readonly diagnostics: Diagnostic[] = [];
  /** How deep the tree below each finished expression is; absent for a leaf. */
  public readonly depthOf: WeakMap<Expr, number> = new WeakMap();
  /** Set where something is left out; whoever holds the parts reads and resets it. */
  private damage = false;

  public constructor(
    private readonly source: Source,
    private readonly docs: ReadonlyMap<number, Doc>,
  ) {}

  public span(node: CstNode): Span {
    const { startOffset, endOffset } = node.location ?? { startOffset: 0, endOffset: -1 };
    return { source: this.source, start: startOffset, end: (endOffset ?? startOffset) + 1 };
  }

  public tokenSpan(token: IToken): Span {
    return { source: this.source, start: token.startOffset, end: endOf(token) };
  }

  public name(token: IToken): Name {
    return { text: token.image, span: this.tokenSpan(token) };
  }

  public string(token: IToken): StringLiteral {
    const terminated = token.tokenType.name === "StringText";
    return { kind: "string", value: stringValue(token.image, terminated), span: this.tokenSpan(token) };
  }

  /** To be spread into a node, which has no `doc` at all where nothing is written. */
  public doc(...offsets: number[]): { readonly doc?: Doc } {
    for (const offset of offsets) {
      const doc = this.docs.get(offset);
      if (doc !== undefined) return { doc };
    }
    return {};
  }

  public report(code: DiagnosticCode, span: Span, message?: string, details?: DiagnosticDetails): void {
    this.diagnostics.push(report(code, span, message, details));
  }

  /** Builds what parsed, and remembers that something did not. */
  public sound(parts: readonly CstNode[]): CstNode[] {
    const sound = parts.filter((part) => part.recoveredNode !== true);
    if (sound.length < parts.length) this.damage = true;
    return sound;
  }

  public markDamaged(): void {
    this.damage = true;
  }

  public takeDamage(): { readonly damaged?: true } {
    const damaged = this.damage;
    this.damage = false;
    return damaged ? { damaged } : {};
  }
}
