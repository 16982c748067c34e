variant magics { |"RIFF" -> Riff |"abc" -> Abc };
packet p {
  c: byte[3] variant { |"" -> None |"ab" => Ab |"abc" -> Abc };
  d: byte[4] variant magics;
  e: byte[4];
  f: byte[4] align(32) const("abcd");
  h: byte value(e);
  i: byte[4] min(1);
  classify (c) {
    |"abcd": "Long" -> ();
    |"def", "de": "Def" -> x: byte;
    |_: "Other" -> y: byte;
  };
}
packet q {
  f: byte[4] align(32);
  require (f == "abcd") "f";
}
