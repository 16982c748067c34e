{
  "meta": { "id": "dns", "title": "A DNS message: flags, questions, and records with A, CNAME and MX data", "endian": "be" },
  "seq": [
    { "id": "id", "type": "u2" },
    { "id": "qr", "type": "b1" },
    { "id": "opcode", "type": "b4" },
    { "id": "aa", "type": "b1" },
    { "id": "tc", "type": "b1" },
    { "id": "rd", "type": "b1" },
    { "id": "ra", "type": "b1" },
    { "id": "z", "type": "b1" },
    { "id": "ad", "type": "b1" },
    { "id": "cd", "type": "b1" },
    { "id": "rcode", "type": "b4" },
    { "id": "qdcount", "type": "u2" },
    { "id": "ancount", "type": "u2" },
    { "id": "nscount", "type": "u2" },
    { "id": "arcount", "type": "u2" },
    { "id": "questions", "type": "question", "repeat": "expr", "repeat-expr": "qdcount" },
    { "id": "answers", "type": "resource", "repeat": "expr", "repeat-expr": "ancount" },
    { "id": "authorities", "type": "resource", "repeat": "expr", "repeat-expr": "nscount" },
    { "id": "additionals", "type": "resource", "repeat": "expr", "repeat-expr": "arcount" }
  ],
  "types": {
    "question": {
      "seq": [
        { "id": "name", "type": "domain_name" },
        { "id": "type", "type": "u2" },
        { "id": "class", "type": "u2" }
      ]
    },
    "resource": {
      "seq": [
        { "id": "name", "type": "domain_name" },
        { "id": "type", "type": "u2" },
        { "id": "class", "type": "u2" },
        { "id": "ttl", "type": "u4" },
        { "id": "rdlength", "type": "u2" },
        { "id": "rdata", "size": "rdlength", "type": { "switch-on": "type", "cases": { "1": "a", "5": "cname", "15": "mx" } } }
      ]
    },
    "mx": {
      "seq": [
        { "id": "preference", "type": "u2" },
        { "id": "exchange", "type": "domain_name" }
      ]
    },
    "domain_name": {
      "seq": [{ "id": "labels", "type": "label", "repeat": "until", "repeat-until": "_.length == 0 or _.length >= 192" }]
    },
    "label": {
      "seq": [
        { "id": "length", "type": "u1" },
        { "id": "low", "type": "u1", "if": "length >= 192" },
        { "id": "text", "type": "str", "encoding": "ASCII", "size": "length", "if": "length < 192" }
      ],
      "instances": { "target": { "io": "_root._io", "pos": "(length - 192) * 256 + low", "type": "domain_name", "if": "length >= 192" } }
    },
    "a": {
      "seq": [{ "id": "address", "type": "u4" }]
    },
    "cname": {
      "seq": [{ "id": "name", "type": "domain_name" }]
    }
  }
}
