// What did not parse is not said to be unknown.
packet p {
  length byte value(sizeof(data));
  data: byte[length];
  other: unit16;
}
packet q {
  a: packet p();
  b: byte[c];
}
