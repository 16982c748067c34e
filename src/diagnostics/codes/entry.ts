export type Severity = "error" | "warning";

/** What `mplc explain` and docs/diagnostics.md say of one code. The examples are compiled by the tests. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  /** A whole spec whose first diagnostic has this code; empty where it would be too long to print. */
  readonly wrong: string;
  /** The same spec, mended: it compiles without any diagnostic. */
  readonly right: string;
  /** Other files that both examples can import, by path. */
  readonly files?: Readonly<Record<string, string>>;
}
