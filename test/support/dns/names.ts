/**
 * Domain names as the tests keep them: presentation format, lower case, without the trailing dot; the root is ".". Only `\.`, `\\`
 * and `\DDD` are escaped (what the runtime's names print), so that two names are the same exactly when their texts are.
 */

/** The labels, the lowest first: of the root, none. */
export function labelsOf(name: string): string[] {
  return name === "." ? [] : [...name.matchAll(/(?:\\[0-9]{3}|\\.|[^.\\])+/gsu)].map(([label]) => label);
}

export function nameOf(labels: readonly string[]): string {
  return labels.length === 0 ? "." : labels.join(".");
}

export function parentOf(name: string): string {
  return nameOf(labelsOf(name).slice(1));
}

export function isAtOrBelow(name: string, ancestor: string): boolean {
  if (name === ancestor || ancestor === ".") return true;
  const dot = name.length - ancestor.length - 1;
  return dot > 0 && name.endsWith(`.${ancestor}`) && !isEscaped(name, dot);
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(name: string, index: number): boolean {
  let first = index;
  while (name[first - 1] === "\\") first--;
  return (index - first) % 2 === 1;
}

export function isBelow(name: string, ancestor: string): boolean {
  return name !== ancestor && isAtOrBelow(name, ancestor);
}

/** `name` with what ends in `from` (at or below which it stands) ending in `to` instead. */
export function rebased(name: string, from: string, to: string): string {
  const labels = labelsOf(name);
  return nameOf([...labels.slice(0, labels.length - labelsOf(from).length), ...labelsOf(to)]);
}

/** From `top`, at or below which `name` stands, down to `name` itself: one more label each. */
export function pathDown(top: string, name: string): string[] {
  const labels = labelsOf(name);
  const steps = labels.length - labelsOf(top).length;
  return Array.from({ length: steps + 1 }, (_, index) => nameOf(labels.slice(steps - index)));
}

/** As it stands in a zone file: absolute, and what a file gives a meaning escaped. */
export function fileName(name: string): string {
  return name === "." ? name : `${fileLabels(name)}.`;
}

/** The same for some labels of a name, without the last dot. */
export function fileLabels(labels: string): string {
  return labels.replaceAll(/["();@$]/gu, (character) => `\\${character}`);
}

/** Canonical order (RFC 4034 section 6.1): label by label from the last, as bytes, a name before those below it. */
export function compareNames(one: string, other: string): number {
  const labels = labelsOf(one).reverse();
  const others = labelsOf(other).reverse();
  const differs = labels.findIndex((label, index) => label !== others[index]);
  if (differs < 0) return labels.length - others.length;
  const found = others[differs];
  return found === undefined ? 1 : Buffer.compare(bytesOf(labels[differs] ?? ""), bytesOf(found));
}

/** The bytes that a label's text stands for. */
export function bytesOf(label: string): Buffer {
  const plain = label.replaceAll(/\\([0-9]{3})|\\(.)/gsu, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? (character ?? "") : String.fromCharCode(Number(code)),
  );
  return Buffer.from(plain, "latin1");
}

/** Wire form (RFC 1035 section 3.1), without compression. */
export function wireOf(name: string): Buffer {
  const labels = labelsOf(name).map(bytesOf);
  return Buffer.concat([...labels.flatMap((label) => [Buffer.of(label.length), label]), Buffer.of(0)]);
}

export function wireLength(name: string): number {
  return wireOf(name).length;
}
