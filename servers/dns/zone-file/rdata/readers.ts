/** The readers of all types whose data has fields (specs/dns/dns.mpl). */
import { DnsType } from "../../../../generated/dns/types.js";
import { addressReaders } from "./address-forms.js";
import { commonReaders } from "./common.js";
import { dnssecReaders } from "./dnssec.js";
import { gatewayReaders } from "./gateways.js";
import { keyReaders } from "./keys.js";
import { locationReaders } from "./location.js";
import { nameReaders } from "./names.js";
import { portReaders } from "./ports.js";
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
  ...addressReaders,
  ...gatewayReaders,
  ...portReaders,
};

/** Readers for one zone, by type. No place is left out, so that it stays a list that is quickly looked up in. */
export function makeReaders(): (Reader | undefined)[] {
  const readers: (Reader | undefined)[] = new Array<undefined>(DnsType.DLV + 1).fill(undefined);
  for (const [type, make] of Object.entries(FACTORIES)) readers[Number(type)] = make();
  return readers;
}
