packet p {
  flag: bit[1] value(present(extra));
  rest: bit[7];
  extra: uint16 when (flag == 1);
}
