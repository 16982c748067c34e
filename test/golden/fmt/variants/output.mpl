variant short { |1 -> A |2 => B };

variant commented {
  |1 -> A // the first
  |2 -> B
};

variant documented {
  /** The first. */
  |1 -> A

  /** The second. */ |2 -> B
};

packet p {
  a: byte variant { |0 -> Query |1 -> Answer };
  b: byte variant {
    |1 -> First_of_many
    |2 -> Second_of_many
    |3 -> Third_of_many
    |4 -> Fourth
  } min(1);
  c: byte variant {
    |1 -> First_of_many
    |2 -> Second_of_many
    |3 -> Third_of_many
    |4 -> Fourth_of
  } min(1);
  d: byte variant { |1 | 2 -> Flags |"x" -> Text };
}
