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
    case "stop":
      return ["it ends"];
    case "status":
    case "query-log":
      return recordsOf([result]).flatMap(formatSettings);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function recordsOf(result: unknown): readonly Fields[] {
  return Array.isArray(result) ? result.filter((each): each is Fields => typeof each === "object" && each !== null) : [];
}

function formatZone({ origin, isServed, serial, records }: Fields): string {
  return isServed === true ? `${text(origin)}: serial ${text(serial)}, ${text(records)} records` : `${text(origin)}: not served`;
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
  return Object.values(fields).map((value, index) => `${(names[index] ?? "").padEnd(width)}  ${text(value)}`);
}

function text(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.map(text).join(", ") : String(value);
}
