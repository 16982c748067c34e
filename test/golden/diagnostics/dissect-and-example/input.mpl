packet frame (bool flag) {
  kind: byte;
  classify (kind) {
  |1:"Ip" -> data: byte[remaining()];
  |2:"Arp" -> list: array (2) { address: byte[4]; };
  };
  b: byte when (flag);
}
packet ip (int n) {
  data: byte[n];
}
dissect frame.kind.Ip.data by (b) { |1 -> ip(4) |1 -> ip(5) };
dissect frame.kind.Pi.data { |_ -> ip(4) };
dissect frame.kind.Arp.list.address { |_ -> ip(4) };
dissect frame.kind { |_ -> ip(4) };
dissect frame.kind.Ip.data { |1 -> ip(4) |when (kind == 1) -> ip() |_ -> pi(1) };
example frame(true) "good" "01 02 03" "04" { kind: { "$kind": Ip, data: "0203" } };
example frame(1) "argument" "01" malformed;
example frame "arguments" "01" malformed;
example frame(true) "digits" "01 0g" malformed;
example frame(true) "odd" "01 0" malformed;
example frame(true) "names" "01" { kind: { "$kind": Pi, date: 1 }, c: 2 };
packet two(bool flag) {
  data: byte[remaining()];
}
dissect two.data by (sizeof(data)) { |1 -> ip(1) else ip(2) else ip(1) |2 -> ip(1) else pi(2) else ip(flag) };
