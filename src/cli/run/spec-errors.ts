/** The specs that a command needs have errors. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { Problem } from "../problem.js";

export class SpecErrors extends Problem {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super("the specs have errors");
  }
}
