/** A packet (RFC 768).
 *
 * It says more. */
packet p {
  /** In seconds. */
  a: byte;
  b: byte variant {
    /** The first. */
    |1 -> One
  };
}
