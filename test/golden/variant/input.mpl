packet p {
  kind: byte variant { |1 -> One |2 => Two };
  method: string8 variant { |"none" -> None };
}
