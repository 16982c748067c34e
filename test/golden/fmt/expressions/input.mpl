packet p {
  a: byte[(b*4)-offset(c)];
  d: byte[-1+ - 2*~ e];
  f: byte when(!g==h&&( i||! j));
  k: byte value(l?m:n?o:p);
  q: bit[4] min(1 << 2>>3) max(0xFF&r|s^t);
  u: byte value(array_length( v )%2!=w);
  x: byte checksum(crc32,0 .. offset(y));
  z: byte[remaining( )];
}
