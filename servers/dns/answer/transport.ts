/** How a query came, and from whom. */

/** One object for many queries: a thread sets it anew for each. */
export interface Transport {
  /** TCP or TLS: there is no limit but that of the length before each message, and the client's address is no forged one. */
  readonly isStream: boolean;
  /** The client's address: `clientSize` bytes, 4 or 16, at `clientAt`. */
  readonly client: Uint8Array;
  readonly clientAt: number;
  readonly clientSize: number;
  /** Seconds since 1970. */
  readonly now: number;
}

const NOBODY = { client: new Uint8Array(4), clientAt: 0, clientSize: 4, now: 0 } as const;

/** Where it does not matter who asks. */
export const ANY_DATAGRAM: Transport = { isStream: false, ...NOBODY };
export const ANY_STREAM: Transport = { isStream: true, ...NOBODY };
