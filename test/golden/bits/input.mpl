packet p {
  version: bit[4];
  flags: bit[12];
  last: bit[53];
  pad: bit[3];
}
