{
  "meta": {
    "id": "dns_unbounded",
    "title": "The same with the flags as one number, and record data read whatever their length says",
    "endian": "be"
  },
  "seq": [
    { "id": "id", "type": "u2" },
    { "id": "flags", "type": "u2" },
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
        { "id": "address", "type": "u4", "if": "type == 1" },
        { "id": "cname", "type": "domain_name", "if": "type == 5" },
        { "id": "mx", "type": "mx", "if": "type == 15" },
        { "id": "unknown", "size": "rdlength", "if": "type != 1 and type != 5 and type != 15" }
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
    }
  }
}
