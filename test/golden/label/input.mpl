packet p {
  a: string8;
  here: label;
  where: byte value(offset(here));
}
