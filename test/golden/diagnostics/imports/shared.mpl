import "input.mpl";
typedef mac byte;
packet common {
  a: byte;
}
