packet p(int n) {
  kind: byte variant { |1 -> Red |2 -> Blue };
  classify (kind) {
    |Red + Blue: "Three" -> ();
    |1 + 2: "Again" -> ();
    |(n): "Name" -> ();
    |(kind + 1): "Field" -> ();
    |7 / 0: "Nothing" -> ();
    |1..2..3: "Ranges" -> ();
    |(1..2): "Grouped" -> ();
    |1 == 1: "True" -> ();
    |Green + 1: "Tag" -> ();
    |1 << 2..1 << 1: "Empty" -> ();
  };
}
