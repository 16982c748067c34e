/** The readers of all types whose data has fields (specs/dns/dns.mpl). */
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

/** Readers for one zone, by type. Each is made when its type comes for the first time: most zones have few types. */
export class ZoneReaders {
  readonly #made = new Map<number, Reader>();

  /** Undefined for a type whose data has no fields. */
  find(type: number): Reader | undefined {
    return this.#made.get(type) ?? this.#make(type);
  }

  #make(type: number): Reader | undefined {
    const reader = FACTORIES[type]?.();
    if (reader !== undefined) this.#made.set(type, reader);
    return reader;
  }
}
