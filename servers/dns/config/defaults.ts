/** What holds where `deens.yaml` says nothing. docs/dns-configuration.md lists the same values; a test compares them. */
import type { AccessRule } from "../security/access.js";
import type { Config, CookieConfig, LimitConfig, RateLimitConfig, ZoneSettings } from "./types.js";

export const DEFAULT_LIMITS: LimitConfig = {
  tcpConnections: 4000,
  tcpConnectionsPerClient: 100,
  tcpIdleSeconds: 10,
  tcpTotalSeconds: 300,
  queriesInFlight: 100,
  memoBytes: 32 * 1024 * 1024,
  receivedZoneBytes: 1024 * 1024 * 1024,
  transferSeconds: 600,
  udpPayloadBytes: 1232,
  gatherMicroseconds: 500,
};

export const DEFAULT_COOKIES: CookieConfig = { secretFile: undefined, rotateSeconds: 86_400 };

/** An address of this machine can't be a forged one of somebody else's. */
const LOOPBACK: readonly AccessRule[] = [
  { deny: false, address: Uint8Array.of(127, 0, 0, 0), bits: 8, key: undefined },
  { deny: false, address: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), bits: 128, key: undefined },
];

export const DEFAULT_RATE_LIMIT: RateLimitConfig = {
  responsesPerSecond: 200,
  nxdomainsPerSecond: 200,
  nodataPerSecond: 200,
  errorsPerSecond: 200,
  burstSeconds: 5,
  slip: 2,
  ipv4PrefixBits: 24,
  ipv6PrefixBits: 56,
  tableRows: 131_072,
  exempt: LOOPBACK,
};

/** A zone that is served to everybody, and transferred to nobody. */
export const DEFAULT_ZONE_SETTINGS: ZoneSettings = {
  primaries: [],
  notify: [],
  allowTransfer: [],
  allowUpdate: [],
  allowNotify: [],
  zonemd: "verify",
};

/** A server without zones. */
export const DEFAULT_CONFIG: Config = {
  listen: [
    { address: "127.0.0.1", port: 5300, transports: ["udp", "tcp"] },
    { address: "::1", port: 5300, transports: ["udp", "tcp"] },
  ],
  workers: "auto",
  serverId: undefined,
  version: undefined,
  hostname: undefined,
  user: undefined,
  dataDirectory: "data",
  control: "control.sock",
  metrics: undefined,
  queryLog: undefined,
  tls: undefined,
  cookies: DEFAULT_COOKIES,
  rateLimit: DEFAULT_RATE_LIMIT,
  limits: DEFAULT_LIMITS,
  keys: [],
  remotes: [],
  zones: [],
};
