/** Names of hosts (RFC 952, RFC 1123 section 2.1). */

const HYPHEN = 0x2d;
const ASTERISK = 0x2a;
/** Of an IPv4 address. */
const NUMBERS = 4;

/** Whether a name in wire form is one that a host may have: letters, digits, and hyphens within labels. */
export function isHostName(wire: Uint8Array, mayBeWildcard: boolean): boolean {
  return labelsOf(wire).every((label, index) => isHostLabel(label) || (mayBeWildcard && index === 0 && isAsterisk(label)));
}

function isHostLabel(label: Uint8Array): boolean {
  return (
    label[0] !== HYPHEN && label[label.length - 1] !== HYPHEN && label.every((byte) => isDigit(byte) || isLetter(byte) || byte === HYPHEN)
  );
}

function isAsterisk(label: Uint8Array): boolean {
  return label.length === 1 && label[0] === ASTERISK;
}

/** Whether a name begins like an address: somebody meant one, and forgot that names stand here. */
export function isAddressLike(wire: Uint8Array): boolean {
  const labels = labelsOf(wire).slice(0, NUMBERS);
  return labels.length === NUMBERS && labels.every((label) => label.every(isDigit) && Number(String.fromCharCode(...label)) <= 0xff);
}

function labelsOf(wire: Uint8Array): Uint8Array[] {
  const labels: Uint8Array[] = [];
  for (let at = 0; (wire[at] ?? 0) !== 0; at += 1 + (wire[at] ?? 0)) labels.push(wire.subarray(at + 1, at + 1 + (wire[at] ?? 0)));
  return labels;
}

/** How many labels a signature counts: neither the root nor an asterisk (RFC 4034 section 3.1.3). */
export function signedLabels(wire: Uint8Array): number {
  const labels = labelsOf(wire);
  const [first] = labels;
  return labels.length - (first !== undefined && isAsterisk(first) ? 1 : 0);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}
