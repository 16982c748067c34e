// Ten different mistakes, each reported once, none for another's sake.
typedef loop pool;
typedef pool loop;
variant colour { |1 -> Red |2 -> Red };

packet message (int version) {
  magic: uint16 const("MP");
  flags: bit[8] value(present(extra));
  length: uint16;
  data: byte[length - 4];
  length: byte;
  extra: unit32 when (flags);
  count: byte value(array_length(items));
  items: array (coutn) { item: byte min(9) max(1); };
  classify (count) {
  |1:"One" -> ();
  |2:"One" -> ();
  };
  crc: uint32 checksum(crc32, 0..offset(data));
  require (version == 2) "version 2";
}
