/** The published lookup of a packet's name: same file, imports, a given file of that name, then all given files and beside, the file of that name first. */
import type { Draft } from "./draft.js";
import type { PacketLookup, PacketPlace } from "./loaded.js";
import { folderOf, specName } from "./paths.js";

function named(file: Draft, name: string): PacketPlace[] {
  const packet = file.declared.get(name);
  return packet === undefined ? [] : [{ file, packet }];
}

/** What a file means by its own name: the packet called so, else its single packet, whatever it is called. */
function meantByFile(file: Draft, name: string): PacketPlace[] {
  const exact = named(file, name);
  const [only] = file.declared.values();
  if (exact.length > 0 || only === undefined || file.packetCount > 1) return exact;
  return [{ file, packet: only }];
}

function lookupOf(places: readonly PacketPlace[], beside: readonly string[]): PacketLookup {
  const [place, second] = places;
  if (place === undefined) return { kind: "missing", beside };
  return second === undefined ? { kind: "found", place } : { kind: "ambiguous", places };
}

/** In the file itself or what it imports. */
export function lookupDeclared(file: Draft, name: string): PacketPlace | undefined {
  const own = named(file, name)[0];
  return own ?? file.imports.flatMap((entry) => named(entry.file, name))[0];
}

function lookupGivenFile(file: Draft, name: string, files: readonly Draft[]): PacketPlace[] {
  const sameName = files.filter((other) => other.given && specName(other.source.path) === name);
  const besides = sameName.filter((other) => folderOf(other.source.path) === folderOf(file.source.path));
  return (besides.length > 0 ? besides : sameName).flatMap((other) => meantByFile(other, name));
}

function lookupEverywhere(file: Draft, name: string, files: readonly Draft[]): PacketPlace[] {
  const beside = file.beside.get(name);
  const searched = new Set(files.filter((other) => other.given));
  if (beside !== undefined) searched.add(beside);
  const places = [...searched].flatMap((other) => named(other, name));
  return places.length > 0 || beside === undefined ? places : meantByFile(beside, name);
}

/** The third step has an answer: the resolver need not be asked for a file beside this one. */
export function isGivenByName(file: Draft, name: string, files: readonly Draft[]): boolean {
  return lookupGivenFile(file, name, files).length > 0;
}

export function lookupPacket(file: Draft, name: string, files: readonly Draft[]): PacketLookup {
  const declared = lookupDeclared(file, name);
  if (declared !== undefined) return { kind: "found", place: declared };
  const { places = [], names = [] } = file.around.get(name) ?? {};
  const steps = [lookupGivenFile(file, name, files), lookupEverywhere(file, name, files), places];
  return lookupOf(steps.find((step) => step.length > 0) ?? [], names);
}
