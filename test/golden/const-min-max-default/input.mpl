packet p {
  magic: uint16 const(0x1234);
  low: byte min(3) max(9);
  other: byte default(7);
}
