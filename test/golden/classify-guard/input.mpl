packet p(bool extra) {
  kind: byte;
  classify (kind) {
    |1: "Extra" when (extra) ->
      a: byte;
    |_: "Plain" ->
      ();
  };
}
