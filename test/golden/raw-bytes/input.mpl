packet chunk {
  magic: byte[4] const("RIFF");
  form: byte[4] variant { |"WAVE" => Wave |"AVI " -> Avi };
  n: byte value(sizeof(name));
  name: byte[n] default("name");
  kind: byte[4];
  copy: byte[n] value(name) verify;
  classify (kind) {
    |"fmt ": "Format" -> channels: byte;
    |_: "Other" -> rest: byte[remaining()];
  };
}
