/** Makes a failing spec small: takes any smaller one that fails in the same way, until there is none. */
import { printSpec, smallerSpecs, type SpecTree } from "./tree.js";

/** @param fails what is wrong with a spec, or undefined; only the same kind of failure counts */
export async function shrunk(
  spec: SpecTree,
  fails: (spec: SpecTree) => Promise<string | undefined>,
  most: number = 400,
): Promise<SpecTree> {
  const seen = new Set<string>();
  const kind = await fails(spec);
  let best = spec;
  for (let found = true, tries = 0; found;) {
    found = false;
    for (const smaller of smallerSpecs(best)) {
      const text = printSpec(smaller);
      if (seen.has(text)) continue;
      seen.add(text);
      if (++tries > most) return best;
      if ((await fails(smaller)) !== kind) continue;
      best = smaller;
      found = true;
      break;
    }
  }
  return best;
}
