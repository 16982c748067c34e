/** Writing the tables that `ordered.ts` reads. */
import type { Arena } from "./arena.js";
import { ENTRY, HEAD, NODE, SIGNED, TABLE } from "./layout.js";
import { isInChain, nsec3Parameters } from "./nsec3.js";
import { compareHashes, HASH_LABEL, hashPrefix, NameOrder } from "./ordered.js";

/** The owners of a zone's proofs, in order, and of which kind they are: one of SIGNED. */
export interface OrderedNodes {
  readonly nodes: readonly number[];
  readonly signed: number;
}

/** The owners of NSEC3 records in the order of their hashes, if there is a chain of them; else those of NSEC records in canonical order. */
export function orderedNodes(arena: Arena, nsec3s: readonly number[], nsecs: readonly number[]): OrderedNodes {
  const parameters = nsec3s.length === 0 ? 0 : nsec3Parameters(arena, arena.word(HEAD.APEX << 2));
  const isOfChain = (node: number): boolean => arena.bytes[node + NODE.NAME] === HASH_LABEL && isInChain(arena, parameters, node);
  const hashed = parameters === 0 ? [] : nsec3s.filter(isOfChain);
  if (hashed.length > 0)
    return { nodes: sorted(hashed, (one, other) => compareHashes(arena, one, arena.bytes, other + NODE.NAME + 1)), signed: SIGNED.NSEC3 };
  if (nsecs.length === 0) return { nodes: [], signed: SIGNED.NO };
  const order = new NameOrder();
  return { nodes: sorted(nsecs, (one, other) => order.compare(arena, one, other)), signed: SIGNED.NSEC };
}

/** Signers write a zone in order: then nothing is to be done. */
function sorted(nodes: readonly number[], compare: (one: number, other: number) => number): readonly number[] {
  const isSorted = nodes.every((node, index) => index === 0 || compare(nodes[index - 1] ?? 0, node) < 0);
  return isSorted ? nodes : nodes.toSorted(compare);
}

/** Writes a table; returns its place. @param previous the table before it, for readers of earlier versions */
export function writeTable(arena: Arena, nodes: readonly number[], signed: number, version: number, previous: number): number {
  const table = arena.allocate(TABLE.ENTRIES + nodes.length * ENTRY.BYTES);
  arena.put(table + TABLE.PREVIOUS, previous);
  arena.put(table + TABLE.VERSION, version);
  arena.put(table + TABLE.SIGNED, signed);
  arena.put(table + TABLE.COUNT, nodes.length);
  nodes.forEach((node, index) => {
    const entry = table + TABLE.ENTRIES + index * ENTRY.BYTES;
    if (signed === SIGNED.NSEC3) arena.put(entry + ENTRY.PREFIX, hashPrefix(arena.bytes, node + NODE.NAME + 1));
    arena.put(entry + ENTRY.NODE, node);
  });
  return table;
}
