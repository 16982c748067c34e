/**
 * Ports of services that answer whatever comes to them. A datagram that was forged to come from one would begin a conversation without
 * an end: a line of chargen, read as a message, is a NOTIFY.
 */

const ECHO = 7;
const DAYTIME = 13;
const QUOTE = 17;
const CHARGEN = 19;
const TIME = 37;

/** Whether nothing is to be sent to a port over UDP (RFC 862, 867, 865, 864, 868). */
export function answersAnything(port: number): boolean {
  return port <= TIME && (port === ECHO || port === DAYTIME || port === QUOTE || port === CHARGEN || port === TIME);
}
