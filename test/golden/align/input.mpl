packet p {
  length: byte value(sizeof(data));
  data: byte[length] align(32);
}
