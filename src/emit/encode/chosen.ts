/** A variable that is the first of several values whose test holds: a conditional where they are few, else a line for each. */
import type { EncodeWalker } from "./walker.js";

export interface Choice {
  readonly test: string;
  readonly code: string;
}

export interface Choices {
  readonly tested: readonly Choice[];
  readonly otherwise: string;
}

/** Deeper conditionals drift to the right, a step for each value. */
const MOST_NESTED = 2;

export function declareChosen(walker: EncodeWalker, variable: string, type: string, choices: Choices): void {
  const { tested, otherwise } = upToSure(choices);
  if (tested.length <= MOST_NESTED) {
    const value = tested.reduceRight((rest, { test, code }) => `${test} ? ${code} : ${rest}`, otherwise);
    return walker.line(`const ${variable}: ${type} = ${value};`);
  }
  walker.line(`let ${variable}: ${type};`);
  tested.forEach(({ test, code }, index) => {
    walker.line(`${index === 0 ? "" : "else "}if (${test}) ${variable} = ${code};`);
  });
  walker.line(`else ${variable} = ${otherwise};`);
}

/** Nothing is asked behind a test that always holds. */
function upToSure({ tested, otherwise }: Choices): Choices {
  const sure = tested.findIndex(({ test }) => test === "true");
  return { tested: sure < 0 ? tested : tested.slice(0, sure), otherwise: tested[sure]?.code ?? otherwise };
}
