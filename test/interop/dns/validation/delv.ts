/** `delv`: asks a server, validates what it says, and tells what became of that. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finish } from "../../../support/dns/shell.js";
import { type Finding, lastOf, type Status } from "./zones.js";

export interface Trust {
  readonly port: number;
  /** Trusted, and where validation begins. */
  readonly origin: string;
  readonly anchorFile: string;
}

/** @param anchor data of a DNSKEY record */
export async function trust(folder: string, port: number, origin: string, anchor: string): Promise<Trust> {
  const [flags, protocol, algorithm, ...key] = anchor.split(" ");
  const anchorFile = join(folder, `${origin}.anchors`);
  const text = `trust-anchors { ${origin}. static-key ${flags} ${protocol} ${algorithm} "${key.join("")}"; };\n`;
  await writeFile(anchorFile, text);
  return { port, origin, anchorFile };
}

export async function delve({ port, origin, anchorFile }: Trust, name: string, type: string): Promise<Finding> {
  const place = ["@127.0.0.1", "-p", String(port), "-a", anchorFile, `+root=${origin}`];
  const { out, err } = await finish("delv", [...place, name, type]);
  const lines = `${out}${err}`.split("\n");
  const failure = lines.find((line) => line.startsWith(";; resolution failed: "))?.slice(";; resolution failed: ".length);
  return { rcode: rcodeOf(failure), status: statusOf(lines, failure), answer: lastOf(lines.flatMap(recordOf)) };
}

function rcodeOf(failure: string | undefined): string {
  if (failure === undefined || failure === "ncache nxrrset") return "NOERROR";
  return failure === "ncache nxdomain" ? "NXDOMAIN" : failure;
}

/** Each link of a chain has a line of its own. */
function statusOf(lines: readonly string[], failure: string | undefined): Status {
  if (failure !== undefined && !failure.startsWith("ncache ")) return "bogus";
  const verdicts = lines.filter((line) => /^; .*(?:fully validated|unsigned answer)$/u.test(line));
  if (verdicts.length === 0) throw new Error(`delv says nothing: ${lines.join("\n")}`);
  return verdicts.every((verdict) => verdict.endsWith("fully validated")) ? "secure" : "insecure";
}

function recordOf(line: string): { type: string; data: string }[] {
  const [, type, data = ""] = /^[^;\s]\S*\s+\d+\s+IN\s+([A-Z0-9]+)\s+(.*)$/u.exec(line) ?? [];
  return type === undefined ? [] : [{ type, data }];
}
