packet p {
  a: byte;
  copy: byte value(a) verify;
}
