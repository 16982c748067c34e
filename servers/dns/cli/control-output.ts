/** What a server said, for people. */
import { settingName } from "./setting-name.js";
import type { ControlCommand } from "./control.js";
import { count } from "./terminal.js";

/** The lines for the result of a command; whatever the server is, what it says is shown. */
export function formatResult(command: ControlCommand, result: unknown): readonly string[] {
  switch (command) {
    case "metrics":
      return typeof result === "string" ? result.trimEnd().split("\n") : [];
    case "zones":
      return recordsOf(result).map(formatZone);
    case "reload":
      return recordsOf(result).flatMap(formatReloaded);
    case "refresh":
    case "retransfer":
      return recordsOf(result).map(
        ({ origin }) => `${text(origin)}: its primaries are asked; \`status ${text(origin)}\` tells what they say`,
      );
    case "notify":
      return recordsOf(result).map(({ origin, serial }) => `${text(origin)}: others are told of serial ${text(serial)}`);
    case "stop":
      return ["it ends"];
    case "status":
      return recordsOf([result]).map(readable).flatMap(formatSettings);
    case "query-log":
      return recordsOf([result]).flatMap(formatSettings);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function recordsOf(result: unknown): readonly Fields[] {
  return Array.isArray(result) ? result.filter((each): each is Fields => typeof each === "object" && each !== null) : [];
}

function formatZone({ origin, isServed, serial, records, role, problem }: Fields): string {
  const what = isServed === true ? `serial ${text(serial)}, ${text(records)} records` : "not served";
  const kind = role === undefined || role === "primary" ? "" : `, ${text(role)}`;
  return `${text(origin)}: ${what}${kind}${problem === undefined ? "" : `; ${firstLine(problem)}`}`;
}

/** Times and sizes as people read them; a list in which there is nothing is left out. */
function readable(fields: Fields): Fields {
  const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
  const told = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(told.map(([name, value]) => [name, READABLE.get(name)?.(value) ?? value]));
}

/** Seconds since 1970, how many seconds, and bytes. */
const READABLE: ReadonlyMap<string, (value: unknown) => string> = new Map([
  ["checkedAt", timeText],
  ["nextCheckAt", timeText],
  ["expiresAt", timeText],
  ["uptime", (value: unknown) => durationText(Number(value))],
  ["residentMemory", (value: unknown) => `${(Number(value) / 2 ** 20).toFixed(1)} MiB`],
  ["problems", (value: unknown) => (Array.isArray(value) ? value.map(firstLine).join("\n") : text(value))],
]);

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
];

/** `3 d 4 h`: the largest unit that there is, and the one below it. */
export function durationText(seconds: number): string {
  const first = UNITS.findIndex(([unit]) => seconds >= unit);
  if (first < 0) return "0 s";
  const parts = UNITS.slice(first, first + 2).map(([unit, name], index) => {
    const above = UNITS[first + index - 1]?.[0] ?? Infinity;
    return { count: Math.floor((index === 0 ? seconds : seconds % above) / unit), name };
  });
  return parts.flatMap(({ count: each, name }) => (each === 0 ? [] : [`${each} ${name}`])).join(" ");
}

/** The latest that dates can say: what is later comes to the same. */
const LATEST = 8.64e12;

function timeText(seconds: unknown): string {
  return new Date(Math.min(LATEST, Math.max(0, Math.round(Number(seconds)))) * 1000).toISOString().replace(".000", "");
}

function formatReloaded({ origin, isServed, records, errors, warnings, problems }: Fields): string[] {
  const lines = Array.isArray(problems) ? problems.map(text) : [];
  const fate = Number(errors) > 0 ? (isServed === true ? "; what was served before stays" : "; it is not served") : "";
  return [
    ...lines,
    `${text(origin)}: ${count(Number(records), "record")}, ${count(Number(errors), "error")}, ${count(Number(warnings), "warning")}${fate}`,
  ];
}

function formatSettings(fields: Fields): string[] {
  const names = Object.keys(fields).map((name) => settingName(name).replaceAll("-", " "));
  const width = Math.max(...names.map(({ length }) => length));
  const indent = " ".repeat(width + 2);
  return Object.values(fields).map(
    (value, index) => `${(names[index] ?? "").padEnd(width)}  ${text(value).replaceAll("\n", `\n${indent}`)}`,
  );
}

/** A list of zones has a line for each. */
function firstLine(value: unknown): string {
  return text(value).split("\n")[0] ?? "";
}

function text(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.map(text).join(", ") : String(value);
}
