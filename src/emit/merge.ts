/** Tests that end a function with -1, one after the other, are one test: less to read, and less for V8 to inline. */

const TEST = /^if \((.*)\) return -1;$/;

/** Adds a line; tests that follow each other become one. */
export function mergeTests(lines: string[], text: string): void {
  const test = TEST.exec(text)?.[1];
  const before = test === undefined ? undefined : TEST.exec(lines.at(-1) ?? "")?.[1];
  if (test === undefined || before === undefined || test.includes("report.")) lines.push(text);
  else lines[lines.length - 1] = `if (${before} || (${test})) return -1;`;
}
