packet p {
  kind: byte variant { |1 -> Red |2 -> Blue };
  classify (kind) {
    |1 + 1: "A" -> ();
    |(5), ~-8: "B" -> ();
    |1 << 4..(1 << 5) - 1, -1..3 * 2: "C" -> ();
    |(Red | 4), (true ? 100 : 200): "D" -> ();
    |_: "E" -> ();
  };
}

dissect p.kind by (kind) {
  |Red + 1 -> q()
  |3..2 + 2, (9) -> q()
  |_ -> q()
};
