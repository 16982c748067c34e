packet entry {
  value: byte;
}
packet p {
  flags: byte;
  entries: array (2) of packet entry() when (flags == 1);
  rest: array to_end of packet entry() when (flags == 2);
}
packet q {
  flag: bit[1] value(present(a));
  reserved: bit[7] default(0);
  a: uint16 when (flag == 1);
  sum: uint16 checksum(internet, 0..offset(a), present(a) ? 1 : 0) verify;
}
