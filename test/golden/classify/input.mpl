packet p {
  kind: byte;
  classify (kind) {
    |1: "One" ->
      a: byte;
    |2..9: "Few" ->
      b: uint16;
    |_: "Other" ->
      ();
  };
}
