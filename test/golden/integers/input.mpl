packet p {
  small: byte;
  signed: int16;
  odd: uint24;
  wide: uint48;
  big: uint64;
}
