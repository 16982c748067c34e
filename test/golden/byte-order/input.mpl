packet p(bool little) endian(little when little) {
  a: uint16;
  b: uint32 endian(big);
  c: float32;
}
