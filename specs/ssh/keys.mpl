/** Public keys and signatures, as they stand inside the strings of messages and files. */

/** A public key blob (RFC 4253 section 6.6, 5656, 8709; sk-*: OpenSSH's PROTOCOL.u2f). */
packet ssh_public_key {
  key_type: string32;
  classify (key_type) {
    /** RFC 4253 section 6.6; signed as RFC 8332 tells, too. */
    |"ssh-rsa": "Rsa" ->
      e: mpint;
      n: mpint;
    /** RFC 4253 section 6.6 */
    |"ssh-dss": "Dss" ->
      p: mpint;
      q: mpint;
      g: mpint;
      y: mpint;
    /** RFC 5656 section 3.1 */
    |"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521": "Ecdsa" ->
      /** The end of the key type: nistp256, nistp384 or nistp521. */
      curve_name: string32;
      /** The public point. */
      q: string32;
    /** RFC 8709 section 4 */
    |"ssh-ed25519": "Ed25519" ->
      key: string32;
    /** RFC 8709 section 4 */
    |"ssh-ed448": "Ed448" ->
      key: string32;
    /** PROTOCOL.u2f */
    |"sk-ecdsa-sha2-nistp256@openssh.com": "SkEcdsa" ->
      curve_name: string32;
      q: string32;
      application: string32;
    /** PROTOCOL.u2f */
    |"sk-ssh-ed25519@openssh.com": "SkEd25519" ->
      key: string32;
      application: string32;
    /** Certificates (OpenSSH's PROTOCOL.certkeys) and types not known here. */
    |_: "Unknown" ->
      data: byte[remaining()];
  };
}

example ssh_public_key "Ed25519, by ssh-keygen"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5"
  "44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87"
  {
    key_type: {
      "$kind": "Ed25519",
      key: { hex: "fdc0c4bf4cba2d6945f42472f54460cb69055b0bb0d91b7d400eedb15f3f5587" }
    }
  };
example ssh_public_key "RSA, by ssh-keygen"
  "00 00 00 07 73 73 68 2d 72 73 61 00 00 00 03 01 00 01 00 00 00 81 00 9e 22 78 b1 25 74 4d a4 6a"
  "2f 7c 16 29 5c 6a 2b 6a 7b 15 c8 09 68 e1 b0 e3 7b 52 ac 0d f8 de 22 a4 5a c6 97 55 c4 0d bc 4b"
  "dd 14 9b 8f f6 ce 1d d1 ed 26 54 46 6c 96 e0 08 2d 58 68 a1 af 68 cf 0e 2e 6e 9b c9 14 13 44 a7"
  "fb aa 73 53 19 a2 43 90 ec c7 9b 63 c5 70 14 5e e3 ab 76 04 66 62 7e c2 d1 a9 3d f6 a3 1c d5 ea"
  "58 e1 f3 07 b8 a3 6c 22 d4 e3 5d de 43 33 53 0a 4c dc 0d 5d fa 64 9f"
  { key_type: { "$kind": "Rsa", e: 65537 } };
example ssh_public_key "P-256, by ssh-keygen"
  "00 00 00 13 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 00 00 00 08 6e 69 73 74 70"
  "32 35 36 00 00 00 41 04 17 03 70 ed 59 19 8b ee 65 5d 7e 91 26 13 6d 53 11 8a f6 65 0f 4c 4d cb"
  "48 a9 0f 5a a6 2f 40 fb 54 63 b9 fb 21 07 4d 02 9f 9c 26 bc 9a 11 cd 6e e8 d6 5e 8b a1 dc 8e c7"
  "da 4a 93 39 ed c1 64 30"
  { key_type: { "$kind": "Ecdsa", "$value": "ecdsa-sha2-nistp256", curve_name: "nistp256" } };
example ssh_public_key "a security key"
  "00 00 00 1a 73 6b 2d 73 73 68 2d 65 64 32 35 35 31 39 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00"
  "00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f"
  "55 87 00 00 00 04 73 73 68 3a"
  { key_type: { "$kind": "SkEd25519", application: "ssh:" } };
example ssh_public_key "a type that is not known"
  "00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 01 02"
  { key_type: { "$kind": "Unknown", "$value": "x@example.com", data: "0102" } };
example ssh_public_key "cut off"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5"
  "44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55"
  malformed;
example ssh_public_key "no exponent" "00 00 00 07 73 73 68 2d 72 73 61" malformed;

/** A signature blob (RFC 4253 section 6.6, 5656 section 3.1.2, 8332, 8709; sk-*: PROTOCOL.u2f). */
packet ssh_signature {
  algorithm: string32;
  classify (algorithm) {
    /** RFC 4253 section 6.6, 8332 section 3 */
    |"ssh-rsa", "rsa-sha2-256", "rsa-sha2-512": "Rsa" ->
      s: string32;
    /** r and s of 20 bytes each (RFC 4253 section 6.6). */
    |"ssh-dss": "Dss" ->
      length: uint32 const(40);
      r: byte[20];
      s: byte[20];
    /** RFC 5656 section 3.1.2 */
    |"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521": "Ecdsa" ->
      length: uint32 value(sizeof(signature));
      signature: bounded (length) {
        r: mpint;
        s: mpint;
      };
    /** RFC 8709 section 6 */
    |"ssh-ed25519": "Ed25519" ->
      signature: string32;
    /** RFC 8709 section 6 */
    |"ssh-ed448": "Ed448" ->
      signature: string32;
    /** PROTOCOL.u2f */
    |"sk-ecdsa-sha2-nistp256@openssh.com": "SkEcdsa" ->
      length: uint32 value(sizeof(signature));
      signature: bounded (length) {
        r: mpint;
        s: mpint;
      };
      flags: bit[7] default(0);
      user_present: bit[1];
      counter: uint32;
    /** PROTOCOL.u2f */
    |"sk-ssh-ed25519@openssh.com": "SkEd25519" ->
      signature: string32;
      flags: bit[7] default(0);
      user_present: bit[1];
      counter: uint32;
    |_: "Unknown" ->
      data: byte[remaining()];
  };
}

example ssh_signature "Ed25519, by OpenSSH"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 40 a3 df f4 77 46 7e 86 6d 69 ed 6b 34 d5"
  "af e8 02 b7 d6 97 e1 c0 2b 68 f6 2a 61 e8 ce 94 a0 62 a4 9a 83 18 0f f2 fa b1 6b 38 8e 95 da bb"
  "c6 1e 61 3d 31 1d 80 0a b4 c7 cb 0d 50 d4 19 a3 b1 72 0e"
  { algorithm: { "$kind": "Ed25519" } };
example ssh_signature "RSA with SHA-512, by OpenSSH"
  "00 00 00 0c 72 73 61 2d 73 68 61 32 2d 35 31 32 00 00 00 80 62 4d 47 cc 72 10 83 75 f1 96 7b be"
  "c8 77 ea bc a6 91 91 f3 f5 bd 0c ff 6f e4 7e b9 2a 6f 47 3b fe 40 68 92 10 c6 b8 49 95 1e 25 fc"
  "24 d9 3e c2 0a 21 a3 61 fa d7 45 f0 56 b6 23 9a f4 f5 52 cb b3 f0 34 6a 2b 74 3c 2d 7f 86 3d f7"
  "c7 13 2b 55 46 98 14 4c b6 69 bb 0e e7 fb b0 cd f7 49 40 ed a7 99 b7 ed 39 7e 9b 86 10 0c 46 ee"
  "ad 1d b6 1d 8f a1 e8 be 07 49 a3 bf eb a5 fb 0e f8 4b c6 a0"
  { algorithm: { "$kind": "Rsa", "$value": "rsa-sha2-512" } };
example ssh_signature "P-256, by OpenSSH"
  "00 00 00 13 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 00 00 00 4a 00 00 00 21 00"
  "ef 4c b1 df 85 89 19 69 98 9a 7b e2 6a be e6 d2 d5 a2 97 f6 bb c4 84 23 61 47 51 fa f6 f3 be 0b"
  "00 00 00 21 00 d6 8b 64 37 8b 72 ea 73 01 91 81 fc 43 a0 67 d7 9c 68 ef e1 65 90 13 15 86 3c 7c"
  "c9 13 5b db 42"
  { algorithm: { "$kind": "Ecdsa", "$value": "ecdsa-sha2-nistp256" } };
example ssh_signature "a security key"
  "00 00 00 1a 73 6b 2d 73 73 68 2d 65 64 32 35 35 31 39 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00"
  "00 40 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 01 00 00 00 09"
  { algorithm: { "$kind": "SkEd25519", user_present: 1, counter: 9 } };
example ssh_signature "r and s do not fill their string"
  "00 00 00 13 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 00 00 00 0c 00 00 00 01 01"
  "00 00 00 01 02 00 00"
  malformed;
example ssh_signature "a DSA signature of 39 bytes"
  "00 00 00 07 73 73 68 2d 64 73 73 00 00 00 27 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;
