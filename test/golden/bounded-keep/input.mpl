packet p {
  length: byte value(sizeof(part));
  part: bounded (length) keep more {
    a: byte;
  };
}
