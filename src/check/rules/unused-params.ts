/** A parameter that no expression mentions. */
import type { PacketRule } from "../rule.js";

export const unusedParams: PacketRule = ({ packet, problems }) => {
  // Where something is wrong, a use may be hidden behind it.
  if (problems.broken) return;
  // A dissection of its payload, in a file that is not loaded now, may hand the parameter on.
  if (packet.nodes.some((node) => node.kind === "field" && node.type?.kind === "bytes")) return;
  packet.params.forEach((param, index) => {
    if (param.implicit || packet.usedParams.has(index)) return;
    problems.report("MPL0314", param.span, `nothing uses the parameter \`${param.name}\``);
  });
};
