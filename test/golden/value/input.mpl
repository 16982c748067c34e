packet p {
  length: uint16 value(offset(data));
  data: byte[length - offset(length)];
}
