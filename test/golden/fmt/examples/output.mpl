packet p {
  a: byte;
}

example p(true, -1) "short" "00 01" { a: 1, b: [1, 2, { c: -1 }], d: {}, e: [], "f g": Tag };
example p "two strings"
  "00"
  "01"
  noncanonical { a: 1 };
example p "commented"
  "00" // the type
  "01"
  { a: 1 };
example p "long"
  "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"
  { first_field: 1, second_field: 2 };
example p "longer"
  "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"
  {
    first_field: 1,
    second_field: { inner_field: "some text", other_field: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }
  };
example p "bad" "ff" malformed;
