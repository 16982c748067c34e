packet p(int pseudo) {
  a: uint16;
  sum: uint16 checksum(internet, 0..offset(data), pseudo);
  crc: uint32 checksum(crc32, offset(crc)..offset(data)) verify;
  data: byte[8];
}
