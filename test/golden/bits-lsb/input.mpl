packet p bitorder(lsb) {
  low: bit[3];
  high: bit[13];
}
