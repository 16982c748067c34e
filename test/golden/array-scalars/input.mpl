packet p {
  list: array (4) of uint32;
}
