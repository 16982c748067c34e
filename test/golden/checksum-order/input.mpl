packet p {
  outer: uint16 checksum(internet, 0..offset(inner));
  inner: uint32 checksum(crc32, offset(outer)..offset(data));
  data: byte[8];
}
packet q {
  size: uint16 value(offset(end));
  count: byte value(array_length(list));
  list: array (count) {
    sum: uint16 checksum(internet, 0..offset(sum));
    data: byte;
  };
  end: label;
}
