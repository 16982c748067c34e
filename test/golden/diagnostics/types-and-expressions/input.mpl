packet inner (int n, bool flag) {
  a: byte[n];
  b: byte when (flag);
}
packet p (int n) {
  a: uint16[4];
  b: bit;
  c: bit[65];
  d: byte[1..2];
  e: byte[8 / (4 - 4)];
  f: byte when (n);
  g: packet inner(1);
  h: packet inner(true, n > 2);
  i: byte[4] align(32);
  j: byte value(i + 1);
  k: boolean value(n);
  l: byte const(n);
  m: float32 value(1);
  o: byte variant { |1 -> Red };
  q: byte value(o == Green ? 1 : 0);
  r: byte value(Red);
  s: byte value(array_length(i) + remaining(i) + sizeof(n));
  t: byte when (n > 3);
  u: byte[t];
  v: byte[2] when (k);
  w: uint16 value(internet_sum(u) + internet_sum(i) + internet_sum(m) + internet_sum() + internet_sum(v) + checksum(u));
  require (o == "red") "red";
  require (n + true == 2) "two";
}
