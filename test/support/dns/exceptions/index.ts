/**
 * How real servers differ from the oracle, each difference by name, as narrow as it can be said: from what is expected, an
 * exception makes what the server says instead. What none of them makes is a difference that nobody has explained.
 */
import { cutAdditional, glueAlone, glueInAnswers, minimalResponses, repeatedAddresses, wildcardAddresses } from "./additional.js";
import {
  anyStopsAtDname,
  anyWithoutAdditional,
  chainLimit,
  intoOtherZone,
  otherAny,
  overflowToTarget,
  referralForDs,
  repeatedLink,
  selfDname,
  servfailOnLoop,
} from "./chains.js";
import { type Exception } from "./exception.js";
import {
  asteriskAsked,
  belowAsterisk,
  besideWildcard,
  coveredAfterDname,
  emptyAsterisk,
  emptyWildcard,
  noEncloser,
  wildcardItself,
} from "./proofs.js";

/** In the order in which they are tried together. */
export const EXCEPTIONS: readonly Exception[] = [
  chainLimit("knot", 5),
  chainLimit("nsd", Infinity),
  servfailOnLoop,
  intoOtherZone,
  otherAny,
  anyStopsAtDname,
  anyWithoutAdditional,
  minimalResponses,
  selfDname,
  repeatedLink,
  overflowToTarget,
  referralForDs,
  glueAlone,
  glueInAnswers,
  wildcardAddresses,
  repeatedAddresses,
  emptyWildcard,
  asteriskAsked,
  wildcardItself,
  noEncloser,
  besideWildcard,
  belowAsterisk,
  emptyAsterisk,
  coveredAfterDname,
  cutAdditional,
];
