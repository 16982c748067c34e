/** A packet's arguments from the command line. No file access. */
import type { Argument } from "../../dissect/packet.js";
import type { PacketPlan, ParamPlan } from "../../dissect/plan.js";
import { suggest } from "../../diagnostics/suggest.js";
import { usage } from "../problem.js";

function parseValue(packet: PacketPlan, { name, type }: ParamPlan, text: string): Argument {
  if (type === "bool") {
    if (["true", "1"].includes(text)) return true;
    if (["false", "0"].includes(text)) return false;
    throw usage(`--arg ${name}=${text}: the parameter \`${name}\` of \`${packet.name}\` is true or false`);
  }
  const digits = text.replaceAll("_", "");
  const magnitude = /^-?(?:\d+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits) ? Number(digits.replace("-", "")) : Number.NaN;
  if (!Number.isSafeInteger(magnitude)) {
    throw usage(
      `--arg ${name}=${text}: the parameter \`${name}\` of \`${packet.name}\` is an integer of at most 53 bits`,
      "as in 40, -1 or 0x1f",
    );
  }
  return digits.startsWith("-") ? -magnitude : magnitude;
}

/** @param option as in "--at" */
export function parseOffset(option: string, text: string): number {
  const offset = /^(?:\d+|0[xX][0-9a-fA-F]+)$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(offset)) throw usage(`${option} ${text}: an offset is a number of bytes`, "as in 14 or 0xe");
  return offset;
}

function splitGiven(given: readonly string[]): Map<string, string> {
  const pairs = given.map((entry): [string, string] => {
    const equals = entry.indexOf("=");
    if (equals < 1) throw usage(`--arg ${entry}: write name=value`);
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
  const twice = pairs.find(([name], index) => pairs.findIndex(([earlier]) => earlier === name) < index);
  if (twice !== undefined) throw usage(`--arg ${twice[0]} is given twice`);
  return new Map(pairs);
}

function describeParams({ params }: PacketPlan): string {
  return params.map(({ name, type }) => `--arg ${name}=<${type === "int" ? "integer" : "true or false"}>`).join(" ");
}

/** @param implicit of the parameter that the compiler adds where the caller decides the byte order */
export function parseArguments(packet: PacketPlan, given: readonly string[], implicit: boolean): Argument[] {
  const pairs = splitGiven(given);
  const named = packet.params.map(({ name }) => name);
  const strange = [...pairs.keys()].find((name) => !named.includes(name));
  if (strange !== undefined) {
    const meant = suggest(strange, named);
    const help = meant !== undefined ? `did you mean ${meant}?` : named.length === 0 ? "it takes no arguments" : describeParams(packet);
    throw usage(`\`${packet.name}\` has no parameter \`${strange}\``, help);
  }
  return packet.params.map((param) => {
    const text = pairs.get(param.name);
    if (text !== undefined) return parseValue(packet, param, text);
    if (param.implicit) return implicit;
    throw usage(`\`${packet.name}\` needs a value for its parameter \`${param.name}\``, describeParams(packet));
  });
}
