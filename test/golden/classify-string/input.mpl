packet p {
  name: string8;
  classify (name) {
    |"a": "A" ->
      ();
    |_: "Other" ->
      b: byte;
  };
}
