packet direct {
  a: byte value(b);
  b: byte value(c + 1);
  c: byte value(a * 2);
}
packet width {
  length: varint value(offset(data));
  data: byte[length];
}
packet fine {
  length: varint value(sizeof(data));
  data: byte[length];
}
packet presence {
  flag: bit[8] value(present(extra));
  extra: byte when (flag == 1) value(7);
}
packet given {
  flag: bit[8] value(present(extra));
  extra: byte when (flag == 1);
}
packet sums {
  first: uint16 checksum(internet, 0..offset(second));
  second: uint16 checksum(internet, 0..offset(second));
}
packet sizes {
  count: byte;
  list: array (count) { length: byte; text: byte[length]; };
  size: byte;
  rest: bounded (size * 2) { data: byte[remaining()]; };
}
