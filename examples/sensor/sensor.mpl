/** One reading of a sensor. */
packet reading {
  version: bit[4] const(1);
  urgent: bit[1] default(0);
  sensor: bit[11];
  kind: byte;
  classify (kind) {
    |1: "Temperature" ->
      /** In hundredths of a degree Celsius. */
      celsius: int16;
    |2: "Position" ->
      latitude: float64;
      longitude: float64;
  };
  note_length: byte value(sizeof(note));
  note: byte[note_length];
  check: uint16 checksum(internet, 0..offset(note));
}

example reading "21.5 degrees"
  "10 07 01 08 66 02 6f 6b 19 83"
  { sensor: 7, kind: { "$kind": "Temperature", celsius: 2150 }, note_length: 2 };
