{
  "meta": { "id": "headers", "title": "IPv4 and TCP headers with options", "endian": "be" },
  "seq": [
    { "id": "version", "type": "b4" },
    { "id": "ihl", "type": "b4" },
    { "id": "dscp", "type": "b6" },
    { "id": "ecn", "type": "b2" },
    { "id": "total_length", "type": "u2" },
    { "id": "identification", "type": "u2" },
    { "id": "reserved", "type": "b1" },
    { "id": "dont_fragment", "type": "b1" },
    { "id": "more_fragments", "type": "b1" },
    { "id": "fragment_offset", "type": "b13" },
    { "id": "time_to_live", "type": "u1" },
    { "id": "protocol", "type": "u1" },
    { "id": "header_checksum", "type": "u2" },
    { "id": "source_address", "type": "u4" },
    { "id": "destination_address", "type": "u4" },
    { "id": "options", "type": "option_list", "size": "ihl * 4 - 20" },
    { "id": "segment", "type": "tcp", "size": "total_length - ihl * 4" }
  ],
  "types": {
    "option_list": { "seq": [{ "id": "list", "type": "option", "repeat": "eos" }] },
    "option": {
      "seq": [
        { "id": "kind", "type": "u1" },
        { "id": "length", "type": "u1", "if": "kind > 1" },
        { "id": "data", "size": "length - 2", "if": "kind > 1" }
      ]
    },
    "tcp": {
      "seq": [
        { "id": "source_port", "type": "u2" },
        { "id": "destination_port", "type": "u2" },
        { "id": "sequence_number", "type": "u4" },
        { "id": "acknowledgment_number", "type": "u4" },
        { "id": "data_offset", "type": "b4" },
        { "id": "reserved", "type": "b3" },
        { "id": "ae", "type": "b1" },
        { "id": "cwr", "type": "b1" },
        { "id": "ece", "type": "b1" },
        { "id": "urg", "type": "b1" },
        { "id": "ack", "type": "b1" },
        { "id": "psh", "type": "b1" },
        { "id": "rst", "type": "b1" },
        { "id": "syn", "type": "b1" },
        { "id": "fin", "type": "b1" },
        { "id": "window", "type": "u2" },
        { "id": "checksum", "type": "u2" },
        { "id": "urgent_pointer", "type": "u2" },
        { "id": "options", "type": "option_list", "size": "data_offset * 4 - 20" },
        { "id": "data", "size-eos": true }
      ]
    }
  }
}
