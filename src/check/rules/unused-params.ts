/** A parameter that no expression mentions. */
import type { PacketRule } from "../rule.js";

export const unusedParams: PacketRule = ({ packet, problems }) => {
  // Where something is wrong, a use may be hidden behind it.
  if (problems.broken) return;
  packet.params.forEach((param, index) => {
    if (param.implicit || packet.usedParams.has(index)) return;
    problems.report("MPL0314", param.span, `nothing uses the parameter \`${param.name}\``);
  });
};
