/** The readers of all types whose data has fields (specs/dns/dns.mpl). */
import { commonReaders } from "./common.js";
import { dnssecReaders } from "./dnssec.js";
import { keyReaders } from "./keys.js";
import { locationReaders } from "./location.js";
import { nameReaders } from "./names.js";
import type { Reader, Readers } from "./reader.js";
import { serviceReaders } from "./service.js";
import { textReaders } from "./texts.js";

const FACTORIES: Readers = {
  ...commonReaders,
  ...nameReaders,
  ...textReaders,
  ...keyReaders,
  ...dnssecReaders,
  ...locationReaders,
  ...serviceReaders,
};

/** Readers for one zone, by type. */
export function makeReaders(): (Reader | undefined)[] {
  const readers: (Reader | undefined)[] = new Array<undefined>(260).fill(undefined);
  for (const [type, make] of Object.entries(FACTORIES)) readers[Number(type)] = make();
  return readers;
}
