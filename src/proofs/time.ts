/** How long a search may take. Without a limit it depends on steps alone, and finds the same on every machine. */

export interface TimeLimit {
  /** An equal part, for the next packet, of the time that is left. Tells whether it is used up. */
  share(packets: number): () => boolean;
}

export const NO_TIME_LIMIT: TimeLimit = { share: () => () => false };

/** @param now milliseconds */
export function timeLimit(seconds: number, now: () => number): TimeLimit {
  const end = now() + seconds * 1000;
  return {
    share: (packets) => {
      const begun = now();
      const own = begun + Math.max(end - begun, 0) / packets;
      return () => now() >= own;
    },
  };
}
