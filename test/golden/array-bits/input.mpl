packet p {
  version: bit[3];
  flags: array (8) of bit[1];
  rest: bit[5];
  half: byte value(array_length(digits) / 2);
  digits: array (2 * half) of bit[4] max(9);
  kind: bit[4];
  count: bit[8] value(array_length(parts));
  parts: array (count) {
    low: bit[4];
    size: byte value(sizeof(text));
    text: byte[size];
    high: bit[4] const(3);
  };
  pairs: array (3) {
    left: bit[3];
    right: bit[5] value(left + 1);
    more: bit[4];
  };
}
