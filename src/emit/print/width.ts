/** How wide generated code is. */

/** The settings that the project's prettier has for generated modules. */
export const PRINT_WIDTH = 110;

const PADS = Array.from({ length: 60 }, (_, columns) => " ".repeat(columns));

export function pad(columns: number): string {
  return PADS[columns] ?? " ".repeat(columns);
}

/** Whether it is one line, and short enough. */
export function fits(line: string): boolean {
  return line.length <= PRINT_WIDTH && !line.includes("\n");
}
