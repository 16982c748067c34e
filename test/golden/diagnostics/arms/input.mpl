packet p (bool old, int version) {
  a: byte max(9);
  classify (a) {
  |1:"One" when (old) -> ();
  |1:"NewOne" when (!old) -> ();
  |2:"Two" when (version == 1) -> ();
  |2:"OtherTwo" when (version > 1) -> ();
  |2:"LastTwo" when (version < 1) -> ();
  |3..5:"Few" -> ();
  |5..7:"Some" -> ();
  |4:"Four" -> ();
  |8, 300:"Eight" -> ();
  |9:"Nine" when (old && !old) -> ();
  |_:"Rest" -> ();
  |6:"Late" -> ();
  };
  b: boolean;
  classify (b) {
  |true:"Yes" -> ();
  |false:"No" -> ();
  |_:"Neither" -> ();
  };
  c: string8;
  classify (c) {
  |"x":"X" -> ();
  |"x", "y":"Y" -> ();
  |7:"Seven" -> ();
  |9..2:"Range" -> ();
  };
  classify (a + 1) {
  |1:"One" -> ();
  };
}
