/** Binary operators, and which of them prettier lays out as one chain. */
const LEVELS = [
  ["??"],
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "===", "!=", "!=="],
  ["<", ">", "<=", ">=", "in", "instanceof"],
  [">>", "<<", ">>>"],
  ["+", "-"],
  ["*", "/", "%"],
  ["**"],
];
const PRECEDENCE = new Map(LEVELS.flatMap((operators, level) => operators.map((operator) => [operator, level + 1] as const)));
const EQUALITY = 7;
const SHIFT = 9;
const MULTIPLICATION = 11;

export function precedence(operator: string): number | undefined {
  return PRECEDENCE.get(operator);
}

export function isBitwise(operator: string): boolean {
  return operator === "|" || operator === "^" || operator === "&" || precedence(operator) === SHIFT;
}

/** Whether `a outer b inner c` is laid out as one chain. */
export function isOneChain(outer: string, inner: string): boolean {
  const level = precedence(outer);
  if (level !== precedence(inner) || outer === "**") return false;
  if (level === EQUALITY || level === SHIFT) return false;
  if (outer === ">" && inner === "<") return false;
  return level !== MULTIPLICATION || (outer === inner && outer !== "%");
}
