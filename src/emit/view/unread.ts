/** Slots that nothing reads are neither kept nor stored: each store is paid at every bind. */
import type { FunctionCode } from "../decode/functions.js";
import { markUnused, tidy } from "../tidy.js";
import type { ClassCode } from "./class.js";

const STORE = /^slots\.(\$[\w$]+) = /;

export interface Views {
  readonly walks: readonly FunctionCode[];
  readonly classes: readonly ClassCode[];
}

/** @param others what else is emitted of the same packet and reads its views. */
export function dropUnreadSlots({ walks, classes }: Views, others: readonly FunctionCode[]): Views {
  const members = classes.flatMap((view) => view.members.flatMap(({ statements }) => statements));
  const read = slotsIn([...members, ...others.flatMap(({ statements }) => statements)]);
  return {
    walks: walks.map((walk) => dropStores(walk, read)),
    classes: classes.map((view) => ({ ...view, slots: view.slots.filter(({ name }) => read.has(name)) })),
  };
}

function slotsIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => [...line.matchAll(/\.(\$[\w$]+)/g)].map(([, name = ""]) => name)));
}

function dropStores(walk: FunctionCode, read: ReadonlySet<string>): FunctionCode {
  const stored = walk.statements.filter((line) => {
    const slot = STORE.exec(line)?.[1];
    return slot === undefined || read.has(slot);
  });
  if (stored.length === walk.statements.length) return walk;
  const statements = tidy(stored);
  return { ...walk, statements, parameters: markUnused(walk.parameters, statements) };
}
