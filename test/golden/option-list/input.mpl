/** Options that stand behind three bytes or more, and of which nothing is checked but kind and length: both are read at once. */
packet message {
  identifier: uint16;
  options_length: byte value(sizeof(options));
  options: array bytes(options_length) {
    kind: byte;
    classify (kind) {
      |0: "End" ->
        padding: byte[remaining()];
      |1: "Nothing" -> ();
      |2: "Size" ->
        length: byte const(4);
        size: uint16;
      |3: "Permitted" ->
        length: byte const(2);
      |5, 6: "Blocks" ->
        length: byte min(2) value(2 + sizeof(blocks));
        blocks: array bytes(length - 2) {
          left: uint32;
          right: uint32;
        };
      |9: "Cookie" ->
        length: byte min(3) max(18) value(3 + sizeof(cookie));
        version: byte;
        cookie: byte[length - 3];
      |_: "Unknown" ->
        length: byte min(2) value(2 + sizeof(data));
        data: byte[length - 2];
    };
  };
}

/** The length counts the data alone, no option is a single byte, and no kind has one length. */
packet agent {
  message_type: byte;
  hops: byte;
  length: byte value(sizeof(suboptions));
  suboptions: array bytes(length) {
    code: byte;
    classify (code) {
      |1: "CircuitId" ->
        length: byte min(1) value(sizeof(circuit));
        circuit: byte[length];
      |_: "Unknown" ->
        length: byte value(sizeof(data));
        data: byte[length];
    };
  };
}
