packet message {
  length: uint16 value(sizeof(body));
  body: packet record(length);
}
packet record(int length) {
  kind: byte;
  data: byte[length - 1];
}
