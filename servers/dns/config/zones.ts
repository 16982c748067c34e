/** Zones: what they take from templates, and what they refer to. */
import type { AccessRule } from "../security/access.js";
import { parseAddress } from "../security/address.js";
import { DEFAULT_ZONE_SETTINGS } from "./defaults.js";
import { hasNear, type Said } from "./mapping.js";
import { nearest } from "./nearest.js";
import type { Range, Report } from "./problem.js";
import type { Placed, Spot } from "./reader.js";
import type { RawConfig, RawZone, RawZoneSettings } from "./schema.js";
import type { CatalogConfig, KeyConfig, RemoteConfig, ZoneConfig, ZoneSettings } from "./types.js";

/** What zones may refer to. */
export interface Known {
  readonly keys: readonly KeyConfig[];
  readonly remotes: readonly RemoteConfig[];
  readonly raw: Said<RawConfig>;
  readonly report: Report;
}

/** Reports a name that stands for nothing. */
export function reportMissing(what: string, name: string, range: Range, known: readonly string[], report: Report): undefined {
  const near = nearest(name, known);
  const list =
    known.length === 0
      ? `there is no ${what} at all: add it`
      : `there is ${known
          .slice(0, 8)
          .map((each) => `\`${each}\``)
          .join(", ")}`;
  return report.add(range, `there is no ${what} \`${name}\``, near === undefined ? list : `did you mean \`${near}\`?`);
}

/** Zones in the order of the file, those with problems left out. */
export function resolveZones(known: Known): readonly ZoneConfig[] {
  const zones = known.raw.zones ?? [];
  reportDuplicates(zones, known.report);
  // Templates that no zone uses are looked at too.
  for (const { value } of known.raw.templates ?? []) settingsOf([value], known);
  settingsOf([known.raw.defaults], known);
  return zones.flatMap(({ value, spot }) => resolveZone(value, spot, known) ?? []);
}

function reportDuplicates(zones: readonly Placed<Said<RawZone>>[], report: Report): void {
  const seen = new Set<string>();
  for (const { origin } of zones.map(({ value }) => value)) {
    if (origin === undefined) continue;
    if (seen.has(origin.value)) report.add(origin.spot.range, `the zone \`${origin.value}\` is there twice`, "leave one of them out");
    seen.add(origin.value);
  }
}

function resolveZone(raw: Said<RawZone>, spot: Spot, known: Known): ZoneConfig | undefined {
  const { origin } = raw;
  if (origin === undefined) return undefined;
  const template = templateOf(raw.template, known);
  const settings = settingsOf([raw, template, known.raw.defaults], known);
  checkSources(raw, origin, settings, spot, known.report);
  checkMemberOf(raw, known);
  // Only the primary of a zone takes updates: those that are meant for others come from `defaults`.
  const allowUpdate = settings.primaries.length > 0 ? [] : settings.allowUpdate;
  return {
    ...settings,
    allowUpdate,
    origin: origin.value,
    file: raw.file?.value,
    catalog: catalogOf(raw, settings, known),
    memberOf: raw.memberOf?.value,
    group: raw.group?.value,
  };
}

function templateOf(name: Placed<string> | undefined, known: Known): Said<RawZoneSettings> | undefined {
  if (name === undefined) return undefined;
  const templates = known.raw.templates ?? [];
  const found = templates.find((template) => template.name.value === name.value);
  const names = templates.map((template) => template.name.value);
  return found === undefined ? reportMissing("template", name.value, name.spot.range, names, known.report) : found.value;
}

/** Each setting from the first of the layers that has it. */
function settingsOf(layers: readonly (Said<RawZoneSettings> | undefined)[], known: Known): ZoneSettings {
  const first = <T>(pick: (layer: Said<RawZoneSettings>) => T | undefined): T | undefined =>
    layers.map((layer) => layer && pick(layer)).find((found) => found !== undefined);
  const primaries = remotesOf(first((layer) => layer.primaries) ?? [], known);
  const allowNotify = first((layer) => layer.allowNotify);
  return {
    primaries,
    notify: remotesOf(first((layer) => layer.notify) ?? [], known),
    allowTransfer: rulesOf(first((layer) => layer.allowTransfer) ?? [], known),
    allowUpdate: rulesOf(first((layer) => layer.allowUpdate) ?? [], known),
    allowNotify: allowNotify === undefined ? primaries.flatMap(ruleOf) : rulesOf(allowNotify, known),
    zonemd: first((layer) => layer.zonemd) ?? DEFAULT_ZONE_SETTINGS.zonemd,
  };
}

function remotesOf(names: readonly Placed<string>[], { remotes, report }: Known): readonly RemoteConfig[] {
  return names.flatMap(({ value, spot }) => {
    const found = remotes.find(({ name }) => name === value);
    return (
      found ??
      reportMissing(
        "remote",
        value,
        spot.range,
        remotes.map(({ name }) => name),
        report,
      ) ??
      []
    );
  });
}

function rulesOf(rules: readonly Placed<AccessRule>[], { keys, report }: Known): readonly AccessRule[] {
  return rules.map(({ value, spot }) => {
    const names = keys.map(({ name }) => name);
    if (value.key !== undefined && !names.includes(value.key)) reportMissing("key", value.key, spot.range, names, report);
    return value;
  });
}

/** Who speaks from a remote's address, with its key if it has one. */
function ruleOf({ address, key }: RemoteConfig): readonly AccessRule[] {
  const bytes = parseAddress(address);
  return bytes === undefined ? [] : [{ deny: false, address: bytes, bits: bytes.length * 8, key }];
}

/** A zone comes from exactly one place: a file, its primaries, or this server as the producer of a catalogue. */
function checkSources(raw: Said<RawZone>, origin: Placed<string>, settings: ZoneSettings, { node }: Spot, report: Report): void {
  const isProduced = raw.catalog?.value === "produce";
  const isSecondary = settings.primaries.length > 0 || (raw.primaries?.length ?? 0) > 0;
  const { range } = (raw.file ?? origin).spot;
  const isReported = (): boolean => (["file", "primaries"] as const).some((name) => raw[name] === undefined && hasNear(node, name));
  if (isProduced && (raw.file !== undefined || isSecondary)) {
    report.add(range, "a catalogue that is produced has no `file` and no `primaries`: this server writes it", "leave them out");
  } else if (raw.file !== undefined && isSecondary) {
    report.add(range, "a zone with `primaries` has no `file`: what is received is kept in the data directory", "leave one of them out");
  } else if (!isProduced && raw.file === undefined && !isSecondary && !isReported()) {
    report.add(
      range,
      `the zone \`${origin.value}\` has neither \`file\` nor \`primaries\``,
      "add `file: PATH`, or `primaries: [REMOTE]` for a secondary zone",
    );
  }
  const update = raw.allowUpdate?.[0];
  if (update !== undefined && isSecondary) {
    report.add(update.spot.range, "a zone with `primaries` takes no updates: they are for its primary", "leave `allow-update` out");
  }
}

function catalogOf(raw: Said<RawZone>, settings: ZoneSettings, known: Known): CatalogConfig | undefined {
  const members = templateOf(raw.members, known);
  const groups = groupsOf(raw, known);
  for (const [name, place] of [
    ["members", raw.members],
    ["groups", raw.groups?.[0]?.value],
  ] as const) {
    if (place === undefined || raw.catalog?.value === "consume") continue;
    const help = `add \`catalog: consume\`, or leave \`${name}\` out`;
    known.report.add(place.spot.range, `only a zone with \`catalog: consume\` has \`${name}\``, help);
  }
  if (raw.catalog === undefined) return undefined;
  if (raw.catalog.value === "produce") return { role: "produce" };
  return { role: "consume", members: members === undefined ? settings : settingsOf([members, known.raw.defaults], known), groups };
}

function groupsOf({ groups = [] }: Said<RawZone>, known: Known): { readonly name: string; readonly settings: ZoneSettings }[] {
  return groups.flatMap(({ name, value }) => {
    const template = templateOf(value, known);
    return template === undefined ? [] : [{ name: name.value, settings: settingsOf([template, known.raw.defaults], known) }];
  });
}

function checkMemberOf(raw: Said<RawZone>, { raw: { zones = [] }, report }: Known): void {
  if (raw.memberOf === undefined && raw.group !== undefined)
    report.add(raw.group.spot.range, "only a member of a catalogue has a `group`", "add `member-of: ORIGIN`, or leave `group` out");
  if (raw.memberOf === undefined) return;
  const { value, spot } = raw.memberOf;
  const produced = zones.flatMap(({ value: zone }) => (zone.catalog?.value === "produce" ? (zone.origin?.value ?? []) : []));
  if (!produced.includes(value)) reportMissing("zone with `catalog: produce` and the origin", value, spot.range, produced, report);
  else if (raw.catalog !== undefined) report.add(spot.range, "a catalogue is no member of a catalogue", "leave `member-of` out");
}
