packet every(bool flag, int count) endian(little when flag) bitorder(lsb) {
  a: byte;
  b: byte[4] min(1) max(2);
  mark: label;

  require (a > 0) "a is positive";

  c: array (a) of uint16 endian(big);
  d: array bytes(a) {
    e: byte;
  };
  f: array to_end until(g == 0) {
    g: byte;
  } when(flag);
  h: packet other(count + 1, flag) bounded(a) keep rest;
  i: bounded (a) keep left {
    j: byte;
  };
  k: bit[4] variant kinds verify checksum(internet, packet_start..end, pseudo);
  classify (a & 0xf) as low {
    |1, 2..5, -3..-1: "Few" when (flag) ->
      x: byte;

      y: byte;
    |"text": "Text" -> ();
    |_: "Other" ->
      classify (flag) {
        |true: "Yes" -> ();
        |false: "No" ->
          z: byte;
      };
  };
}
