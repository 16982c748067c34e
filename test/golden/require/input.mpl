packet p {
  a: byte;
  b: byte;
  require (a < b) "ordered";
}
