/** What `deens.yaml` says of zones that are fetched: their digests, and the groups of catalogues. */
import { expect, test } from "vitest";
import { parseConfig } from "../../../../../servers/dns/config/parse.js";
import { renderProblem } from "../../../../../servers/dns/config/problem.js";
import type { ZoneConfig } from "../../../../../servers/dns/config/types.js";

const HEAD = "remotes: { one: { address: 192.0.2.1 }, two: { address: 192.0.2.2 } }\n";

function zonesOf(text: string): readonly ZoneConfig[] {
  const { config, problems } = parseConfig(HEAD + text, "deens.yaml");
  if (config === undefined) throw new Error(problems.map(renderProblem).join("\n"));
  return config.zones;
}

function problemsOf(text: string): string[] {
  return parseConfig(HEAD + text, "deens.yaml").problems.map(({ message }) => message);
}

test.each<[string, string]>([
  ["zones: [{ origin: a, primaries: [one] }]", "verify"],
  ["zones: [{ origin: a, primaries: [one], zonemd: ignore }]", "ignore"],
  ["defaults: { zonemd: require }\nzones: [{ origin: a, primaries: [one] }]", "require"],
  ["defaults: { zonemd: require }\ntemplates: { t: { zonemd: ignore } }\nzones: [{ origin: a, primaries: [one], template: t }]", "ignore"],
])("%s: its digest is treated as `%s`", (text, expected) => {
  expect(zonesOf(text)[0]?.zonemd).toBe(expected);
});

test("a digest is not treated in any other way", () => {
  expect(problemsOf("zones: [{ origin: a, primaries: [one], zonemd: yes }]")).toEqual([expect.stringContaining("`zonemd`")]);
});

test("groups of a catalogue have templates, in their order; what these leave out comes from `defaults`", () => {
  const templates = "templates: { strict: { primaries: [two], zonemd: require }, plain: { primaries: [one] } }";
  const zone = "{ origin: c, catalog: consume, primaries: [one], members: plain, groups: { b b: strict, a: plain } }";
  const [found] = zonesOf(`defaults: { notify: [two] }\n${templates}\nzones: [${zone}]`);
  expect(found?.catalog).toMatchObject({
    role: "consume",
    members: { zonemd: "verify" },
    groups: [
      { name: "b b", settings: { primaries: [{ name: "two" }], notify: [{ name: "two" }], zonemd: "require" } },
      { name: "a", settings: { primaries: [{ name: "one" }], zonemd: "verify" } },
    ],
  });
});

test("a member says its group", () => {
  const zones = "zones: [{ origin: a, file: f, member-of: c, group: inner circle }, { origin: c, catalog: produce }]";
  expect(zonesOf(zones).map(({ group }) => group)).toEqual(["inner circle", undefined]);
});

test.each<[string, string]>([
  ["zones: [{ origin: a, primaries: [one], groups: { x: t } }]\ntemplates: { t: {} }", "only a zone with `catalog: consume` has `groups`"],
  ["zones: [{ origin: a, primaries: [one], catalog: consume, groups: { x: t } }]", "there is no template `t`"],
  ["zones: [{ origin: a, file: f, group: x }]", "only a member of a catalogue has a `group`"],
  [`zones: [{ origin: a, file: f, member-of: c, group: ${"é".repeat(128)} }, { origin: c, catalog: produce }]`, "this one is longer"],
])("%s", (text, expected) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
});
