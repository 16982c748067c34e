/** Collects what is wrong with one packet or declaration, and remembers whether it is still sound. */
import { report, type Diagnostic, type DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import type { Span } from "../diagnostics/source.js";

export class Problems {
  public readonly found: Diagnostic[] = [];
  private failed = false;

  /** Nothing downstream may rely on the packet. */
  public get broken(): boolean {
    return this.failed;
  }

  /** Gives undefined, the poison of types and expressions, so that `return problems.report(...)` reads well. */
  public report(code: DiagnosticCode, span: Span, message: string, details: DiagnosticDetails = {}): undefined {
    const diagnostic = report(code, span, message, details);
    this.found.push(diagnostic);
    if (diagnostic.severity === "error") this.failed = true;
  }

  /** Not sound, for a reason that was reported elsewhere. */
  public fail(): undefined {
    this.failed = true;
  }
}
