/** No `value` is computed from itself: directly, through others, or through its own width. */
import type { RelatedSpan } from "../../diagnostics/diagnostic.js";
import { dependenciesOf, isComputed, type Dependencies, type Quantity } from "../dependencies.js";
import type { FieldNode, Node } from "../model.js";
import type { PacketRule } from "../rule.js";
import type { Problems } from "../problems.js";

function describe({ aspect, node }: Quantity): string {
  switch (aspect) {
    case "value":
      return `\`${node.name}\``;
    case "size":
      return `the size of \`${node.name}\``;
    case "present":
      return `whether \`${node.name}\` is present`;
    case "offset":
      return `the offset of \`${node.name}\``;
  }
}

function keyOf({ aspect, node }: Quantity): string {
  return `${aspect}${node.id}`;
}

/** The way from a quantity back to itself, the quantity first; breadth first, so the shortest. */
function cycleFrom(start: Quantity, dependencies: Dependencies): readonly Quantity[] | undefined {
  const cameFrom = new Map<string, Quantity | undefined>([[keyOf(start), undefined]]);
  const pending: Quantity[] = [start];
  for (const current of pending) {
    for (const next of dependencies.of(current)) {
      if (keyOf(next) === keyOf(start)) return pathTo(current, cameFrom);
      if (cameFrom.has(keyOf(next))) continue;
      cameFrom.set(keyOf(next), current);
      pending.push(next);
    }
  }
  return undefined;
}

function pathTo(last: Quantity, cameFrom: ReadonlyMap<string, Quantity | undefined>): readonly Quantity[] {
  const path: Quantity[] = [];
  for (let step: Quantity | undefined = last; step !== undefined; step = cameFrom.get(keyOf(step))) path.unshift(step);
  return path;
}

function spanOf(node: FieldNode): RelatedSpan["span"] {
  return (node.attributes.get("value") ?? node.attributes.get("checksum"))?.span ?? node.span;
}

function reportCycle(node: FieldNode, cycle: readonly Quantity[], problems: Problems): void {
  const ring = [...cycle, ...cycle.slice(0, 1)].map(describe);
  const others = cycle.flatMap((step) => (step.node !== node && step.aspect === "value" && step.node.kind === "field" && isComputed(step.node) ? [step.node] : []));
  problems.report("MPL0802", spanOf(node), `the value of \`${node.name}\` depends on itself`, {
    related: others.map((other) => ({ span: spanOf(other), message: `\`${other.name}\` is computed here` })),
    notes: [`${ring.join(" needs ")}`],
  });
}

export const valueCycles: PacketRule = ({ packet, lowered, problems }) => {
  const dependencies = dependenciesOf(packet, lowered);
  const reported = new Set<Node>();
  for (const node of packet.nodes) {
    if (node.kind !== "field" || !isComputed(node) || reported.has(node)) continue;
    const cycle = cycleFrom({ aspect: "value", node }, dependencies);
    if (cycle === undefined) continue;
    for (const step of cycle) if (step.aspect === "value") reported.add(step.node);
    reportCycle(node, cycle, problems);
  }
};
