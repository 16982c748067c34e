/** Compares what readers of zone files made of the same records. */
import { type Difference, isKnown } from "./differences.js";
import { type Readings, TAKEN } from "./reader.js";

/** What ours, BIND's, NSD's and Knot's made of one record. */
interface Reading {
  readonly text: string;
  readonly ours: string | undefined;
  readonly bind: string | undefined;
  readonly nsd: string | undefined;
  readonly knot: string | undefined;
}

/**
 * The differences that nobody explains. BIND decides; what both NSD and Knot take counts too. What they refuse may be a type that
 * they don't know.
 */
export function unexplained(texts: readonly string[], readings: readonly Readings[]): string[] {
  const [ours, bind, nsd, knot] = readings;
  return texts.flatMap((text, index) =>
    differencesOf({ text, ours: ours?.[index], bind: bind?.[index], nsd: nsd?.[index], knot: knot?.[index] }),
  );
}

function differencesOf({ text, ours, bind, nsd, knot }: Reading): string[] {
  const found: string[] = [];
  const tell = (is: boolean, program: Difference["program"], does: Difference["does"]): void => {
    if (is && !isKnown(program, does, text)) found.push(`${program} ${does}: ${text}`);
  };
  tell(ours !== undefined && bind === undefined, "BIND", "refuses");
  tell(ours === undefined && bind !== undefined, "BIND", "takes");
  tell(ours === undefined && nsd !== undefined && knot !== undefined, "NSD and Knot", "takes");
  tell(ours !== undefined && bind !== undefined && ours !== bind, "BIND", "reads otherwise");
  tell(ours !== undefined && nsd !== undefined && nsd !== TAKEN && inLowerCase(ours) !== inLowerCase(nsd), "NSD", "reads otherwise");
  return found;
}

/** NSD makes names lower case. */
function inLowerCase(data: string): string {
  const [type = "", hexadecimal = ""] = data.split(" ");
  return `${type} ${Buffer.from(hexadecimal, "hex").toString("latin1").toLowerCase()}`;
}
