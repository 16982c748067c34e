/**
 * What `deens.yaml` says, after checking: every default is filled in, every name of a key or a remote is known. Plain data, so that
 * it can be sent to workers. Paths are as they were written; docs/dns-configuration.md says what they are relative to.
 */
import type { AccessRule } from "../security/access.js";
import type { RateLimitSettings } from "../security/rate-limit.js";
import type { TsigAlgorithm } from "../security/tsig-keys.js";
import type { ZonemdPolicy } from "../zone/check-received.js";

/** An address and a port, as in `192.0.2.1:53` or `[2001:db8::1]:53`; the address has no brackets. */
export interface AddressPort {
  readonly address: string;
  readonly port: number;
}

export type Transport = "udp" | "tcp" | "tls";

/** A place where queries are taken. */
export interface ListenConfig extends AddressPort {
  /** At least one. */
  readonly transports: readonly Transport[];
}

/** A certificate chain and its key, both files in PEM. */
export interface TlsConfig {
  readonly certificate: string;
  readonly key: string;
}

/** DNS cookies (RFC 7873, RFC 9018). */
export interface CookieConfig {
  /** A file with the current secret and older ones, 32 hexadecimal digits a line; undefined: random secrets, made at start. */
  readonly secretFile: string | undefined;
  /** After how long a random secret is replaced. Not used where there is a file. */
  readonly rotateSeconds: number;
}

/** Response rate limiting. */
export type RateLimitConfig = RateLimitSettings;

/** Upper bounds, so that no client and no primary can take all of the machine. */
export interface LimitConfig {
  /** Open connections, TLS included. */
  readonly tcpConnections: number;
  /** Open connections of one address. */
  readonly tcpConnectionsPerClient: number;
  /** A connection without a query is closed after this. */
  readonly tcpIdleSeconds: number;
  /** A connection is closed after this, unless it is in a transfer. */
  readonly tcpTotalSeconds: number;
  /** Queries of one connection that are not answered yet; more are not read. */
  readonly queriesInFlight: number;
  /** Answers kept for repeating, of one worker; 0: none. */
  readonly memoBytes: number;
  /** The size of a zone received from a primary. */
  readonly receivedZoneBytes: number;
  /** How long a transfer may take, in or out. */
  readonly transferSeconds: number;
  /** The size of an answer over UDP, and what is announced in EDNS (RFC 6891 section 6.2.3). */
  readonly udpPayloadBytes: number;
  /** How long a thread that is busy lets queries over UDP gather before it answers them; 0: not at all. */
  readonly gatherMicroseconds: number;
}

/** A key of TSIG (RFC 8945): either `secret` or `secretFile` is there. */
export interface KeyConfig {
  /** Lower case, without the trailing dot. */
  readonly name: string;
  readonly algorithm: TsigAlgorithm;
  readonly secret: Uint8Array | undefined;
  /** A file that holds the secret in base64. */
  readonly secretFile: string | undefined;
  /** Whether SHA-1 and MD5 are used all the same. */
  readonly allowWeak: boolean;
}

/** How a remote proves who it is over TLS (RFC 9103). */
export interface RemoteTlsConfig {
  /** The name in its certificate. */
  readonly serverName: string;
  /** A file of certificates to trust, in PEM; undefined: the system's. */
  readonly certificateAuthority: string | undefined;
}

/** Another server: a primary, or one that is told of changes. */
export interface RemoteConfig extends AddressPort {
  readonly name: string;
  /** The name of one of `keys`. */
  readonly key: string | undefined;
  readonly tls: RemoteTlsConfig | undefined;
}

/** What a zone may take from a template. */
export interface ZoneSettings {
  /** Where the zone is fetched from, in order; empty for a primary zone. */
  readonly primaries: readonly RemoteConfig[];
  /** Who is told of changes (RFC 1996). */
  readonly notify: readonly RemoteConfig[];
  readonly allowTransfer: readonly AccessRule[];
  readonly allowUpdate: readonly AccessRule[];
  /** Whose notifications are believed; where nothing was said, those of the primaries. */
  readonly allowNotify: readonly AccessRule[];
  /** What is done about the digest of a zone that is fetched (RFC 8976). */
  readonly zonemd: ZonemdPolicy;
}

/** A catalogue zone's part (RFC 9432). */
export type CatalogConfig =
  /** Written by this server: a member for each zone whose `memberOf` is this zone. */
  | { readonly role: "produce" }
  /** Its members are served too, with these settings. */
  | {
      readonly role: "consume";
      readonly members: ZoneSettings;
      /** Of members of these groups (RFC 9432 section 4.3.2), instead; who is in several has those of the first of them. */
      readonly groups?: readonly { readonly name: string; readonly settings: ZoneSettings }[];
    };

export interface ZoneConfig extends ZoneSettings {
  /** Lower case, without the trailing dot; "." is the root. */
  readonly origin: string;
  /** The master file; undefined for a secondary zone that is kept in the data directory, and for a produced catalogue. */
  readonly file: string | undefined;
  readonly catalog: CatalogConfig | undefined;
  /** The origin of the produced catalogue zone that lists this zone. */
  readonly memberOf: string | undefined;
  /** What the catalogue says of this zone (RFC 9432 section 4.3.2). */
  readonly group?: string | undefined;
}

/** All of `deens.yaml`. */
export interface Config {
  readonly listen: readonly ListenConfig[];
  /** "auto": one for each core. */
  readonly workers: number | "auto";
  /** What `id.server CH TXT` and NSID tell (RFC 4892, 5001); undefined: nothing. */
  readonly serverId: string | undefined;
  /** What `version.bind` and `version.server CH TXT` tell; undefined: nothing. */
  readonly version: string | undefined;
  /** What `hostname.bind CH TXT` tells; undefined: nothing. */
  readonly hostname: string | undefined;
  /** Whom the process becomes after its sockets are open. */
  readonly user: string | undefined;
  /** Received zones, journals and timers. */
  readonly dataDirectory: string;
  /** The path of the control socket; undefined: none. */
  readonly control: string | undefined;
  /** Where Prometheus reads, a loopback address; undefined: nowhere. */
  readonly metrics: AddressPort | undefined;
  /** A file or "stdout"; undefined: none. */
  readonly queryLog: string | undefined;
  /** What connections of `tls` in `listen` show. */
  readonly tls: TlsConfig | undefined;
  /** Undefined: cookies are neither made nor checked. */
  readonly cookies: CookieConfig | undefined;
  /** Undefined: no limit. */
  readonly rateLimit: RateLimitConfig | undefined;
  readonly limits: LimitConfig;
  readonly keys: readonly KeyConfig[];
  readonly remotes: readonly RemoteConfig[];
  readonly zones: readonly ZoneConfig[];
}
