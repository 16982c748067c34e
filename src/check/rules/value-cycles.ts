/** No `value` is computed from itself: directly, through others, or through its own width. */
import type { RelatedSpan } from "../../diagnostics/diagnostic.js";
import { dependenciesOf, isComputed, type Dependencies, type Quantity } from "../dependencies.js";
import { groupsOf } from "../graph.js";
import type { FieldNode } from "../model.js";
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
    case "start":
    case "offset":
      return `the offset of \`${node.name}\``;
  }
}

/** The way from a quantity back to itself within its group, the quantity first; breadth first, so the shortest. */
function cycleFrom(start: Quantity, group: ReadonlySet<Quantity>, dependencies: Dependencies): readonly Quantity[] | undefined {
  const cameFrom = new Map<Quantity, Quantity | undefined>([[start, undefined]]);
  for (const [current] of cameFrom) {
    for (const next of dependencies.of(current)) {
      if (next === start) return pathTo(current, cameFrom);
      if (group.has(next) && !cameFrom.has(next)) cameFrom.set(next, current);
    }
  }
  return undefined;
}

function pathTo(last: Quantity, cameFrom: ReadonlyMap<Quantity, Quantity | undefined>): readonly Quantity[] {
  const path: Quantity[] = [];
  for (let step: Quantity | undefined = last; step !== undefined; step = cameFrom.get(step)) path.unshift(step);
  return path;
}

function spanOf(node: FieldNode): RelatedSpan["span"] {
  return (node.attributes.get("value") ?? node.attributes.get("checksum"))?.span ?? node.span;
}

function reportCycle(node: FieldNode, cycle: readonly Quantity[], problems: Problems): void {
  const isPlace = (step: Quantity | undefined): boolean => step !== undefined && step.aspect !== "value" && step.aspect !== "present";
  // Of the steps from place to place, which may be many, the first says enough.
  const steps = cycle.filter((step, index) => !(isPlace(step) && isPlace(cycle[index - 1])));
  const ring = [...steps, ...steps.slice(0, 1)].map(describe);
  const others = cycle.flatMap((step) =>
    step.node !== node && step.aspect === "value" && step.node.kind === "field" && isComputed(step.node) ? [step.node] : [],
  );
  // Places behind a field follow from its width; the size of what stands there does not.
  const isOwnWidth = cycle.some((step) => step.aspect === "size" && step.node === node);
  problems.report("MPL0802", spanOf(node), `the value of \`${node.name}\` depends on itself`, {
    ...(isOwnWidth ? { help: "put what it measures into a `bounded` part, and use the `sizeof` of that" } : {}),
    related: others.map((other) => ({ span: spanOf(other), message: `\`${other.name}\` is computed here` })),
    notes: [ring.join(" needs ")],
  });
}

/** One report for each group of quantities that need each other. */
export const valueCycles: PacketRule = ({ packet, lowered, problems }) => {
  const dependencies = dependenciesOf(packet, lowered);
  const starts = packet.nodes.filter(isComputed).map((node) => dependencies.quantity("value", node));
  for (const group of groupsOf(starts, (quantity) => dependencies.of(quantity))) {
    const values = group.filter(({ aspect, node }) => aspect === "value" && isComputed(node));
    const [first] = values.sort((left, right) => left.node.id - right.node.id);
    const cycle = first === undefined ? undefined : cycleFrom(first, new Set(group), dependencies);
    if (cycle !== undefined && first?.node.kind === "field") reportCycle(first.node, cycle, problems);
  }
};
