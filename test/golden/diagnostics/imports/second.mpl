packet common {
  b: byte;
}
typedef ipv4 byte;
