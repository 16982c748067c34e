/** OpenSSH's private key file (its PROTOCOL.key), after the base64 between its BEGIN and END lines. */

/** The file. Only one key is written by today's software. */
packet openssh_key {
  magic: byte[15] const("openssh-key-v1\x00");
  cipher_name: string32;
  /** "none", or "bcrypt". */
  kdf_name: string32;
  /** Empty, or see `openssh_bcrypt_options`. */
  kdf_options: string32;
  number_of_keys: uint32 value(array_length(public_keys));
  /** See `ssh_public_key`. */
  public_keys: array (number_of_keys) of string32;
  section_length: uint32 value(sizeof(section));
  classify (cipher_name) {
    |"none": "Plain" ->
      section: packet openssh_private_section(number_of_keys) bounded(section_length);
    /** Holds an `openssh_private_section` once it is decrypted. */
    |_: "Encrypted" ->
      section: byte[section_length];
      /** Of a cipher that authenticates. */
      tag: byte[remaining()];
  };
}

example openssh_key "Ed25519 without a passphrase, by ssh-keygen"
  "6f 70 65 6e 73 73 68 2d 6b 65 79 2d 76 31 00 00 00 00 04 6e 6f 6e 65 00 00 00 04 6e 6f 6e 65 00"
  "00 00 00 00 00 00 01 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0"
  "c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00"
  "00 90 a9 2e 1c 98 a9 2e 1c 98 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4"
  "bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00"
  "40 4f 53 a8 c7 2b 55 42 d3 67 bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e"
  "86 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55"
  "87 00 00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65 01"
  {
    cipher_name: {
      "$kind": "Plain",
      section: { keys: [{ key_type: { "$kind": "Ed25519", comment: "user@example" } }] }
    },
    kdf_name: "none",
    kdf_options: "",
    number_of_keys: 1
  };
example openssh_key "encrypted, by ssh-keygen"
  "6f 70 65 6e 73 73 68 2d 6b 65 79 2d 76 31 00 00 00 00 0a 61 65 73 32 35 36 2d 63 74 72 00 00 00"
  "06 62 63 72 79 70 74 00 00 00 18 00 00 00 10 bf b6 0f 28 31 cd 66 fd 3a d9 49 14 f6 19 4c e0 00"
  "00 00 10 00 00 00 01 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 12 b0"
  "9a 81 ab d7 7f 39 41 b6 15 95 65 c9 7b 69 2a ca 73 7b da a6 8a 36 17 ec 8c 4b bc f1 48 f0 00 00"
  "00 90 90 1c be 6b 71 8c e4 f5 5c 6a 2c 1a 07 37 40 eb 90 89 82 38 75 ab 05 9a 0d 3f 2b ac 62 1b"
  "69 e2 f7 43 0b 02 6a 23 58 b3 e4 c3 d9 f1 99 c9 4a f0 24 5e c6 07 45 58 fc e6 5b 55 c1 0d fd b1"
  "82 92 a2 61 21 57 8b 20 98 f5 41 e1 4e af b9 4e b4 b0 ba 5b 9f 7b b5 2a 1f 71 b5 f7 15 1e 66 5d"
  "17 67 e2 41 e6 cf e3 f1 5c 71 63 47 6a f3 b0 2f 10 21 35 dc f4 7e 10 8a e3 5b 58 3c ac 85 cf e4"
  "17 c9 dc 1c c2 28 26 54 d3 b4 69 e5 08 dc d8 b9 ea 24"
  { cipher_name: { "$kind": "Encrypted", "$value": "aes256-ctr", tag: "" }, kdf_name: "bcrypt" };
example openssh_key "another magic"
  "6f 70 65 6e 73 73 68 2d 6b 65 79 2d 76 32 00 00 00 00 04 6e 6f 6e 65 00 00 00 04 6e 6f 6e 65 00"
  "00 00 00 00 00 00 01 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0"
  "c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00"
  "00 90 a9 2e 1c 98 a9 2e 1c 98 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4"
  "bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00"
  "40 4f 53 a8 c7 2b 55 42 d3 67 bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e"
  "86 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55"
  "87 00 00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65 01"
  malformed;
example openssh_key "cut off"
  "6f 70 65 6e 73 73 68 2d 6b 65 79 2d 76 31 00 00 00 00 04 6e 6f 6e 65 00 00 00 04 6e 6f 6e 65 00"
  "00 00 00 00 00 00 01 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0"
  "c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00"
  "00 90 a9 2e 1c 98 a9 2e 1c 98 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4"
  "bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00"
  "40 4f 53 a8 c7 2b 55 42 d3 67 bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e"
  "86 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55"
  "87 00 00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65"
  malformed;

/** How the passphrase becomes a key, where `kdf_name` is "bcrypt". */
packet openssh_bcrypt_options {
  salt: string32;
  rounds: uint32;
}

example openssh_bcrypt_options "by ssh-keygen"
  "00 00 00 10 bf b6 0f 28 31 cd 66 fd 3a d9 49 14 f6 19 4c e0 00 00 00 10"
  { rounds: 16 };
example openssh_bcrypt_options "no rounds"
  "00 00 00 10 bf b6 0f 28 31 cd 66 fd 3a d9 49 14 f6 19 4c e0"
  malformed;

/** The private keys; after decryption, two equal numbers show that the passphrase was right. */
packet openssh_private_section(int number_of_keys) {
  check1: uint32;
  check2: uint32 value(check1) verify;
  keys: array (number_of_keys) of packet openssh_private_key();
  padding_start: label;
  /** 1, 2, 3, ... up to the block size of the cipher. */
  padding: array to_end {
    number: byte value(offset(number) - offset(padding_start)) verify;
  };
}

example openssh_private_section(1) "P-256, by ssh-keygen"
  "70 58 8c 16 70 58 8c 16 00 00 00 13 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 00"
  "00 00 08 6e 69 73 74 70 32 35 36 00 00 00 41 04 17 03 70 ed 59 19 8b ee 65 5d 7e 91 26 13 6d 53"
  "11 8a f6 65 0f 4c 4d cb 48 a9 0f 5a a6 2f 40 fb 54 63 b9 fb 21 07 4d 02 9f 9c 26 bc 9a 11 cd 6e"
  "e8 d6 5e 8b a1 dc 8e c7 da 4a 93 39 ed c1 64 30 00 00 00 21 00 cd 6b c6 e8 87 3c fd 92 0f e1 b4"
  "bb 06 2b 3b 24 26 6f 23 1e e8 f3 2e 0a 88 06 5b 6e e0 bd d9 55 00 00 00 0c 75 73 65 72 40 65 78"
  "61 6d 70 6c 65 01 02 03"
  {
    keys: [
      {
        key_type: {
          "$kind": "Ecdsa",
          "$value": "ecdsa-sha2-nistp256",
          curve_name: "nistp256",
          comment: "user@example"
        }
      }
    ]
  };
example openssh_private_section(1) "the two numbers differ"
  "a9 2e 1c 98 a9 2e 1c 99 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c"
  "ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 40 4f"
  "53 a8 c7 2b 55 42 d3 67 bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e 86 fd"
  "c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00"
  "00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65 01"
  malformed;
example openssh_private_section(1) "padding that is not 1, 2, 3"
  "a9 2e 1c 98 a9 2e 1c 98 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c"
  "ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 40 4f"
  "53 a8 c7 2b 55 42 d3 67 bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e 86 fd"
  "c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00"
  "00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65 ff"
  malformed;

/** One private key, as in the agent's protocol, and its comment. */
packet openssh_private_key {
  key_type: string32;
  classify (key_type) {
    |"ssh-rsa": "Rsa" ->
      n: mpint;
      e: mpint;
      d: mpint;
      /** The inverse of q modulo p. */
      iqmp: mpint;
      p: mpint;
      q: mpint;
      comment: string32;
    |"ssh-dss": "Dss" ->
      p: mpint;
      q: mpint;
      g: mpint;
      y: mpint;
      x: mpint;
      comment: string32;
    |"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521": "Ecdsa" ->
      curve_name: string32;
      q: string32;
      d: mpint;
      comment: string32;
    |"ssh-ed25519": "Ed25519" ->
      public_key: string32;
      /** The seed, and the public key again. */
      private_key: string32;
      comment: string32;
    |"sk-ecdsa-sha2-nistp256@openssh.com": "SkEcdsa" ->
      curve_name: string32;
      q: string32;
      application: string32;
      flags: byte;
      key_handle: string32;
      reserved: string32;
      comment: string32;
    |"sk-ssh-ed25519@openssh.com": "SkEd25519" ->
      public_key: string32;
      application: string32;
      flags: byte;
      key_handle: string32;
      reserved: string32;
      comment: string32;
    /** Where it ends is not known: its comment, further keys and the padding belong to the data. */
    |_: "Unknown" ->
      data: byte[remaining()];
  };
}

example openssh_private_key "Ed25519, by ssh-keygen"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5"
  "44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 40 4f 53 a8 c7 2b 55 42 d3 67"
  "bb 30 7b 56 bf 72 20 03 13 cf 54 05 2b af a2 b5 6a 8a 92 78 39 5e 86 fd c0 c4 bf 4c ba 2d 69 45"
  "f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 0c 75 73 65 72 40"
  "65 78 61 6d 70 6c 65"
  { key_type: { "$kind": "Ed25519", comment: "user@example" } };
example openssh_private_key "RSA, by ssh-keygen"
  "00 00 00 07 73 73 68 2d 72 73 61 00 00 00 81 00 9e 22 78 b1 25 74 4d a4 6a 2f 7c 16 29 5c 6a 2b"
  "6a 7b 15 c8 09 68 e1 b0 e3 7b 52 ac 0d f8 de 22 a4 5a c6 97 55 c4 0d bc 4b dd 14 9b 8f f6 ce 1d"
  "d1 ed 26 54 46 6c 96 e0 08 2d 58 68 a1 af 68 cf 0e 2e 6e 9b c9 14 13 44 a7 fb aa 73 53 19 a2 43"
  "90 ec c7 9b 63 c5 70 14 5e e3 ab 76 04 66 62 7e c2 d1 a9 3d f6 a3 1c d5 ea 58 e1 f3 07 b8 a3 6c"
  "22 d4 e3 5d de 43 33 53 0a 4c dc 0d 5d fa 64 9f 00 00 00 03 01 00 01 00 00 00 80 25 c7 64 80 25"
  "cb 90 55 0c 4d 45 de e1 88 c3 90 95 c2 cc 24 5b 23 24 70 27 18 aa 5a 92 87 f7 41 dd 74 16 67 c7"
  "44 ac 67 64 d4 6f 7c ee ba ee e9 2e e2 f2 3a 46 0c e1 4a aa 89 72 ca a4 7e 0c 92 b2 cf 1d 84 02"
  "c9 5e 5d de 60 ab 2b 64 43 40 7a 76 08 76 1e a5 e3 0f e3 dd 1b 4b 46 01 63 1e ec d6 2d 78 7a 58"
  "84 5b 57 9b 43 7d 4c e9 7b c9 87 1f 40 35 77 2c b4 cc 36 38 d5 8d 0e c4 c9 29 a1 00 00 00 40 77"
  "f8 09 d8 af b6 48 3d e8 9d 02 d2 91 78 3d c9 3a 43 6e 0c 93 d3 b5 2c 42 f7 54 8c 8a 5a d2 9b 00"
  "5b 44 71 35 63 db 73 db 34 93 22 d9 7d 45 98 54 13 44 09 d4 f9 57 84 cb f8 1e 5f 37 84 bf d0 00"
  "00 00 41 00 cd 72 38 6c ff f7 8c 1a 92 1e 12 61 d0 0a 01 60 8a 02 8e 47 88 3c 0a 92 6a b3 39 bb"
  "c5 a1 1e 62 4e c2 ac 07 e4 16 7f 39 af ba 4c 61 60 68 0a 81 45 2f 77 9d 6b 1d 42 5a 5c 99 91 3b"
  "5c b4 60 cf 00 00 00 41 00 c5 0b ee 73 73 eb 47 19 65 4d d0 a3 e4 1b 70 11 a2 4b 8e 59 34 3e 34"
  "42 d7 47 69 16 ec ea f7 19 d5 e9 4e 8a ab 8b c0 5b 0f f1 6c 4f 5f 43 56 3d d4 f9 99 15 e0 e0 80"
  "83 22 48 82 42 7b 93 93 31 00 00 00 0c 75 73 65 72 40 65 78 61 6d 70 6c 65"
  { key_type: { "$kind": "Rsa", e: 65537, comment: "user@example" } };
example openssh_private_key "a type that is not known"
  "00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 01 02"
  { key_type: { "$kind": "Unknown", data: "0102" } };
example openssh_private_key "no comment"
  "00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5"
  "44 60 cb 69 05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 40 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;
