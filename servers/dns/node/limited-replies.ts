/**
 * Refusals of what is answered elsewhere are limited over UDP as all others are: whoever forges an address gets no more of them by
 * sending notifications, updates, or signatures of keys that are not there.
 */
import { DnsRcode } from "../../../generated/dns/types.js";
import { AnswerKind, type RateLimiter } from "../security/rate-limit.js";
import type { Elsewhere, SendReply } from "./elsewhere.js";
import { type Clock, SYSTEM_CLOCK } from "./responder.js";

/** Said before anybody has shown that the message is really theirs: by an address or a key that is allowed to do this. */
const REFUSALS: readonly number[] = [DnsRcode.FormErr, DnsRcode.ServFail, DnsRcode.NotImp, DnsRcode.Refused, DnsRcode.NotAuth];

/** The same, but with refusals that are counted, and dropped when there are too many; it is used by one thread only. */
export function limitReplies(elsewhere: Elsewhere, limiter: RateLimiter, clock: Clock = SYSTEM_CLOCK): Elsewhere {
  return (query, reply) => {
    if (query.transport !== "udp") return elsewhere(query, reply);
    const limited: SendReply = async (message) => {
      limiter.now = clock.monotonic();
      const isRefusal = REFUSALS.includes((message[3] ?? 0) & 0xf);
      if (isRefusal && limiter.check(query.client, 0, query.client.length, AnswerKind.Error, 0) === "drop") return;
      await reply(message);
    };
    return elsewhere(query, limited);
  };
}
