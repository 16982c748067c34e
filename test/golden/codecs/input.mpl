packet p {
  a: string32;
  b: mpint;
  c: varint;
  d: uleb32;
}
