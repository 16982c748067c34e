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

/** Holds /* a comment of its own */ and goes on. */
packet q {
  /** So /* does */ this. */
  a: byte variant {
    /** And /* this */ too. */
    |1 -> One
  };
  classify (a) as rest {
    /** Arms /* may */ as well. */
    |One: "One" ->
      b: byte;
    |_: "Other" -> ();
  };
}
