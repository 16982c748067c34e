/** Bodies are handed to the printer as lines, apart from the text around them, in which a name stands for each. */
export const PLACEHOLDER = "__body";

export function placeholder(index: number): string {
  return `${PLACEHOLDER}${index};`;
}

export function restorePlaceholders(text: string, bodies: readonly (readonly string[])[]): string {
  return text.replaceAll(new RegExp(`${PLACEHOLDER}(\\d+);`, "g"), (_, index: string) => (bodies[Number(index)] ?? []).join("\n"));
}
