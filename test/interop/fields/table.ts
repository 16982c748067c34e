/** How one packet's fields are called by tshark. */

/** tshark's name, or several where it depends on other fields; all at the same place and of the same size as ours. */
export type Names = string | readonly string[];

export type Expectation =
  | Names
  /** Our field begins with a length of its own, which tshark keeps apart. */
  | { readonly names: Names; readonly prefix: number }
  /** tshark has nothing there; the reason. */
  | { readonly unseen: string };

export interface ProtocolTable {
  /** As the report calls it. */
  readonly protocol: string;
  readonly littleEndian?: true;
  readonly fields: Readonly<Record<string, Expectation>>;
}

export type Tables = Readonly<Record<string, ProtocolTable>>;

export const PAYLOAD = { unseen: "what it holds is compared itself" } as const;
export const OPAQUE = { unseen: "bytes without a name in tshark" } as const;

export function prefixed(prefix: number, names: Names): Expectation {
  return { names, prefix };
}

/** Fields of one part of a packet, with the path that leads there before each. */
export function under(path: string, fields: Readonly<Record<string, Expectation>>): Readonly<Record<string, Expectation>> {
  return Object.fromEntries(Object.entries(fields).map(([name, expectation]) => [path + name, expectation]));
}
