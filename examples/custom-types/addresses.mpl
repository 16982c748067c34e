/**
 * Two types of our own: a MAC address that is a text, and words that refer to earlier ones of the same message.
 * What a type's module exports: docs/codecs.md.
 */
codec mac_address from "./mac-address.js" size(6);
codec word from "./word.js" size(1..128) state;

/** Who is where: stations and the words that describe them. */
packet stations {
  count: uint8 value(array_length(stations));
  stations: array (count) {
    address: mac_address;
    room: word;
    name: word;
  };
  /** Of the whole list. */
  title: word;
}

example stations "two in one room"
  "02 02 00 5e 10 00 01 03 6c 61 62 01 61 02 00 5e 10 00 02 87 01 62 87"
  {
    stations: [
      { address: "02:00:5e:10:00:01", room: "lab", name: "a" },
      { address: "02:00:5e:10:00:02", room: "lab", name: "b" }
    ],
    title: "lab"
  };
example stations "a word that refers to itself" "00 81" malformed;
example stations "a word that refers to a later place" "00 90" malformed;
