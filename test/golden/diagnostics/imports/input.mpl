import "shared.mpl";
import "missing.mpl";
import "second.mpl";
packet p {
  a: mac[6];
  b: packet common();
}
typedef ipv4 uint32;
