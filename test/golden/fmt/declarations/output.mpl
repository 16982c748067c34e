import "a.mpl";
import "b.mpl";

typedef mac byte;
typedef ip uint32;

struct {
  high: byte;
  low: byte;
} pair;

variant kinds { |1 -> A |2 => B };

codec stamp from "./stamp.js" size(8..8) state;

packet p {
  a: byte;
}

packet q {
  a: byte;
}

dissect ethernet.length.IPv4.data by (protocol) {
  |6 -> tcp(count)
  |1..3, 5 -> other
  |_ -> unknown
};

dissect p.a {
  |when (a == 1) -> q
  |_ -> q(1)
    else p
    else first_of_the_alternatives_with_a_long_name(1, 2)
    else second_of_the_alternatives_with_a_long_name(3, 4)
  |2 -> q(1) else /*or*/ p
};

example p "One byte" "00" { a: 0 };
example p "Nothing" "" malformed;
