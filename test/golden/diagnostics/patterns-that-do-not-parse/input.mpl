packet a {
  kind: byte;
  classify (kind) {
    |1 | 2: "Either" -> ();
    |2: "Fine" -> ();
  };
}
packet b {
  kind: byte;
  classify (kind) {
    |true ? 1 : 2: "Two" -> ();
    |2: "Fine" -> ();
  };
}
packet c {
  kind: byte;
  classify (kind) {
    |1 +: "Half" -> ();
    |2: "Fine" -> ();
  };
}
packet d {
  kind: byte;
  classify (kind) {
    |kind: "Name" -> ();
    |2: "Fine" -> ();
  };
}
