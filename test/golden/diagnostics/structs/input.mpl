struct {
  length: byte value(sizeof(text));
  text: byte[length];
} name;
struct {
  first: name;
  last: name;
  inner: person;
} person;
struct {
  unused: unit8;
} forgotten;
packet p {
  a: name;
  a_length: byte;
  b: name[2];
  c: byte[b_length];
  d: byte value(a);
  e: byte value(sizeof(a) + offset(b));
}
packet q {
  who: person;
}
