/**
 * User Datagram Protocol (RFC 768).
 *
 * The checksum covers a pseudo-header of the IP packet. `pseudo_header_sum` is the sum, not folded, of its 16-bit words
 * **without the length**, which is added here: both addresses' words and the protocol number 17. Who does not know it
 * passes 0; nothing but the checksum depends on it, and that is only verified on request.
 */
packet udp(int pseudo_header_sum) {
  /** 0 where no answer is expected. */
  source_port: uint16 default(0);
  destination_port: uint16;
  /** Header and data, in bytes. */
  length: uint16 min(8) value(offset(data));
  /** 0 where the sender computed none (allowed over IPv4 only, RFC 8200 section 8.1). */
  checksum: uint16 checksum(internet_nonzero, 0..offset(data), pseudo_header_sum + length);
  data: byte[length - 8];
}

// Examples

example udp(0x1836c) "a DNS query from 192.168.1.10 to 192.168.1.1"
  "cf 84 00 35 00 29 4f f6 12 34 01 00 00 01 00 00 00 00 00 00 03 77 77 77"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01"
  { source_port: 53124, destination_port: 53, length: 41 };

example udp(0) "no checksum, no data"
  "00 43 00 44 00 08 00 00"
  noncanonical { source_port: 67, destination_port: 68, length: 8, checksum: 0, data: "" };

example udp(17) "a checksum that is computed as 0 is written as 0xffff"
  "00 01 00 02 00 0a ff ff ff d7"
  { length: 10, checksum: 0xffff };

example udp(0) "shorter than its header" "00 43 00 44 00 07 00 00" malformed;

example udp(0x1836c) "cut off"
  "cf 84 00 35 00 29 4f f6 12 34 01 00 00 01 00 00 00 00 00 00"
  malformed;
