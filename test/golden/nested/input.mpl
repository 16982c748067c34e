packet inner(int n) {
  data: byte[n];
}

packet p {
  n: byte value(2);
  part: packet inner(n);
}
