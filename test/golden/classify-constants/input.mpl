packet p {
  kind: uint16 variant { |1 -> Request |2 -> Reply };
  classify (kind) {
    |(Request | 0x100), 0x200 + 2: "Flagged" ->
      a: byte;
    |1 << 4..(1 << 5) - 1: "Range" ->
      b: byte;
    |~-3: "Reply" ->
      ();
  };
}
