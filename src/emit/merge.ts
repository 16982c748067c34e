/** Tests that end a function with -1 or false, one after the other, are one test: less to read, and less for V8 to inline. */

const TEST = /^if \((?<test>.*)\) return (?<result>-1|false);$/;

/** Adds a line; tests that follow each other become one. */
export function mergeTests(lines: string[], text: string): void {
  const next = TEST.exec(text)?.groups;
  const before = next === undefined ? undefined : TEST.exec(lines.at(-1) ?? "")?.groups;
  const { test = "", result } = next ?? {};
  if (before === undefined || before["result"] !== result || test.includes("report.")) lines.push(text);
  else lines[lines.length - 1] = `if (${before["test"] ?? ""} || (${test})) return ${result ?? ""};`;
}
