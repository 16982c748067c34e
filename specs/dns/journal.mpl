/**
 * What a name server keeps of the changes of a zone: so that none is lost that it acknowledged (RFC 2136 section 3.5), and so that it
 * can give a zone's history to others (IXFR, RFC 1995).
 */
import "dns.mpl";

/**
 * A change of a zone: records that went, records that came. The SOA records of both serials are among them.
 *
 * A file is entries, one after the other. Its last one may have been cut off when the machine failed; it was not acknowledged
 * then.
 */
packet dns_journal_entry {
  magic: byte[4] const("DNJ1");
  /** Of the whole entry, in bytes. */
  length: uint32 value(offset(end));
  /** Of the whole entry. */
  crc: uint32 checksum(crc32, 0..offset(end)) verify;
  /** The zone's serial before and after. */
  from_serial: uint32;
  to_serial: uint32;
  deleted_count: uint32 value(array_length(deletions));
  added_count: uint32 value(array_length(additions));
  deletions: array (deleted_count) of packet dns_record();
  additions: array (added_count) of packet dns_record();
  end: label;
}

example dns_journal_entry "an address is added, and the serial rises"
  "44 4e 4a 31 00 00 00 92 56 b8 0d 00 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 02 07 65 78 61"
  "6d 70 6c 65 03 63 6f 6d 00 00 06 00 01 00 00 0e 10 00 27 03 6e 73 31 c0 1c 0a 68 6f 73 74 6d 61"
  "73 74 65 72 c0 1c 00 00 00 01 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c c0 1c 00 06 00 01"
  "00 00 0e 10 00 18 c0 33 c0 39 00 00 00 02 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c 03 6e"
  "65 77 c0 1c 00 01 00 01 00 00 01 2c 00 04 c0 00 02 11"
  {
    from_serial: 1,
    to_serial: 2,
    deletions: [{ name: "example.com", rdata: { "$kind": "SOA", serial: 1 } }],
    additions: [
      { name: "example.com", rdata: { "$kind": "SOA", serial: 2 } },
      { name: "new.example.com", ttl: 300, rdata: { "$kind": "A", address: 0xc0000211 } }
    ]
  };
example dns_journal_entry "cut off"
  "44 4e 4a 31 00 00 00 92 56 b8 0d 00 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 02 07 65 78 61"
  "6d 70 6c 65 03 63 6f 6d 00 00 06 00 01 00 00 0e 10 00 27 03 6e 73 31 c0 1c 0a 68 6f 73 74 6d 61"
  "73 74 65 72 c0 1c 00 00 00 01 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c c0 1c 00 06 00 01"
  "00 00 0e 10 00 18 c0 33 c0 39 00 00 00 02 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c 03 6e"
  "65 77 c0 1c 00 01 00 01 00 00 01 2c 00 04 c0 00 02"
  malformed;
example dns_journal_entry "its last byte is another"
  "44 4e 4a 31 00 00 00 92 56 b8 0d 00 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 02 07 65 78 61"
  "6d 70 6c 65 03 63 6f 6d 00 00 06 00 01 00 00 0e 10 00 27 03 6e 73 31 c0 1c 0a 68 6f 73 74 6d 61"
  "73 74 65 72 c0 1c 00 00 00 01 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c c0 1c 00 06 00 01"
  "00 00 0e 10 00 18 c0 33 c0 39 00 00 00 02 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c 03 6e"
  "65 77 c0 1c 00 01 00 01 00 00 01 2c 00 04 c0 00 02 ff"
  malformed;
