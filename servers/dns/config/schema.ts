/** The settings of `deens.yaml`, each with its reader. What refers to other parts of the file is resolved afterwards. */
import { TSIG_ALGORITHMS, type TsigAlgorithm } from "../security/tsig-keys.js";
import type { AccessRule } from "../security/access.js";
import type { ZonemdPolicy } from "../zone/check-received.js";
import { mapping, named, type Said } from "./mapping.js";
import { byteCount, choice, describe, flag, integer, list, orOff, placed, scalarText, text, type Placed, type Reader } from "./reader.js";
import type { AddressPort, CookieConfig, LimitConfig, RateLimitConfig, RemoteTlsConfig, TlsConfig, Transport } from "./types.js";
import { DNS_PORT, accessRule, address, addressPort, domainName, label, secret, TLS_PORT } from "./values.js";

const TRANSPORTS: readonly Transport[] = ["udp", "tcp", "tls"];
const DAY_SECONDS = 86_400;
const GIBIBYTE = 1024 ** 3;
const MOST_RATE = 1_000_000;

/** An element of `listen`, whose port may depend on its transports. */
export interface RawListen {
  readonly address: Placed<AddressPort>;
  readonly transports: readonly Transport[];
}

interface ListenSettings {
  address: Placed<string>;
  transports: readonly Transport[];
}

const listenSettings = mapping<ListenSettings>({ address: placed(text("an address and a port")), transports: list(choice(TRANSPORTS)) }, [
  "address",
]);

/** `192.0.2.1:53`, or a mapping that names the transports too. */
const listen: Reader<RawListen> = (spot, context) => {
  const isPlain = scalarText(spot.node) !== undefined;
  const said: Said<ListenSettings> | undefined = isPlain ? { address: { value: "", spot } } : listenSettings(spot, context);
  if (said?.address === undefined) return undefined;
  const transports = said.transports?.length ? [...new Set(said.transports)] : (["udp", "tcp"] as const);
  const isTlsOnly = transports.every((transport) => transport === "tls");
  const found = placed(addressPort(isTlsOnly ? TLS_PORT : DNS_PORT))(said.address.spot, context);
  return found && { address: found, transports };
};

export interface RawKey {
  algorithm: TsigAlgorithm;
  secret: Uint8Array;
  secretFile: string;
  allowWeak: boolean;
}

export interface RawRemote {
  address: string;
  port: number;
  key: Placed<string>;
  tls: Said<RemoteTlsConfig>;
}

/** What templates, `defaults` and zones may say. */
export interface RawZoneSettings {
  primaries: readonly Placed<string>[];
  notify: readonly Placed<string>[];
  allowTransfer: readonly Placed<AccessRule>[];
  allowUpdate: readonly Placed<AccessRule>[];
  allowNotify: readonly Placed<AccessRule>[];
  zonemd: ZonemdPolicy;
}

export interface RawZone extends RawZoneSettings {
  origin: Placed<string>;
  file: Placed<string>;
  template: Placed<string>;
  catalog: Placed<"produce" | "consume">;
  members: Placed<string>;
  groups: readonly { readonly name: Placed<string>; readonly value: Placed<string> }[];
  memberOf: Placed<string>;
  group: Placed<string>;
}

const path = text("the path of a file");
const reference = placed(label("a name"));
const rules = list(placed(accessRule));

const zoneSettings = {
  primaries: list(reference),
  notify: list(reference),
  allowTransfer: rules,
  allowUpdate: rules,
  allowNotify: rules,
  zonemd: choice<ZonemdPolicy>(["ignore", "verify", "require"]),
};

/** One string of a TXT record (RFC 1035 section 3.3). */
function characterString(what: string): Reader<string> {
  return (spot, context) => {
    const found = text(what)(spot, context);
    if (found === undefined || new TextEncoder().encode(found).length <= 255) return found;
    return context.report.add(spot.range, `\`${spot.name}\` is ${what}: this one is longer`);
  };
}

const GROUP = "the name of a group, a text of at most 255 bytes";

const zone = placed(
  mapping<RawZone>(
    {
      ...zoneSettings,
      origin: placed(domainName),
      file: placed(path),
      template: reference,
      catalog: placed(choice(["produce", "consume"])),
      members: reference,
      groups: named(characterString(GROUP), reference),
      memberOf: placed(domainName),
      group: placed(characterString(GROUP)),
    },
    ["origin"],
  ),
);

const key = mapping<RawKey>({ algorithm: choice(TSIG_ALGORITHMS), secret, secretFile: path, allowWeak: flag });

const remote = mapping<RawRemote>(
  {
    address,
    port: integer(1, 65_535),
    key: placed(domainName),
    tls: mapping<RemoteTlsConfig>({ serverName: domainName, certificateAuthority: path }, ["serverName"]),
  },
  ["address"],
);

const limits = mapping<LimitConfig>({
  tcpConnections: integer(1, 1_000_000),
  tcpConnectionsPerClient: integer(1, 1_000_000),
  tcpIdleSeconds: integer(1, 3600),
  tcpTotalSeconds: integer(1, DAY_SECONDS),
  queriesInFlight: integer(1, 65_535),
  memoBytes: byteCount(0, 64 * GIBIBYTE),
  receivedZoneBytes: byteCount(1024, 64 * GIBIBYTE),
  transferSeconds: integer(1, 7 * DAY_SECONDS),
  // Every client must be able to receive 512 (RFC 1035 section 4.2.1).
  udpPayloadBytes: byteCount(512, 4096),
  gatherMicroseconds: integer(0, 100_000),
});

const rate = integer(0, MOST_RATE);
const rateLimit = mapping<RateLimitConfig>({
  responsesPerSecond: rate,
  nxdomainsPerSecond: rate,
  nodataPerSecond: rate,
  errorsPerSecond: rate,
  burstSeconds: integer(1, 3600),
  slip: integer(0, 100),
  ipv4PrefixBits: integer(0, 32),
  ipv6PrefixBits: integer(0, 128),
  tableRows: integer(4, 2 ** 24),
  exempt: list(accessRule),
});

const chaosText = characterString("a text of at most 255 bytes, or `off`");

const workers: Reader<number | "auto"> = (spot, context) => {
  const found = scalarText(spot.node) ?? "";
  if (found === "auto" || /^[0-9]+$/.test(found)) return found === "auto" ? "auto" : integer(1, 1024)(spot, context);
  return context.report.add(spot.range, `\`workers\` is a whole number, or \`auto\` for one for each core, not ${describe(spot.node)}`);
};

/** All of the file, as it is written. */
export interface RawConfig {
  listen: readonly RawListen[];
  workers: number | "auto";
  serverId: string;
  version: string;
  hostname: string;
  user: string;
  dataDirectory: string;
  control: string;
  metrics: Placed<AddressPort | "off">;
  queryLog: string;
  tls: Said<TlsConfig>;
  cookies: Said<CookieConfig> | "off";
  rateLimit: Said<RateLimitConfig> | "off";
  limits: Said<LimitConfig>;
  keys: readonly { readonly name: Placed<string>; readonly value: Said<RawKey> }[];
  remotes: readonly { readonly name: Placed<string>; readonly value: Said<RawRemote> }[];
  defaults: Said<RawZoneSettings>;
  templates: readonly { readonly name: Placed<string>; readonly value: Said<RawZoneSettings> }[];
  zones: readonly Placed<Said<RawZone>>[];
}

export const readConfig: Reader<Said<RawConfig>> = mapping<RawConfig>({
  listen: list(listen),
  workers,
  serverId: chaosText,
  version: chaosText,
  hostname: chaosText,
  user: text("the name of a user"),
  dataDirectory: text("the path of a folder"),
  control: text("the path of a socket, or `off`"),
  metrics: placed(orOff(addressPort())),
  queryLog: text("the path of a file, `stdout` or `off`"),
  tls: mapping<TlsConfig>({ certificate: path, key: path }, ["certificate", "key"]),
  cookies: orOff(mapping<CookieConfig>({ secretFile: path, rotateSeconds: integer(60, 30 * DAY_SECONDS) })),
  rateLimit: orOff(rateLimit),
  limits,
  keys: named(domainName, key),
  remotes: named(label("the name of a remote"), remote),
  defaults: mapping<RawZoneSettings>(zoneSettings),
  templates: named(label("the name of a template"), mapping<RawZoneSettings>(zoneSettings)),
  zones: list(zone),
});
