packet p {
  a: byte;
  b: byte;
  classify (a + b) as sum {
    |0..9: "Small" ->
      ();
    |_: "Large" ->
      c: byte;
  };
}
