/** Readers turn a place in the YAML tree into a value, or report why they can't. Here are those of plain values and lists. */
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type YAMLMap } from "yaml";
import { nearest } from "./nearest.js";
import type { Range, Report } from "./problem.js";

/** A value in the text, not read yet. */
export interface Spot {
  /** What a message calls it: its setting. */
  readonly name: string;
  readonly node: Node | null;
  readonly range: Range;
}

/** Undefined where there was a problem, which is reported then. */
export type Reader<T> = (spot: Spot, context: Context) => T | undefined;

export interface Context {
  readonly report: Report;
  readonly document: Document;
}

/** A value together with where it is, for checks that need all of the file first. */
export interface Placed<T> {
  readonly value: T;
  readonly spot: Spot;
}

export function placed<T>(read: Reader<T>): Reader<Placed<T>> {
  return (spot, context) => {
    const value = read(spot, context);
    return value === undefined ? undefined : { value, spot };
  };
}

/** The spot of a node; an alias stands for what it names. */
export function spotOf(node: unknown, name: string, context: Context, fallback: Range): Spot {
  const found = isAlias(node) ? node.resolve(context.document) : node;
  if (!isScalar(found) && !isMap(found) && !isSeq(found)) return { name, node: null, range: fallback };
  const range = found.range;
  return { name, node: found, range: range ? [range[0], range[1]] : fallback };
}

/** A scalar as it is written, so that `9.18` stays that text. Undefined for lists, mappings and nothing. */
export function scalarText(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

/** What is there instead, for messages. */
export function describe(node: Node | null): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  const found = scalarText(node);
  return found === undefined ? "nothing" : `\`${found.length > 60 ? `${found.slice(0, 60)}...` : found}\``;
}

/** Any text but an empty one. @param what how a message calls it, with its article */
export function text(what: string): Reader<string> {
  return (spot, { report }) => {
    const found = scalarText(spot.node);
    if (found !== undefined && found !== "") return found;
    return report.add(spot.range, `\`${spot.name}\` is ${what}, not ${found === "" ? "an empty text" : describe(spot.node)}`);
  };
}

/** A whole number from `least` to `most`. */
export function integer(least: number, most: number): Reader<number> {
  return (spot, { report }) => {
    const found = scalarText(spot.node);
    const value = found !== undefined && /^-?[0-9]+$/.test(found) ? Number(found) : NaN;
    if (Number.isNaN(value)) return report.add(spot.range, `\`${spot.name}\` is a whole number, not ${describe(spot.node)}`);
    return inRange(value, least, most, spot, report);
  };
}

function inRange(value: number, least: number, most: number, spot: Spot, report: Report): number | undefined {
  if (value >= least && value <= most) return value;
  return report.add(spot.range, `\`${spot.name}\` is from ${least} to ${most}, not ${value}`, `write a number from ${least} to ${most}`);
}

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A number of bytes, as `1232`, `64K`, `32M` or `1G`. */
export function byteCount(least: number, most: number): Reader<number> {
  return (spot, { report }) => {
    const match = /^([0-9]+)([KMG]?)$/.exec(scalarText(spot.node) ?? "");
    const unit = UNITS[match?.[2] ?? ""] ?? 1;
    if (match !== null) return inRange(Number(match[1]) * unit, least, most, spot, report);
    return report.add(
      spot.range,
      `\`${spot.name}\` is a number of bytes, not ${describe(spot.node)}`,
      "write it as `1232`, `64K`, `32M` or `1G`",
    );
  };
}

/** `true` or `false`; `yes`, `no`, `on` and `off` say the same. */
export const flag: Reader<boolean> = (spot, { report }) => {
  const found = scalarText(spot.node)?.toLowerCase() ?? "";
  if (["true", "yes", "on"].includes(found)) return true;
  if (["false", "no", "off"].includes(found)) return false;
  return report.add(spot.range, `\`${spot.name}\` is \`true\` or \`false\`, not ${describe(spot.node)}`);
};

/** One of a few words. */
export function choice<Word extends string>(words: readonly Word[]): Reader<Word> {
  return (spot, { report }) => {
    const found = scalarText(spot.node);
    const word = words.find((each) => each === found);
    if (word !== undefined) return word;
    const list = words.map((each) => `\`${each}\``).join(", ");
    const near = nearest(found ?? "", words);
    const help = near === undefined ? `write one of ${list}` : `did you mean \`${near}\`?`;
    return report.add(spot.range, `\`${spot.name}\` is one of ${list}, not ${describe(spot.node)}`, help);
  };
}

/** `off`, or what `read` takes. */
export function orOff<T>(read: Reader<T>): Reader<T | "off"> {
  return (spot, context) => {
    const found = scalarText(spot.node);
    return found === "off" || found === "false" ? "off" : read(spot, context);
  };
}

/** A list, or one value without a list around it. Values with problems are left out. */
export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (spot, context) => {
    if (spot.node === null || (isScalar(spot.node) && spot.node.value === null)) {
      return context.report.add(
        spot.range,
        `\`${spot.name}\` is a list, not nothing`,
        `write \`${spot.name}: []\` for an empty one, or leave it out`,
      );
    }
    const nodes = isSeq(spot.node) ? spot.node.items : [spot.node];
    return nodes.flatMap((node) => read(spotOf(node, spot.name, context, spot.range), context) ?? []);
  };
}

/** The mapping at a spot; nothing at all is an empty one only where the whole file is empty. */
export function mappingOf(spot: Spot, context: Context): YAMLMap | undefined {
  if (isMap(spot.node)) return spot.node;
  return context.report.add(
    spot.range,
    `\`${spot.name}\` has settings of its own, each on a line as \`name: value\`, not ${describe(spot.node)}`,
  );
}
