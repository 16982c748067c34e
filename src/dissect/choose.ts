/** Which of several packets some bytes are of: the bytes say it themselves. */
import type { Target } from "./dispatch.js";
import type { Part, Walk } from "./walk.js";

const MALFORMED = -1;

function codeOf({ functions, args }: Target, { bytes, at, end }: Part): number {
  return functions.check(bytes, at, end, args);
}

function failureAt({ functions, args }: Target, { bytes, at, end }: Part): number {
  return functions.explain(bytes, at, end, args)?.at ?? at;
}

/** Whose refusal says most about the bytes: of a packet that they are not of, already the first fields are wrong. */
function thatReadFurthest(targets: readonly Target[], part: Part): Target | undefined {
  let furthest: { readonly target: Target; readonly at: number } | undefined;
  for (const target of targets) {
    const at = failureAt(target, part);
    if (furthest === undefined || at > furthest.at) furthest = { target, at };
  }
  return furthest?.target;
}

/**
 * The first of the targets that accepts the bytes; where more bytes may come, one that needs more could yet accept them, and those
 * behind it have to wait. If none does: the one that can say best why.
 *
 * @param isOpen more bytes may follow these
 */
export function choose(targets: readonly Target[], part: Part, isOpen: boolean): Target | undefined {
  if (targets.length < 2) return targets[0];
  const taken = targets.find((target) => {
    const code = codeOf(target, part);
    return isOpen ? code !== MALFORMED : code >= 0;
  });
  return taken ?? thatReadFurthest(targets, part);
}

/** The capture does not hold what follows. */
export function isCutOff({ isCut }: Walk, { origin }: Part): boolean {
  return isCut && origin === "frame";
}
