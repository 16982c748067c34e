/** Commands as they are typed, run in this process: what they say, without colours. */
import picocolors from "picocolors";
import { run } from "../../../servers/dns/cli/program.js";

export interface Said {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

export async function type(...args: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const plain = picocolors.createColors(false);
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), outColours: plain, errColours: plain };
  const code = await run(args, terminal);
  return { code, out: out.join("\n"), err: err.join("\n") };
}
