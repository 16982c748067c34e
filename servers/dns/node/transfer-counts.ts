/** Transfers and notifications, counted for who watches the server. */

/** What became of a check, or of a request. */
export interface DirectionCounts {
  /** Whole zones. */
  axfr: number;
  /** Changes. */
  ixfr: number;
  /** It could not be carried out, or broke off. */
  failed: number;
  /** In: what came was not taken. Out: whoever asked may not have it, or there were too many. */
  refused: number;
  /** Bytes of messages, those of transfers that failed too. */
  bytes: number;
}

export class TransferCounts {
  readonly in: DirectionCounts = { axfr: 0, ixfr: 0, failed: 0, refused: 0, bytes: 0 };
  readonly out: DirectionCounts = { axfr: 0, ixfr: 0, failed: 0, refused: 0, bytes: 0 };
  /** Notifications: those that came and were believed, those that were acknowledged by others, those that were not. */
  readonly notifications = { believed: 0, acknowledged: 0, failed: 0 };
}
