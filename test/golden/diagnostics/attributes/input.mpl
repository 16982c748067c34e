packet p {
  a: byte min(1) min(2);
  b: byte[4] min(1) align(12);
  c: byte const(1) default(1);
  d: byte value(1) const(1);
  e: byte verify;
  f: byte min(5) max(2);
  g: byte min(5) default(4);
  h: byte max(5) const(6);
  i: byte endian(little) bitorder(lsb);
  j: bit[8] endian(little);
  k: uint16 checksum(internet, offset(a));
  l: uint16 checksum(inernet, 0..offset(a));
  m: uint32 checksum(crc32, 0..offset(a), 1);
  n: int16 checksum(internet, 0..offset(a));
  o: float32 variant { |1 -> One };
  q: array (2) of byte value(1);
  r: array (2) { s: byte; } min(1);
  t: bit[8] min(256);
  u: byte when (false);
}
