packet p {
  length: uint16 value(sizeof(list));
  list: array bytes(length) of uint16;
}
