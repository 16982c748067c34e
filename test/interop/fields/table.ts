/** How one packet's fields are called by tshark. */

/** tshark's name, or several where it depends on other fields. */
export type Names = string | readonly string[];

export interface Named {
  readonly names: Names;
  /** Our field begins with so many bytes of its own length, which tshark keeps apart. */
  readonly prefix?: number;
  /** Our value stands beside the field, under this name. */
  readonly sibling?: string;
  /** tshark has it only sometimes; why. */
  readonly sometimes?: string;
}

/** tshark has nothing there; why. */
export interface Unseen {
  readonly unseen: string;
}

export type Expectation = Names | Named | Unseen;

/**
 * By path, or by the end of it (`action.len` wherever actions stand); the longest that fits counts. `Enqueue.*` is for
 * everything inside `Enqueue`, after all others.
 */
export type Fields = Readonly<Record<string, Expectation>>;

export interface ProtocolTable {
  /** As the report calls it. */
  readonly protocol: string;
  readonly littleEndian?: true;
  readonly fields: Fields;
}

export type Tables = Readonly<Record<string, ProtocolTable>>;

export const PAYLOAD: Unseen = { unseen: "what it holds is compared itself" };
export const OPAQUE: Unseen = { unseen: "bytes without a name in tshark" };

export function prefixed(prefix: number, names: Names): Named {
  return { names, prefix };
}

/** Fields of one part of a packet, with the path that leads there before each. */
export function under(path: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, expectation]) => [path + name, expectation]));
}

export function namedOf(expectation: Names | Named): Named {
  return typeof expectation === "string" || !("names" in expectation) ? { names: expectation } : expectation;
}

export function isUnseen(expectation: Expectation): expectation is Unseen {
  return typeof expectation === "object" && "unseen" in expectation;
}

export function expectationFor(fields: Fields, path: string): Expectation | undefined {
  const parts = path.split(".");
  const suffix = parts.map((_, index) => parts.slice(index).join(".")).find((end) => Object.hasOwn(fields, end));
  if (suffix !== undefined) return fields[suffix];
  const inside = Object.keys(fields).find((key) => key.endsWith(".*") && `.${path}`.includes(`.${key.slice(0, -1)}`));
  return inside === undefined ? undefined : fields[inside];
}
