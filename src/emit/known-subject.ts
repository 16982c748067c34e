/** What is classified is always one constant: a literal, or a field that has one. Then the arm is known, and tsc refuses other tests. */
import type { Arm, Classify, Constant, Packet } from "../ir/ir.js";
import { takes } from "../ir/patterns.js";

export function knownSubject(packet: Packet, { subject }: Classify): Constant | undefined {
  if (subject.kind === "int") return { kind: "int", value: subject.value };
  if (subject.kind === "bool") return { kind: "bool", value: subject.value };
  if (subject.kind !== "field") return undefined;
  const [id, another] = subject.target;
  const field = id === undefined || another !== undefined ? undefined : packet.items[id];
  return field?.kind === "field" ? field.constant : undefined;
}

/** Whether one of the arm's patterns takes the subject, where that is known. */
export function isTaken(arm: Arm, known: Constant | undefined): boolean | undefined {
  return known === undefined ? undefined : arm.patterns.some((pattern) => takes(pattern, known));
}
