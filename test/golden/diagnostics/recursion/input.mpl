packet endless {
  a: byte;
  next: packet endless();
}
packet ping {
  next: packet pong();
}
packet pong {
  next: packet ping();
}
packet above {
  inner: packet ping();
}
packet list {
  more: boolean;
  classify (more) {
  |true:"Cons" -> tail: packet list();
  |false:"Nil" -> ();
  };
}
