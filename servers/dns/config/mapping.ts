/** Readers of mappings: with fixed settings, and with names that the user gives. */
import { isMap, isScalar, type Node } from "yaml";
import { nearest } from "./nearest.js";
import { mappingOf, scalarText, spotOf, type Context, type Placed, type Reader, type Spot } from "./reader.js";

/** A reader for each setting, by the name that it has in the program. */
export type Fields<T> = { readonly [Name in keyof T]: Reader<T[Name]> };

/** What was said; the rest is undefined. */
export type Said<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** `tcpIdleSeconds` is `tcp-idle-seconds` in the file. */
export function settingName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A mapping with these settings; others are reported. Of those in `required`, each has to be there. */
export function mapping<T extends object>(fields: Fields<T>, required: readonly (keyof T & string)[] = []): Reader<Said<T>> {
  const names = new Map(keysOf(fields).map((name) => [settingName(name), name]));
  return (spot, context) => {
    const node = mappingOf(spot, context);
    if (node === undefined) return undefined;
    const said: { [Name in keyof T]?: T[Name] | undefined } = {};
    for (const { key, value } of node.items) {
      const keySpot = spotOf(key, "key", context, spot.range);
      const written = scalarText(keySpot.node) ?? "";
      const name = names.get(written);
      if (name === undefined) reportUnknown(spot.name, keySpot, written, [...names.keys()], context);
      else said[name] = fields[name](spotOf(value, written, context, keySpot.range), context);
    }
    const missing = required.map(settingName).filter((name) => !hasNear(node, name));
    for (const name of missing) context.report.add(spot.range, `\`${spot.name}\` has no \`${name}\``, `add a line \`${name}: ...\``);
    return said;
  };
}

/** Whether a mapping has a setting, if only misspelt or with a value that is none: that was reported. */
export function hasNear(node: Node | null, setting: string): boolean {
  return isMap(node) && node.items.some(({ key }) => isScalar(key) && nearest(scalarText(key) ?? "", [setting]) !== undefined);
}

function keysOf<T extends object>(fields: Fields<T>): (keyof T & string)[] {
  return Object.keys(fields) as (keyof T & string)[];
}

function reportUnknown(where: string, spot: Spot, written: string, known: readonly string[], context: Context): void {
  const near = nearest(written, known);
  const help = near === undefined ? `it knows ${known.map((name) => `\`${name}\``).join(", ")}` : `did you mean \`${near}\`?`;
  context.report.add(spot.range, `${where === "" ? "there is" : `\`${where}\` has`} no setting \`${written}\``, help);
}

/** What was said, and of the rest what holds otherwise. */
export function withDefaults<T extends object>(said: Said<T> | undefined, defaults: T): T {
  const filled = { ...defaults };
  for (const name of Object.keys(said ?? {}) as (keyof T)[]) filled[name] = said?.[name] ?? defaults[name];
  return filled;
}

/** A mapping from names that the user gives to values. */
export interface NamedEntry<T> {
  readonly name: Placed<string>;
  readonly value: T;
}

/** @param readName makes the name what it is compared by */
export function named<T>(readName: Reader<string>, read: Reader<T>): Reader<readonly NamedEntry<T>[]> {
  return (spot, context) => {
    const node = mappingOf(spot, context);
    const seen = new Set<string>();
    return node?.items.flatMap(({ key, value }) => {
      const keySpot = spotOf(key, spot.name, context, spot.range);
      const name = isScalar(keySpot.node) ? readName(keySpot, context) : context.report.add(keySpot.range, "a name is a text");
      // YAML compares texts; domain names are the same in upper case.
      if (name !== undefined && seen.has(name)) context.report.add(keySpot.range, `\`${name}\` is there twice`, "leave one of them out");
      seen.add(name ?? "");
      const valueRead = read(spotOf(value, name ?? spot.name, context, keySpot.range), context);
      return name === undefined || valueRead === undefined ? [] : [{ name: { value: name, spot: keySpot }, value: valueRead }];
    });
  };
}
