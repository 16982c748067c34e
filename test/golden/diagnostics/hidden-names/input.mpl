packet p {
  x: byte;
  t: byte;
  classify (t) {
    |1: "A" -> x: byte; n: byte;
    |2: "B" ->
      n: byte;
      part: bounded (2) { x: byte; y: byte; };
      classify (n) { |0: "Inner" -> y: byte; |_: "Other" -> n: byte; };
    |_: "C" -> n: byte; list: array (2) { x: byte; t: byte; };
  };
  y: byte value(x + n);
}
