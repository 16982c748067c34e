/** Options that are more than a text. */
import { InvalidArgumentError } from "commander";
import type { AddressPort } from "../config/types.js";
import { formatAddress, parseAddress } from "../security/address.js";
import { isLoopback } from "../config/loopback.js";
import { formatPlace } from "../node/listen-error.js";
import { canonicalKeyName } from "../security/tsig-keys.js";

export interface ZoneOption {
  readonly origin: string;
  readonly file: string;
}

export function zoneOption(text: string, before: readonly ZoneOption[] = []): ZoneOption[] {
  const equals = text.indexOf("=");
  if (equals <= 0 || equals === text.length - 1) {
    throw new InvalidArgumentError("It has the form ORIGIN=FILE, as in example.com=example.com.zone.");
  }
  const [origin, file] = [text.slice(0, equals), text.slice(equals + 1)];
  const name = canonicalKeyName(origin);
  if (name === undefined)
    throw new InvalidArgumentError(`\`${origin}\` is no domain name: labels have from 1 to 63 bytes, all at most 255.`);
  if (before.some((zone) => canonicalKeyName(zone.origin) === name)) throw new InvalidArgumentError(`The zone ${origin} is there twice.`);
  return [...before, { origin, file }];
}

export function addressOption(text: string): AddressPort {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):([0-9]{1,5})$/.exec(text);
  const bytes = parseAddress(match?.[1] ?? match?.[2] ?? "");
  const port = Number(match?.[3]);
  if (bytes === undefined || !(port <= 0xffff)) {
    throw new InvalidArgumentError("It has the form ADDRESS:PORT, as in 127.0.0.1:5300 or [::1]:5300.");
  }
  return { address: formatAddress(bytes), port };
}

export function listenOption(text: string, before: readonly AddressPort[] = []): AddressPort[] {
  const place = addressOption(text);
  const isThere = before.some(({ address, port }) => address === place.address && port === place.port && port !== 0);
  if (isThere) throw new InvalidArgumentError(`${formatPlace(place)} is there twice.`);
  return [...before, place];
}

/** As in the configuration: counters are for nobody else. */
export function metricsOption(text: string): AddressPort {
  const place = addressOption(text);
  if (!isLoopback(place.address)) throw new InvalidArgumentError("It is an address of this machine only, as in 127.0.0.1:9153.");
  return place;
}

export function workersOption(text: string): number {
  const workers = Number(text);
  if (!/^[0-9]+$/.test(text) || workers < 1 || workers > 256) throw new InvalidArgumentError("It is a number from 1 to 256.");
  return workers;
}
