variant colour { |1 -> Red |1 -> Blue |2 => Green |3 => Black |4 -> Green };
variant wide { |0 -> Low |256 -> High };
variant kinds { |0 -> Unknown |"x" -> Text };
packet p {
  a: byte variant wide;
  b: byte variant wied;
  c: string8 variant wide;
  d: byte variant p;
  e: bit[4] variant { |0 -> None |16 -> Many };
  f: boolean variant { |true -> Yes |false -> No };
  g: bit[4];
  h: byte const(Low) variant wide;
}
