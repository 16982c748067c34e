packet p {
  count: byte value(array_length(list));
  list: array (count) {
    a: byte;
    b: string8;
  };
}
