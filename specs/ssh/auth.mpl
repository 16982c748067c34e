/** Authentication: messages 50 to 79 (RFC 4252, 4256). */

/**
 * The messages of authentication. `method` is that of the client's last request, which decides what 60 to 79 mean
 * (RFC 4250 section 4.1.2): 1, publickey; 2, password; 3, keyboard-interactive; 0, any other.
 */
packet ssh_auth(int method) {
  message: byte;
  classify (message) {
    /** RFC 4252 section 5 */
    |50: "Request" ->
      user_name: string32;
      service_name: string32;
      method_name: string32;
      classify (method_name) {
        /** Asks which methods can continue (RFC 4252 section 5.2). */
        |"none": "None" -> ();
        /** RFC 4252 section 7 */
        |"publickey": "PublicKey" ->
          /** Without a signature it asks whether the key would do. */
          has_signature: boolean value(present(signature));
          algorithm_name: string32;
          /** See `ssh_public_key`. */
          public_key: string32;
          /** Over the session identifier and this message up to here: see `ssh_signature`. */
          signature: string32 when(has_signature);
        /** OpenSSH's publickey, bound to the server's host key (PROTOCOL section 3.1). */
        |"publickey-hostbound-v00@openssh.com": "PublicKeyHostBound" ->
          has_signature: boolean value(present(signature));
          algorithm_name: string32;
          public_key: string32;
          server_host_key: string32;
          signature: string32 when(has_signature);
        /** RFC 4252 section 8 */
        |"password": "Password" ->
          change: boolean value(present(new_password));
          /** The old one, in a change. */
          password: string32;
          new_password: string32 when(change);
        /** RFC 4252 section 9 */
        |"hostbased": "HostBased" ->
          algorithm_name: string32;
          host_key: string32;
          client_host_name: string32;
          client_user_name: string32;
          signature: string32;
        /** RFC 4256 section 3.1 */
        |"keyboard-interactive": "KeyboardInteractive" ->
          language_tag: string32;
          submethods: string32;
        |_: "Unknown" ->
          data: byte[remaining()];
      };
    /** RFC 4252 section 5.1 */
    |51: "Failure" ->
      /** A list of names. */
      authentications_that_can_continue: string32;
      partial_success: boolean;
    /** RFC 4252 section 5.1 */
    |52: "Success" -> ();
    /** RFC 4252 section 5.4 */
    |53: "Banner" ->
      text: string32;
      language_tag: string32;
    /** The key would do (RFC 4252 section 7). */
    |60: "PublicKeyOk" when (method == 1) ->
      algorithm_name: string32;
      public_key: string32;
    /** The password has expired (RFC 4252 section 8). */
    |60: "PasswordChangeRequest" when (method == 2) ->
      prompt: string32;
      language_tag: string32;
    /** RFC 4256 section 3.2 */
    |60: "InfoRequest" when (method == 3) ->
      name: string32;
      instruction: string32;
      language_tag: string32;
      num_prompts: uint32 value(array_length(prompts));
      prompts: array (num_prompts) {
        prompt: string32;
        echo: boolean;
      };
    /** RFC 4256 section 3.4 */
    |61: "InfoResponse" when (method == 3) ->
      num_responses: uint32 value(array_length(responses));
      responses: array (num_responses) of string32;
    |_: "Unknown" ->
      payload: byte[remaining()];
  };
}

example ssh_auth(0) "which methods, by the client of OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 04 6e"
  "6f 6e 65"
  {
    message: {
      "$kind": "Request",
      user_name: "root",
      service_name: "ssh-connection",
      method_name: { "$kind": "None" }
    }
  };
example ssh_auth(1) "whether a key would do, by OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 09 70"
  "75 62 6c 69 63 6b 65 79 00 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 33 00 00 00 0b"
  "73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69"
  "05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "PublicKey", has_signature: false, algorithm_name: "ssh-ed25519" }
    }
  };
example ssh_auth(1) "signed, by OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 09 70"
  "75 62 6c 69 63 6b 65 79 01 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 33 00 00 00 0b"
  "73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69"
  "05 5b 0b b0 d9 1b 7d 40 0e ed b1 5f 3f 55 87 00 00 00 53 00 00 00 0b 73 73 68 2d 65 64 32 35 35"
  "31 39 00 00 00 40 a3 df f4 77 46 7e 86 6d 69 ed 6b 34 d5 af e8 02 b7 d6 97 e1 c0 2b 68 f6 2a 61"
  "e8 ce 94 a0 62 a4 9a 83 18 0f f2 fa b1 6b 38 8e 95 da bb c6 1e 61 3d 31 1d 80 0a b4 c7 cb 0d 50"
  "d4 19 a3 b1 72 0e"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "PublicKey", has_signature: true, algorithm_name: "ssh-ed25519" }
    }
  };
example ssh_auth(1) "RSA signed with SHA-512, by OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 09 70"
  "75 62 6c 69 63 6b 65 79 01 00 00 00 0c 72 73 61 2d 73 68 61 32 2d 35 31 32 00 00 00 97 00 00 00"
  "07 73 73 68 2d 72 73 61 00 00 00 03 01 00 01 00 00 00 81 00 9e 22 78 b1 25 74 4d a4 6a 2f 7c 16"
  "29 5c 6a 2b 6a 7b 15 c8 09 68 e1 b0 e3 7b 52 ac 0d f8 de 22 a4 5a c6 97 55 c4 0d bc 4b dd 14 9b"
  "8f f6 ce 1d d1 ed 26 54 46 6c 96 e0 08 2d 58 68 a1 af 68 cf 0e 2e 6e 9b c9 14 13 44 a7 fb aa 73"
  "53 19 a2 43 90 ec c7 9b 63 c5 70 14 5e e3 ab 76 04 66 62 7e c2 d1 a9 3d f6 a3 1c d5 ea 58 e1 f3"
  "07 b8 a3 6c 22 d4 e3 5d de 43 33 53 0a 4c dc 0d 5d fa 64 9f 00 00 00 94 00 00 00 0c 72 73 61 2d"
  "73 68 61 32 2d 35 31 32 00 00 00 80 62 4d 47 cc 72 10 83 75 f1 96 7b be c8 77 ea bc a6 91 91 f3"
  "f5 bd 0c ff 6f e4 7e b9 2a 6f 47 3b fe 40 68 92 10 c6 b8 49 95 1e 25 fc 24 d9 3e c2 0a 21 a3 61"
  "fa d7 45 f0 56 b6 23 9a f4 f5 52 cb b3 f0 34 6a 2b 74 3c 2d 7f 86 3d f7 c7 13 2b 55 46 98 14 4c"
  "b6 69 bb 0e e7 fb b0 cd f7 49 40 ed a7 99 b7 ed 39 7e 9b 86 10 0c 46 ee ad 1d b6 1d 8f a1 e8 be"
  "07 49 a3 bf eb a5 fb 0e f8 4b c6 a0"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "PublicKey", has_signature: true, algorithm_name: "rsa-sha2-512" }
    }
  };
example ssh_auth(2) "a password, by OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 08 70"
  "61 73 73 77 6f 72 64 00 00 00 00 03 6f 6c 64"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "Password", change: false, password: "old" }
    }
  };
example ssh_auth(2) "a new password"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 08 70"
  "61 73 73 77 6f 72 64 01 00 00 00 03 6f 6c 64 00 00 00 03 6e 65 77"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "Password", change: true, password: "old", new_password: "new" }
    }
  };
example ssh_auth(3) "keyboard-interactive, by OpenSSH"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 14 6b"
  "65 79 62 6f 61 72 64 2d 69 6e 74 65 72 61 63 74 69 76 65 00 00 00 00 00 00 00 00"
  {
    message: {
      "$kind": "Request",
      method_name: { "$kind": "KeyboardInteractive", language_tag: "", submethods: "" }
    }
  };
example ssh_auth(0) "host-based"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 09 68"
  "6f 73 74 62 61 73 65 64 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 01 6b 00 00 00 13"
  "63 6c 69 65 6e 74 2e 65 78 61 6d 70 6c 65 2e 63 6f 6d 2e 00 00 00 04 72 6f 6f 74 00 00 00 03 73"
  "69 67"
  {
    message: {
      "$kind": "Request",
      method_name: {
        "$kind": "HostBased",
        client_host_name: "client.example.com.",
        signature: "sig"
      }
    }
  };
example ssh_auth(0) "a method that is not known"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 0f 67"
  "73 73 61 70 69 2d 77 69 74 68 2d 6d 69 63 00 00 00 01 00 00 00 0b 06 09 2a 86 48 86 f7 12 01 02"
  "02"
  {
    message: {
      "$kind": "Request",
      method_name: {
        "$kind": "Unknown",
        "$value": "gssapi-with-mic",
        data: "000000010000000b06092a864886f712010202"
      }
    }
  };
example ssh_auth(0) "failure, by OpenSSH"
  "33 00 00 00 27 70 75 62 6c 69 63 6b 65 79 2c 70 61 73 73 77 6f 72 64 2c 6b 65 79 62 6f 61 72 64"
  "2d 69 6e 74 65 72 61 63 74 69 76 65 00"
  {
    message: {
      "$kind": "Failure",
      authentications_that_can_continue: "publickey,password,keyboard-interactive",
      partial_success: false
    }
  };
example ssh_auth(0) "success" "34" { message: { "$kind": "Success" } };
example ssh_auth(0) "banner, by OpenSSH"
  "35 00 00 00 06 68 65 6c 6c 6f 0a 00 00 00 00"
  { message: { "$kind": "Banner", text: "hello\n", language_tag: "" } };
example ssh_auth(1) "the key would do, by OpenSSH"
  "3c 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 33 00 00 00 0b 73 73 68 2d 65 64 32 35"
  "35 31 39 00 00 00 20 fd c0 c4 bf 4c ba 2d 69 45 f4 24 72 f5 44 60 cb 69 05 5b 0b b0 d9 1b 7d 40"
  "0e ed b1 5f 3f 55 87"
  { message: { "$kind": "PublicKeyOk", algorithm_name: "ssh-ed25519" } };
example ssh_auth(2) "the password has expired"
  "3c 00 00 00 07 65 78 70 69 72 65 64 00 00 00 02 65 6e"
  { message: { "$kind": "PasswordChangeRequest", prompt: "expired", language_tag: "en" } };
example ssh_auth(3) "a question"
  "3c 00 00 00 01 54 00 00 00 01 49 00 00 00 02 65 6e 00 00 00 01 00 00 00 06 43 6f 64 65 3a 20 00"
  {
    message: {
      "$kind": "InfoRequest",
      name: "T",
      instruction: "I",
      language_tag: "en",
      num_prompts: 1,
      prompts: [{ prompt: "Code: ", echo: false }]
    }
  };
example ssh_auth(3) "its answer, by OpenSSH"
  "3d 00 00 00 01 00 00 00 04 31 32 33 34"
  { message: { "$kind": "InfoResponse", num_responses: 1, responses: ["1234"] } };
example ssh_auth(0) "60 without a method"
  "3c 00"
  { message: { "$kind": "Unknown", "$value": 60, payload: "00" } };
example ssh_auth(1) "says that it is signed, and is not"
  "32 00 00 00 04 72 6f 6f 74 00 00 00 0e 73 73 68 2d 63 6f 6e 6e 65 63 74 69 6f 6e 00 00 00 09 70"
  "75 62 6c 69 63 6b 65 79 01 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 01 6b"
  malformed;
example ssh_auth(3) "fewer answers than it says" "3d 00 00 00 02 00 00 00 04 31 32 33 34" malformed;
