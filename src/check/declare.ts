/** What the files declare, before any packet is looked into: names, types, codecs, variants, empty models of packets. */
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import type { CodecEntry } from "./builtins.js";
import { codecTable } from "./codecs.js";
import { checkDuplicates, visibleNames, type Declared } from "./declarations.js";
import type { PacketModel } from "./model.js";
import type { OutlineContext } from "./spot.js";
import { newPacket } from "./packets.js";
import { Problems } from "./problems.js";
import { checkTypedefs } from "./typedefs.js";
import type { TypeNames } from "./types.js";
import { variantTable } from "./variant-table.js";

export interface Declarations extends OutlineContext {
  readonly packets: ReadonlyMap<Ast.PacketItem, PacketModel>;
  /** Gives a fresh collector, whose contents are reported in the end. */
  readonly problemsOf: () => Problems;
  readonly problems: readonly Problems[];
}

function once<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? compute(key);
    known.set(key, found);
    return found;
  };
}

export function itemsOf<K extends Ast.Item["kind"]>(
  files: readonly LoadedFile[],
  kind: K,
): { readonly file: LoadedFile; readonly item: Extract<Ast.Item, { kind: K }> }[] {
  const isWanted = (item: Ast.Item): item is Extract<Ast.Item, { kind: K }> => item.kind === kind;
  return files.flatMap((file) => file.syntax.items.filter(isWanted).map((item) => ({ file, item })));
}

export function declare(files: readonly LoadedFile[], codecs: readonly CodecEntry[]): Declarations {
  const problems: Problems[] = [];
  const problemsOf = (): Problems => {
    const fresh = new Problems();
    problems.push(fresh);
    return fresh;
  };
  const visible = once<LoadedFile, ReadonlyMap<string, Declared>>(visibleNames);
  const types: TypeNames = { visible, codecs: codecTable(files, codecs, problemsOf()) };
  for (const file of files) checkDuplicates(file, problemsOf());
  checkTypedefs(itemsOf(files, "typedef"), types, problemsOf());
  const packets = itemsOf(files, "packet").map(({ file, item }, index) => newPacket(item, file, index, problemsOf()));
  const variants = variantTable(files, problemsOf);
  return { types, variants, packets: new Map(packets.map((packet) => [packet.syntax, packet])), problemsOf, problems };
}
