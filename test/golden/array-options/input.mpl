/** Options of one byte, and options with a length: checked together, where no view asks for positions. */
packet header {
  header_length: byte min(1) value(offset(options));
  options: array bytes(header_length - 1) {
    kind: byte;
    classify (kind) {
      |0: "End" ->
        padding: byte[remaining()];
      |1: "Nothing" -> ();
      |2: "Size" ->
        length: byte const(4);
        size: uint16;
      |3: "Shift" ->
        length: byte const(3);
        shift: byte;
      |5: "Blocks" ->
        length: byte min(2) value(2 + sizeof(blocks));
        blocks: array bytes(length - 2) {
          left: uint32;
          right: uint32;
        };
      |9: "Cookie" ->
        length: byte min(2) value(2 + sizeof(cookie));
        cookie: byte[length - 2];
      |_: "Unknown" ->
        length: byte min(2) value(2 + sizeof(data));
        data: byte[length - 2];
    };
  };
}
