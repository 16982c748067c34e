packet p endian(little when magic == 1) {
  early: uint16;
  magic: uint16 endian(big);
  late: uint16;
  other: uint32 endian(little when late);
}
