packet p {
  list: array until(last == 0) {
    last: byte;
    data: byte[3];
  };
}
