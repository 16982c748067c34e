/** Key exchange: messages 30 to 49, whose meaning depends on the method negotiated (RFC 4250 section 4.1.2). */

/**
 * The messages of a key exchange. `method` is the family of the method negotiated:
 * 1, Diffie-Hellman with a fixed group (RFC 4253 section 8, 8268);
 * 2, Diffie-Hellman with group exchange (RFC 4419);
 * 3, elliptic curves (RFC 5656, 8731) and the hybrids mlkem768x25519-sha256 and sntrup761x25519-sha512, which put
 * both parts into the same two strings.
 */
packet ssh_kex(int method) {
  message: byte;
  classify (message) {
    /** RFC 4253 section 8 */
    |30: "KexDhInit" when (method == 1) ->
      e: mpint;
    /** RFC 4253 section 8 */
    |31: "KexDhReply" when (method == 1) ->
      /** Server public host key and certificates (K_S): see `ssh_public_key`. */
      k_s: string32;
      f: mpint;
      /** Signature of the exchange hash: see `ssh_signature`. */
      signature: string32;
    /** RFC 4419 section 5 */
    |30: "KexDhGexRequestOld" when (method == 2) ->
      n: uint32;
    /** RFC 4419 section 3 */
    |31: "KexDhGexGroup" when (method == 2) ->
      /** Safe prime. */
      p: mpint;
      /** Generator of the subgroup. */
      g: mpint;
    /** RFC 4419 section 3 */
    |32: "KexDhGexInit" when (method == 2) ->
      e: mpint;
    /** RFC 4419 section 3 */
    |33: "KexDhGexReply" when (method == 2) ->
      k_s: string32;
      f: mpint;
      signature: string32;
    /** RFC 4419 section 3 */
    |34: "KexDhGexRequest" when (method == 2) ->
      /** Minimal, preferred and maximal size of the group in bits. */
      min: uint32;
      n: uint32;
      max: uint32;
    /** RFC 5656 section 4, 8731 section 3 */
    |30: "KexEcdhInit" when (method == 3) ->
      /** Client's ephemeral public key: a point, or 32 bytes; in a hybrid, behind the key of the KEM. */
      q_c: string32;
    /** RFC 5656 section 4, 8731 section 3 */
    |31: "KexEcdhReply" when (method == 3) ->
      k_s: string32;
      /** Server's ephemeral public key; in a hybrid, behind the ciphertext of the KEM. */
      q_s: string32;
      signature: string32;
    |_: "Unknown" ->
      payload: byte[remaining()];
  };
}

example ssh_kex(3) "X25519, by OpenSSH"
  "1e 00 00 00 20 46 e0 80 d7 16 e7 5a 80 c4 b6 65 1f ae 43 59 8c ed 3f 9e d2 8d 00 3d 90 df 8e f1"
  "64 97 17 25 4d"
  { message: { "$kind": "KexEcdhInit" } };
example ssh_kex(3) "X25519: the answer of OpenSSH"
  "1f 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 3c 80 ae fd 4f a1 4d 8b"
  "d6 3a 03 bc 30 88 f2 25 e1 42 9c 61 ed 3e 7b 89 e9 0c ed 1a 2c ab c5 26 00 00 00 20 3d ea dd 35"
  "7b ed e9 34 3c 36 f7 3d 50 71 fd 57 39 db e9 d3 6f be fb f7 d3 02 21 ca 62 b0 b2 06 00 00 00 53"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 40 97 4a 65 79 19 a6 64 29 57 ed 2e fc 51"
  "99 d3 b8 5e 36 9e 99 eb 18 0e 22 ee 6d f4 a4 fe 17 e7 3c e0 ae dd b2 c6 ce 70 6b 82 05 ee 33 f5"
  "a6 c9 6c 28 cf db ea 9a 13 e2 5f 6e bc 77 c2 dd c2 17 05"
  {
    message: {
      "$kind": "KexEcdhReply",
      k_s: {
        hex: "0000000b7373682d65643235353139000000203c80aefd4fa14d8bd63a03bc3088f225e1429c61ed3e7b89e90ced1a2cabc526"
      },
      signature: {
        hex: "0000000b7373682d6564323535313900000040974a657919a6642957ed2efc5199d3b85e369e99eb180e22ee6df4a4fe17e73ce0aeddb2c6ce706b8205ee33f5a6c96c28cfdbea9a13e25f6ebc77c2ddc21705"
      }
    }
  };
example ssh_kex(1) "group 14"
  "1e 00 00 01 00 27 67 cd cd 3f 00 8d 45 ae 25 c8 ea 6c 35 57 bd ae 27 31 8a 58 9d 82 08 03 dc 39"
  "86 ce aa 1d d8 9c dd 12 11 ed 2b c2 47 5b 64 71 5b cb 87 2f 82 1f 84 37 9c 2a 62 3c 80 77 c6 27"
  "5b ee e7 97 de 6f fe ad 7a c0 48 19 53 92 2e 58 79 08 9d c4 df cd 26 de 3d 22 56 ab 58 91 53 b7"
  "ef 50 2a 16 9d 95 42 8f a6 e4 04 3e be 6d 8b 4c ee 6b 2e e6 f0 11 a9 d3 98 a3 5d 36 de a0 dd ff"
  "f3 63 85 50 0f 15 84 1c 73 be 23 bc 1b 72 af 4a 2d 55 ff c3 99 58 0f ca 51 5c fb 14 c5 e2 67 80"
  "ca e2 f2 76 57 90 bd 50 98 82 9e a6 8e 19 69 8d e0 1c 70 4e 72 b3 3d a2 65 55 ff 3a 3d cb 20 34"
  "03 ef b2 0d a7 70 66 78 35 1b 5a d2 b4 71 4e ca 11 13 62 97 7d 36 1d d8 93 ee 4e 51 0c 76 2e 0b"
  "15 a1 76 1d 3e b3 36 ff b9 67 f0 5f d7 d2 f5 b4 77 39 91 44 ac e1 3d 30 42 cf 22 f5 cd ba dd 9a"
  "c7 2f c9 b7 d3"
  { message: { "$kind": "KexDhInit" } };
example ssh_kex(1) "group 14: the answer of OpenSSH"
  "1f 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 3c 80 ae fd 4f a1 4d 8b"
  "d6 3a 03 bc 30 88 f2 25 e1 42 9c 61 ed 3e 7b 89 e9 0c ed 1a 2c ab c5 26 00 00 01 01 00 ef c7 b3"
  "04 41 ad 1f 3f c9 48 a7 6c 26 10 44 6c 1a dd 10 f4 c4 90 ae 2d 43 2a c0 af 7f ae aa 35 3d d8 cf"
  "fc 72 0e 15 2d 76 cf 54 9a dd af 3e f1 6b fb bd 18 97 2b 02 ac 73 5f 05 b3 98 bc 51 b4 71 aa 1a"
  "54 5e 9b 0b d1 07 34 52 6d b3 e4 0e 58 b2 51 72 e7 8b 3d 00 48 e8 2d 33 03 28 e5 7c b5 3c ca 62"
  "90 6d 3b 02 31 c4 f7 fb fd 9e 93 e6 a7 0c ef dd 3b 34 fb 6f a9 99 5c 88 96 d6 98 c7 29 d1 03 62"
  "37 44 70 84 04 78 a4 c3 f0 ed 38 4a d5 48 cc 6c dd 72 18 ea 38 5f 82 e9 33 62 97 90 1c ed bd aa"
  "c5 e1 5d d9 a0 9d 29 c9 5b 4b be 99 6d 3c 68 90 95 c5 ca e0 54 75 ea 10 08 f2 1d 38 6c 29 53 a2"
  "8f 6c ae 18 6a 1e aa 11 2f 2a 7a 2a fc fb b0 8b 5e 90 19 96 82 87 f5 1b 16 31 52 52 64 10 60 f0"
  "0f 9e 96 a8 6e 72 d2 3e 7c 0a d6 6a 37 7a fd 23 a4 eb a3 2a be b5 e2 87 4f 70 25 be 38 00 00 00"
  "53 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 40 01 4f ba f5 19 21 13 ae 52 fe a9 f4"
  "ff 9c 34 b1 30 b8 22 cc c8 43 aa a3 1b be dd 2b 16 9f 16 12 6e 08 bc 59 d1 18 21 eb 82 24 f4 14"
  "6f ac 33 a1 2f f9 d4 39 02 88 a2 cb f4 3c 33 13 ba 2e 0b 03"
  { message: { "$kind": "KexDhReply" } };
example ssh_kex(2) "group exchange"
  "22 00 00 04 00 00 00 08 00 00 00 20 00"
  { message: { "$kind": "KexDhGexRequest", min: 1024, n: 2048, max: 8192 } };
example ssh_kex(2) "group exchange: the group, by OpenSSH"
  "1f 00 00 01 01 00 e9 8f 2a 20 9b a9 f4 c8 c1 ff b0 24 90 e5 99 a9 9f be 28 f6 a0 53 e2 40 a4 bd"
  "5f ed e8 0b 23 fe a8 a1 47 6e 9e f6 60 5a 4b 4b 41 cc 74 cb 94 5c 7e 16 8a 91 db 11 24 24 48 0a"
  "85 cb f5 85 32 34 b9 b1 f6 0f 03 0d 38 f6 78 ba 80 ae 14 61 f7 16 c4 63 d7 39 61 51 eb 5f 03 7c"
  "c8 86 90 fe ef 8d 16 a1 b6 7f 56 c1 18 74 db 5a a3 d5 41 be ff 39 00 77 c7 9c 86 43 4e db c2 b4"
  "68 21 d2 ae 5d 2f a4 ff f1 b0 86 b0 76 69 b0 94 98 ea 11 b0 fe 26 c7 73 f7 9a ca 04 4e 08 5e 0b"
  "a4 3b be 1e be 95 4a a1 ec 7a 46 5a 32 32 69 9e 54 95 8b 17 60 ab 7a 04 d9 62 7e c1 81 09 70 70"
  "6c 96 b5 8b f8 49 99 eb ed 88 46 d8 b3 84 cb 94 5b f7 82 14 1b 1b e2 b7 c0 e0 4d 53 1a 23 34 db"
  "41 bb fd 1b ea 42 8c 5f d2 2f 50 ba bd bd fc c5 b8 48 f6 4c ba 8d 03 96 36 31 1f 8d 84 4d ff fb"
  "d7 7a 45 e8 13 13 00 00 00 01 02"
  { message: { "$kind": "KexDhGexGroup", g: 2 } };
example ssh_kex(2) "group exchange: the client's number"
  "20 00 00 01 01 00 e2 f9 ac d5 92 03 d8 fc 35 db be 9a 8e e5 ec 52 59 0f 94 f9 a6 c1 2a c5 e7 e0"
  "9e 53 db 52 8a 0d 3c 71 8e f5 e2 00 46 67 df e5 a9 67 04 a2 2c d3 b0 84 7b ad 50 d4 2d e3 e3 52"
  "05 42 18 7a 6e f6 47 48 1f 90 b6 0c 47 3c 79 27 08 b3 a7 09 eb 6b a6 aa 17 ff 6f ed 79 dc cc 1e"
  "5b 14 7a 96 5e db 20 b1 f0 90 d4 1e cd 5a 02 d3 28 f3 06 f3 2d 0d b1 21 a1 97 27 f0 34 23 b3 23"
  "da 1d 1a ca 37 40 f9 2a 1f ef 06 2e 7d 58 59 e2 cc 34 be 9f cc a7 7b c2 7c 40 b3 ba 71 14 e3 98"
  "2a 07 3d 3c 9d 51 bc c7 02 47 69 14 16 a7 09 e1 f1 6f c0 e0 3a a4 39 85 67 b4 75 45 9a 85 50 09"
  "c8 15 dd 48 69 0d 49 b1 81 40 7e 82 50 a1 84 b4 a8 67 99 f2 72 4f 0c 6a bc fd 83 4c 9c e6 3c 91"
  "b1 72 8f 97 46 99 44 4f 6f 16 82 50 e2 98 c9 e3 93 26 33 20 2e 8f 6c 4a f4 63 dc f4 76 ef 61 ea"
  "e3 1e ca ee 74 15"
  { message: { "$kind": "KexDhGexInit" } };
example ssh_kex(2) "group exchange: the answer of OpenSSH"
  "21 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 3c 80 ae fd 4f a1 4d 8b"
  "d6 3a 03 bc 30 88 f2 25 e1 42 9c 61 ed 3e 7b 89 e9 0c ed 1a 2c ab c5 26 00 00 01 00 06 c5 d6 99"
  "e5 3f d3 b0 14 8d b8 02 6b 05 b6 9a 1c cb b0 ee 2b ac 4b 09 3b 73 c4 12 1b 04 fe ef 71 8a 1b 4b"
  "93 83 7e 69 37 9c 29 07 b8 00 ec 55 cc dd e4 87 9d f3 53 27 01 da 09 7e 24 96 7d e3 35 37 70 19"
  "73 0d e8 11 17 14 c9 94 d2 83 61 6b 3b 33 f1 e2 aa ec ae 10 d6 45 7b b0 5a ce 8b 79 1f 29 6b ed"
  "1d 7d 3e c0 8f 0d 5c 19 32 a2 42 ed 87 98 12 e0 e3 4f 48 f0 9b 54 ff a7 ac c1 08 5e ae 42 97 fc"
  "7e d6 16 d5 b1 b8 1e ca c2 77 89 6e 71 9c f2 ed 3a a6 e0 52 87 15 c8 d4 e8 8d 11 8b c2 57 c8 1a"
  "92 41 dc 40 2d 25 7a 05 6a 73 df 04 67 d2 42 cc f4 4d 5c 4f 4a af e7 1f 86 4f cb f6 dd 9a e1 47"
  "d0 5f 7f 33 c4 f3 be 0f d8 8b 14 b1 f8 02 a9 89 77 32 78 ea c0 54 a7 5c d2 8a cc 14 6d ca 71 13"
  "af 26 ae 11 5e ff c1 87 55 6a b7 b5 3c a8 3d 04 ed 0b 06 55 0c ed 93 58 3e 7f 1e bf 00 00 00 53"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 40 56 f5 7f 04 0c 4f dd cb 7d 96 1b 78 55"
  "ae 26 01 08 41 14 71 7d 9d 80 b7 73 58 23 c2 32 b7 2e ef 76 2e e5 c5 b4 9f 48 06 a9 95 44 33 2c"
  "ae d4 8f bb 78 9b a4 46 d8 6e 81 aa c0 78 40 fe c6 61 02"
  { message: { "$kind": "KexDhGexReply" } };
example ssh_kex(2) "an old request"
  "1e 00 00 08 00"
  { message: { "$kind": "KexDhGexRequestOld", n: 2048 } };
example ssh_kex(0) "of a method not told"
  "1e 00 00 08 00"
  { message: { "$kind": "Unknown", "$value": 30, payload: "00000800" } };
example ssh_kex(3) "an elliptic curve cut off" "1e 00 00 00 20 01" malformed;
example ssh_kex(1) "a number cut off" "1e 00 00 01 00 00" malformed;
