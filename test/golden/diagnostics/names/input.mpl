packet inner {
  a: byte;
}
packet inner {
  b: byte;
}
packet outer (int length, bool length) {
  a: byte[size];
  size: byte value(sizeof(a));
  b: packet iner();
  c: inner;
  kind: byte;
  classify (kind) {
  |1:"One" -> only: byte;
              inside: byte value(sizeof(hidden));
  |2:"Two" -> hidden: byte;
  };
  list: array (2) { element: byte; };
  sum: byte value(only + element + present(c));
  next: byte value(szieof(list));
}
