/**
 * WebSocket frames (RFC 6455, section 5.2), as they follow an HTTP upgrade in both directions. A message is one frame, or several of
 * which the last has `fin`. What extensions use of `rsv1` to `rsv3` has to be agreed on in the upgrade (RFC 7692: a compressed message
 * has `rsv1` in its first frame).
 */

/** What a frame holds (RFC 6455, section 11.8). From 8 on, frames control the connection. */
variant websocket_opcode {
  |0 -> Continuation
  |1 -> Text
  |2 -> Binary
  |8 -> Close
  |9 -> Ping
  |10 -> Pong
};

/** One frame. A length that fits in fewer bytes is malformed when written in more: the RFC wants the least. */
packet websocket_frame {
  /** The last frame of its message. */
  fin: bit[1] default(1);
  rsv1: bit[1] default(0);
  rsv2: bit[1] default(0);
  rsv3: bit[1] default(0);
  opcode: bit[4] variant websocket_opcode;
  /** Whether the payload is masked: always from a client, never from a server. */
  mask: bit[1] value(present(masking_key));
  /** The payload's length up to 125 bytes; 126 and 127 say that it follows, in 2 bytes or in 8. */
  short_length: bit[7] value(sizeof(payload) < 126 ? sizeof(payload) : sizeof(payload) < 65536 ? 126 : 127);
  medium_length: uint16 min(126) value(sizeof(payload)) when(short_length == 126);
  long_length: uint64 min(65536) max(0x7fff_ffff_ffff_ffff) value(sizeof(payload)) when(short_length == 127);
  masking_key: byte[4] when(mask == 1);
  /** As it is on the wire: byte i of the data is byte i of this, exclusive or byte i modulo 4 of the key. */
  payload: byte[short_length == 126 ? medium_length : short_length == 127 ? long_length : short_length];
  require (opcode < 8 || fin == 1) "control frames are not fragmented (RFC 6455, section 5.5)";
  require (opcode < 8 || short_length < 126) "control frames have at most 125 bytes (RFC 6455, section 5.5)";
}

/** What a close frame holds, unmasked, if anything (RFC 6455, section 5.5.1). */
packet websocket_close {
  code: uint16 variant {
    |1000 -> NormalClosure
    |1001 -> GoingAway
    |1002 -> ProtocolError
    |1003 -> UnsupportedData
    |1007 -> InvalidPayload
    |1008 -> PolicyViolation
    |1009 -> MessageTooBig
    |1010 -> MandatoryExtension
    |1011 -> InternalError
  };
  /** UTF-8. */
  reason: byte[remaining()];
}

example websocket_frame "an unmasked text message (RFC 6455, section 5.7)"
  "81 05 48 65 6c 6c 6f"
  { fin: 1, opcode: Text, mask: 0, short_length: 5, payload: "48656c6c6f" };

example websocket_frame "the same, masked (RFC 6455, section 5.7)"
  "81 85 37 fa 21 3d 7f 9f 4d 51 58"
  { opcode: Text, mask: 1, short_length: 5, masking_key: "37fa213d", payload: "7f9f4d5158" };

example websocket_frame "the first of two fragments (RFC 6455, section 5.7)"
  "01 03 48 65 6c"
  { fin: 0, opcode: Text, payload: "48656c" };

example websocket_frame "the second one (RFC 6455, section 5.7)"
  "80 02 6c 6f"
  { fin: 1, opcode: Continuation, payload: "6c6f" };

example websocket_frame "a masked pong (RFC 6455, section 5.7)"
  "8a 85 37 fa 21 3d 7f 9f 4d 51 58"
  { opcode: Pong, masking_key: "37fa213d" };

example websocket_frame "a length in 2 bytes"
  "82 7e 00 7e"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { opcode: Binary, short_length: 126, medium_length: 126 };

example websocket_frame "2 bytes for a length that fits in 7 bits" "82 7e 00 01 00" malformed;

example websocket_frame "8 bytes for a length that fits in 2"
  "82 7f 00 00 00 00 00 00 00 01 00"
  malformed;

example websocket_frame "a ping in fragments" "09 00" malformed;

example websocket_close "a server leaves" "03 e9 62 79 65" { code: GoingAway, reason: "627965" };

example websocket_close "half a code" "03" malformed;
