packet p {
  list: array to_end {
    a: byte;
  };
}
