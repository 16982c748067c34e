/** Small zones full of hard things, and every question near them. The same for the same seed. */
import { DnsType } from "../../generated/dns/types.js";
import { fileName, isBelow, labelsOf, nameOf, parentOf, pathDown } from "./dns/names.js";
import type { Line } from "./dns-zone-signer.js";
import type { Random } from "./random.js";

type Kind = "data" | "cname" | "cut" | "secure cut" | "dname";

const LABELS = ["a", "b", "c", "*", "a-b"];
const KINDS: readonly (readonly [number, Kind])[] = [
  [6, "data"],
  [3, "cname"],
  [2, "cut"],
  [1, "secure cut"],
  [1, "dname"],
];
const DIGEST = "00".repeat(32);

function below(origin: string, labels: readonly string[]): string {
  return nameOf([...labels, ...labelsOf(origin)]);
}

function randomName(random: Random, origin: string): string {
  return below(
    origin,
    Array.from({ length: random.between(1, 4) }, () => random.pick(LABELS)),
  );
}

/** A zone's records, not signed. */
export function randomLines(random: Random, origin: string): Line[] {
  const kinds = new Map<string, Kind>();
  for (let left = random.between(2, 14); left > 0; left--) kinds.set(randomName(random, origin), random.weighted(KINDS));
  if (origin !== "." && random.chance(0.1)) kinds.set(origin, "dname");
  const target = (): string =>
    fileName(random.chance(0.8) ? random.pick([...kinds.keys(), randomName(random, origin)]) : "elsewhere.invalid");
  // Of the root everything is below: its name server too.
  const server: Line[] = origin === "." ? [{ owner: "ns.invalid", type: "A", data: "192.0.2.53" }] : [];
  const apex: Line[] = [
    ...server,
    { owner: origin, type: "SOA", data: "ns.invalid. admin.invalid. 1 7200 900 1209600 300" },
    { owner: origin, type: "NS", data: "ns.invalid." },
  ];
  return [...apex, ...[...kinds].flatMap(([owner, kind]) => linesFor(owner, kind, kinds, target))];
}

/** Whether a name is below one of some kinds. */
function isUnder(owner: string, kinds: ReadonlyMap<string, Kind>, hiding: readonly Kind[]): boolean {
  return [...kinds].some(([other, kind]) => hiding.includes(kind) && !other.startsWith("*") && isBelow(owner, other));
}

function linesFor(owner: string, kind: Kind, kinds: ReadonlyMap<string, Kind>, target: () => string): Line[] {
  if (isUnder(owner, kinds, ["dname"])) return [];
  const address: Line = { owner, type: "A", data: "192.0.2.1" };
  const isWildcard = owner.startsWith("*");
  if (isUnder(owner, kinds, ["cut", "secure cut"])) return kind === "data" ? [address] : [];
  if (kind === "cname") return [{ owner, type: "CNAME", data: target() }];
  if (kind === "dname" && !isWildcard) return [{ owner, type: "DNAME", data: target() }];
  if (kind === "data" || isWildcard || kind === "dname") return [address, { owner, type: "TXT", data: `"${owner.length}"` }];
  const servers: Line[] = [{ owner, type: "NS", data: `ns.${fileName(owner)}` }];
  return kind === "cut" ? servers : [...servers, { owner, type: "DS", data: `1 13 2 ${DIGEST}` }];
}

const { A, TXT, CNAME, DS, NS, DNAME, SOA, NSEC, ANY } = DnsType;
export const TYPES: readonly number[] = [A, TXT, CNAME, DS, NS, DNAME, SOA, NSEC, ANY];

/** Every name of a zone, and those one label above, below and beside. */
export function nearNames(lines: readonly Line[], origin: string): string[] {
  const owners = [...new Set(lines.flatMap(({ owner }) => pathDown(origin, owner)))];
  const near = owners.flatMap((owner) => {
    const above = owner === origin ? [] : [nameOf(["x", ...labelsOf(parentOf(owner))]), nameOf(["*", ...labelsOf(parentOf(owner))])];
    return [owner, nameOf(["a", ...labelsOf(owner)]), nameOf(["x", "b", ...labelsOf(owner)]), nameOf(["*", ...labelsOf(owner)]), ...above];
  });
  return [...new Set(near)];
}
