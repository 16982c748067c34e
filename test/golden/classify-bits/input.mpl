packet p {
  kind: bit[4];
  classify (kind) {
    |0: "Short" ->
      a: bit[4];
    |_: "Long" ->
      b: bit[12];
  };
}
