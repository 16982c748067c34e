

// The licence.

/*
   A block
     as it was.
*/
packet p { // behind the brace
  // before a

  /** Documents a. */
  a: byte; // behind a
  /* inline */ b: byte /* before the semicolon */;   /* behind b */


        /**
      * Documents c,
   * in lines.
   */
  c: byte[a /* the size */ + // goes on
    1];
  d: byte[
    // alone
    a];
  classify (a) { // behind classify
    |1: "A" -> // rfc 1183
      e: byte;
      // after e
    /** Documents B. */
    |2: "B" -> /* nothing */ ();
    // after the arms
  };
  // last
} // behind p
/* after p */
packet q(/* first */ int n) { a: byte; }
// end
