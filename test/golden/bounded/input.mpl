packet p {
  length: byte value(sizeof(part));
  part: bounded (length) {
    a: byte;
    rest: byte[remaining()];
  };
}
