/** The connection protocol: messages 80 to 127 (RFC 4254), with OpenSSH's extensions (its PROTOCOL file). */

/** Why a channel could not be opened (RFC 4254 section 5.1). */
variant ssh_open_failure_reason {
  |1 -> AdministrativelyProhibited
  |2 -> ConnectFailed
  |3 -> UnknownChannelType
  |4 -> ResourceShortage
};

packet ssh_connection {
  message: byte;
  classify (message) {
    /** RFC 4254 section 4 */
    |80: "GlobalRequest" ->
      request_name: string32;
      want_reply: boolean;
      classify (request_name) {
        /** RFC 4254 section 7.1 */
        |"tcpip-forward": "TcpipForward" ->
          /** "" means all addresses of all families. */
          address: string32;
          /** 0: the server chooses, and answers with it. */
          port: uint32;
        /** RFC 4254 section 7.1 */
        |"cancel-tcpip-forward": "CancelTcpipForward" ->
          address: string32;
          port: uint32;
        /** The server's host keys (PROTOCOL section 2.5). */
        |"hostkeys-00@openssh.com": "HostKeys" ->
          host_keys: array to_end of string32;
        /** Asks for a signature with each of these keys (PROTOCOL section 2.5). */
        |"hostkeys-prove-00@openssh.com": "HostKeysProve" ->
          host_keys: array to_end of string32;
        /** PROTOCOL section 2.2 */
        |"no-more-sessions@openssh.com": "NoMoreSessions" -> ();
        /** Sent for the sake of its answer, whatever that is. */
        |"keepalive@openssh.com": "KeepAlive" -> ();
        /** PROTOCOL section 2.4 */
        |"streamlocal-forward@openssh.com": "StreamLocalForward" ->
          socket_path: string32;
        /** PROTOCOL section 2.4 */
        |"cancel-streamlocal-forward@openssh.com": "CancelStreamLocalForward" ->
          socket_path: string32;
        |_: "Unknown" ->
          data: byte[remaining()];
      };
    /** RFC 4254 section 4 */
    |81: "RequestSuccess" ->
      /** Depends on the request: of tcpip-forward to port 0, the port as a uint32. */
      response: byte[remaining()];
    /** RFC 4254 section 4 */
    |82: "RequestFailure" -> ();
    /** RFC 4254 section 5.1 */
    |90: "ChannelOpen" ->
      channel_type: string32;
      sender_channel: uint32;
      initial_window_size: uint32;
      maximum_packet_size: uint32;
      classify (channel_type) {
        /** RFC 4254 section 6.1 */
        |"session": "Session" -> ();
        /** RFC 4254 section 6.3.2 */
        |"x11": "X11" ->
          originator_address: string32;
          originator_port: uint32;
        /** RFC 4254 section 7.2 */
        |"forwarded-tcpip": "ForwardedTcpip" ->
          connected_address: string32;
          connected_port: uint32;
          originator_address: string32;
          originator_port: uint32;
        /** RFC 4254 section 7.2 */
        |"direct-tcpip": "DirectTcpip" ->
          host: string32;
          port: uint32;
          originator_address: string32;
          originator_port: uint32;
        /** PROTOCOL section 2.4 */
        |"direct-streamlocal@openssh.com": "DirectStreamLocal" ->
          socket_path: string32;
          reserved_string: string32;
          reserved: uint32 default(0);
        /** PROTOCOL section 2.4 */
        |"forwarded-streamlocal@openssh.com": "ForwardedStreamLocal" ->
          socket_path: string32;
          reserved: string32;
        /** The agent's connection, opened by the server. */
        |"auth-agent@openssh.com": "AuthAgent" -> ();
        /** PROTOCOL section 2.3 */
        |"tun@openssh.com": "Tun" ->
          tunnel_mode: uint32 variant { |1 -> PointToPoint |2 -> Ethernet };
          remote_unit_number: uint32;
        |_: "Unknown" ->
          data: byte[remaining()];
      };
    /** RFC 4254 section 5.1 */
    |91: "ChannelOpenConfirmation" ->
      recipient_channel: uint32;
      sender_channel: uint32;
      initial_window_size: uint32;
      maximum_packet_size: uint32;
      /** Depends on the channel's type; none has any so far. */
      data: byte[remaining()];
    /** RFC 4254 section 5.1 */
    |92: "ChannelOpenFailure" ->
      recipient_channel: uint32;
      reason_code: uint32 variant ssh_open_failure_reason;
      description: string32;
      language_tag: string32;
    /** RFC 4254 section 5.2 */
    |93: "ChannelWindowAdjust" ->
      recipient_channel: uint32;
      bytes_to_add: uint32;
    /** RFC 4254 section 5.2 */
    |94: "ChannelData" ->
      recipient_channel: uint32;
      data: string32;
    /** RFC 4254 section 5.2 */
    |95: "ChannelExtendedData" ->
      recipient_channel: uint32;
      data_type_code: uint32 variant { |1 => Stderr };
      data: string32;
    /** RFC 4254 section 5.3 */
    |96: "ChannelEof" ->
      recipient_channel: uint32;
    /** RFC 4254 section 5.3 */
    |97: "ChannelClose" ->
      recipient_channel: uint32;
    /** RFC 4254 section 5.4 */
    |98: "ChannelRequest" ->
      recipient_channel: uint32;
      request_type: string32;
      want_reply: boolean;
      classify (request_type) {
        /** RFC 4254 section 6.2 */
        |"pty-req": "PtyReq" ->
          term: string32;
          width_characters: uint32;
          height_rows: uint32;
          width_pixels: uint32;
          height_pixels: uint32;
          /** See `ssh_terminal_modes`. */
          terminal_modes: string32;
        /** RFC 4254 section 6.3.1 */
        |"x11-req": "X11Req" ->
          single_connection: boolean;
          authentication_protocol: string32;
          authentication_cookie: string32;
          screen_number: uint32;
        /** RFC 4254 section 6.4 */
        |"env": "Env" ->
          variable_name: string32;
          variable_value: string32;
        /** RFC 4254 section 6.5 */
        |"shell": "Shell" -> ();
        /** RFC 4254 section 6.5 */
        |"exec": "Exec" ->
          command: string32;
        /** RFC 4254 section 6.5 */
        |"subsystem": "Subsystem" ->
          subsystem_name: string32;
        /** RFC 4254 section 6.7 */
        |"window-change": "WindowChange" ->
          width_columns: uint32;
          height_rows: uint32;
          width_pixels: uint32;
          height_pixels: uint32;
        /** RFC 4254 section 6.8 */
        |"xon-xoff": "XonXoff" ->
          client_can_do: boolean;
        /** RFC 4254 section 6.9 */
        |"signal": "Signal" ->
          /** Without "SIG". */
          signal_name: string32;
        /** RFC 4335 section 3 */
        |"break": "Break" ->
          break_length: uint32;
        /** RFC 4254 section 6.10 */
        |"exit-status": "ExitStatus" ->
          exit_status: uint32;
        /** RFC 4254 section 6.10 */
        |"exit-signal": "ExitSignal" ->
          signal_name: string32;
          core_dumped: boolean;
          error_message: string32;
          language_tag: string32;
        /** OpenSSH's request for agent forwarding. */
        |"auth-agent-req@openssh.com": "AuthAgentReq" -> ();
        /** The sender will write no more, but may read (PROTOCOL section 2.1). */
        |"eow@openssh.com": "EndOfWrite" -> ();
        /** Sent for the sake of its answer, whatever that is. */
        |"keepalive@openssh.com": "KeepAlive" -> ();
        |_: "Unknown" ->
          data: byte[remaining()];
      };
    /** RFC 4254 section 5.4 */
    |99: "ChannelSuccess" ->
      recipient_channel: uint32;
    /** RFC 4254 section 5.4 */
    |100: "ChannelFailure" ->
      recipient_channel: uint32;
    |_: "Unknown" ->
      payload: byte[remaining()];
  };
}

example ssh_connection "the host keys, by OpenSSH"
  "50 00 00 00 17 68 6f 73 74 6b 65 79 73 2d 30 30 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 00"
  "33 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31 39 00 00 00 20 3c 80 ae fd 4f a1 4d 8b d6 3a 03 bc"
  "30 88 f2 25 e1 42 9c 61 ed 3e 7b 89 e9 0c ed 1a 2c ab c5 26"
  {
    message: { "$kind": "GlobalRequest", request_name: { "$kind": "HostKeys" }, want_reply: false }
  };
example ssh_connection "forward a port of the server's choice, by OpenSSH"
  "50 00 00 00 0d 74 63 70 69 70 2d 66 6f 72 77 61 72 64 01 00 00 00 09 6c 6f 63 61 6c 68 6f 73 74"
  "00 00 00 00"
  {
    message: {
      "$kind": "GlobalRequest",
      request_name: { "$kind": "TcpipForward", address: "localhost", port: 0 },
      want_reply: true
    }
  };
example ssh_connection "no more sessions, by OpenSSH"
  "50 00 00 00 1c 6e 6f 2d 6d 6f 72 65 2d 73 65 73 73 69 6f 6e 73 40 6f 70 65 6e 73 73 68 2e 63 6f"
  "6d 00"
  {
    message: {
      "$kind": "GlobalRequest",
      request_name: { "$kind": "NoMoreSessions" },
      want_reply: false
    }
  };
example ssh_connection "keepalive"
  "50 00 00 00 15 6b 65 65 70 61 6c 69 76 65 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 01"
  {
    message: { "$kind": "GlobalRequest", request_name: { "$kind": "KeepAlive" }, want_reply: true }
  };
example ssh_connection "a request that is not known"
  "50 00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 01 07"
  {
    message: {
      "$kind": "GlobalRequest",
      request_name: { "$kind": "Unknown", "$value": "x@example.com", data: "07" }
    }
  };
example ssh_connection "success: the port, by OpenSSH"
  "51 00 00 8a 65"
  { message: { "$kind": "RequestSuccess" } };
example ssh_connection "failure" "52" { message: { "$kind": "RequestFailure" } };
example ssh_connection "a session, by OpenSSH"
  "5a 00 00 00 07 73 65 73 73 69 6f 6e 00 00 00 00 00 10 00 00 00 00 40 00"
  {
    message: {
      "$kind": "ChannelOpen",
      channel_type: { "$kind": "Session" },
      initial_window_size: 1048576,
      maximum_packet_size: 16384
    }
  };
example ssh_connection "a connection (ssh -W), by OpenSSH"
  "5a 00 00 00 0c 64 69 72 65 63 74 2d 74 63 70 69 70 00 00 00 00 00 20 00 00 00 00 80 00 00 00 00"
  "09 31 32 37 2e 30 2e 30 2e 31 00 00 00 09 00 00 00 09 31 32 37 2e 30 2e 30 2e 31 00 00 ff ff"
  {
    message: {
      "$kind": "ChannelOpen",
      channel_type: {
        "$kind": "DirectTcpip",
        host: "127.0.0.1",
        port: 9,
        originator_address: "127.0.0.1",
        originator_port: 65535
      }
    }
  };
example ssh_connection "a channel that is not known"
  "5a 00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 00 00 00 01 00 20 00 00 00 00 80 00 aa"
  {
    message: {
      "$kind": "ChannelOpen",
      channel_type: { "$kind": "Unknown", "$value": "x@example.com", data: "aa" },
      sender_channel: 1
    }
  };
example ssh_connection "opened, by OpenSSH"
  "5b 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80 00"
  {
    message: {
      "$kind": "ChannelOpenConfirmation",
      recipient_channel: 0,
      sender_channel: 0,
      initial_window_size: 0,
      maximum_packet_size: 32768
    }
  };
example ssh_connection "not opened, by OpenSSH"
  "5c 00 00 00 02 00 00 00 02 00 00 00 12 43 6f 6e 6e 65 63 74 69 6f 6e 20 72 65 66 75 73 65 64 00"
  "00 00 00"
  {
    message: {
      "$kind": "ChannelOpenFailure",
      recipient_channel: 2,
      reason_code: ConnectFailed,
      description: "Connection refused",
      language_tag: ""
    }
  };
example ssh_connection "window, by OpenSSH"
  "5d 00 00 00 00 00 20 00 00"
  { message: { "$kind": "ChannelWindowAdjust", recipient_channel: 0, bytes_to_add: 2097152 } };
example ssh_connection "data, by OpenSSH"
  "5e 00 00 00 00 00 00 00 03 68 69 0a"
  { message: { "$kind": "ChannelData", recipient_channel: 0, data: "hi\n" } };
example ssh_connection "standard error, by OpenSSH"
  "5f 00 00 00 00 00 00 00 01 00 00 00 04 65 72 72 0a"
  {
    message: {
      "$kind": "ChannelExtendedData",
      recipient_channel: 0,
      data_type_code: Stderr,
      data: "err\n"
    }
  };
example ssh_connection "end of file"
  "60 00 00 00 00"
  { message: { "$kind": "ChannelEof", recipient_channel: 0 } };
example ssh_connection "close"
  "61 00 00 00 00"
  { message: { "$kind": "ChannelClose", recipient_channel: 0 } };
example ssh_connection "a terminal, by OpenSSH"
  "62 00 00 00 00 00 00 00 07 70 74 79 2d 72 65 71 01 00 00 00 0e 78 74 65 72 6d 2d 32 35 36 63 6f"
  "6c 6f 72 00 00 00 50 00 00 00 18 00 00 00 00 00 00 00 00 00 00 01 05 81 00 00 96 00 80 00 00 96"
  "00 01 00 00 00 03 02 00 00 00 1c 03 00 00 00 7f 04 00 00 00 15 05 00 00 00 04 06 00 00 00 ff 07"
  "00 00 00 ff 08 00 00 00 11 09 00 00 00 13 0a 00 00 00 1a 0c 00 00 00 12 0d 00 00 00 17 0e 00 00"
  "00 16 12 00 00 00 0f 1e 00 00 00 00 1f 00 00 00 00 20 00 00 00 00 21 00 00 00 00 22 00 00 00 00"
  "23 00 00 00 00 24 00 00 00 01 25 00 00 00 00 26 00 00 00 01 27 00 00 00 00 28 00 00 00 00 29 00"
  "00 00 00 2a 00 00 00 00 32 00 00 00 01 33 00 00 00 01 34 00 00 00 00 35 00 00 00 01 36 00 00 00"
  "01 37 00 00 00 01 38 00 00 00 00 39 00 00 00 00 3a 00 00 00 00 3b 00 00 00 01 3c 00 00 00 01 3d"
  "00 00 00 01 3e 00 00 00 00 46 00 00 00 01 47 00 00 00 00 48 00 00 00 01 49 00 00 00 00 4a 00 00"
  "00 00 4b 00 00 00 00 5a 00 00 00 01 5b 00 00 00 01 5c 00 00 00 00 5d 00 00 00 00 00"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: {
        "$kind": "PtyReq",
        term: "xterm-256color",
        width_characters: 80,
        height_rows: 24
      },
      want_reply: true
    }
  };
example ssh_connection "agent forwarding, by OpenSSH"
  "62 00 00 00 00 00 00 00 1a 61 75 74 68 2d 61 67 65 6e 74 2d 72 65 71 40 6f 70 65 6e 73 73 68 2e"
  "63 6f 6d 00"
  { message: { "$kind": "ChannelRequest", request_type: { "$kind": "AuthAgentReq" } } };
example ssh_connection "environment, by OpenSSH"
  "62 00 00 00 00 00 00 00 03 65 6e 76 00 00 00 00 04 4c 41 4e 47 00 00 00 07 43 2e 55 54 46 2d 38"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "Env", variable_name: "LANG", variable_value: "C.UTF-8" },
      want_reply: false
    }
  };
example ssh_connection "a command, by OpenSSH"
  "62 00 00 00 00 00 00 00 04 65 78 65 63 01 00 00 00 07 65 63 68 6f 20 68 69"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "Exec", command: "echo hi" },
      want_reply: true
    }
  };
example ssh_connection "a shell, by OpenSSH"
  "62 00 00 00 00 00 00 00 05 73 68 65 6c 6c 01"
  { message: { "$kind": "ChannelRequest", request_type: { "$kind": "Shell" }, want_reply: true } };
example ssh_connection "SFTP, by OpenSSH"
  "62 00 00 00 00 00 00 00 09 73 75 62 73 79 73 74 65 6d 01 00 00 00 04 73 66 74 70"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "Subsystem", subsystem_name: "sftp" }
    }
  };
example ssh_connection "a new size, by OpenSSH"
  "62 00 00 00 00 00 00 00 0d 77 69 6e 64 6f 77 2d 63 68 61 6e 67 65 00 00 00 00 64 00 00 00 1e 00"
  "00 00 00 00 00 00 00"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "WindowChange", width_columns: 100, height_rows: 30 },
      want_reply: false
    }
  };
example ssh_connection "exit status, by OpenSSH"
  "62 00 00 00 00 00 00 00 0b 65 78 69 74 2d 73 74 61 74 75 73 00 00 00 00 03"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "ExitStatus", exit_status: 3 },
      want_reply: false
    }
  };
example ssh_connection "exit by a signal, by OpenSSH"
  "62 00 00 00 01 00 00 00 0b 65 78 69 74 2d 73 69 67 6e 61 6c 00 00 00 00 04 54 45 52 4d 00 00 00"
  "00 00 00 00 00 00"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "ExitSignal", signal_name: "TERM", core_dumped: false }
    }
  };
example ssh_connection "end of write, by OpenSSH"
  "62 00 00 00 00 00 00 00 0f 65 6f 77 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00"
  { message: { "$kind": "ChannelRequest", request_type: { "$kind": "EndOfWrite" } } };
example ssh_connection "a request that is not known"
  "62 00 00 00 00 00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 01 ff"
  {
    message: {
      "$kind": "ChannelRequest",
      request_type: { "$kind": "Unknown", "$value": "x@example.com", data: "ff" }
    }
  };
example ssh_connection "success"
  "63 00 00 00 00"
  { message: { "$kind": "ChannelSuccess", recipient_channel: 0 } };
example ssh_connection "failure"
  "64 00 00 00 00"
  { message: { "$kind": "ChannelFailure", recipient_channel: 0 } };
example ssh_connection "a message that is not known"
  "7f 01"
  { message: { "$kind": "Unknown", "$value": 127, payload: "01" } };
example ssh_connection "data cut off" "5e 00 00 00 00 00 00 00 03 68 69" malformed;
example ssh_connection "an exit status of two bytes"
  "62 00 00 00 00 00 00 00 0b 65 78 69 74 2d 73 74 61 74 75 73 00 00 03"
  malformed;
example ssh_connection "host keys cut off"
  "50 00 00 00 17 68 6f 73 74 6b 65 79 73 2d 30 30 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 00"
  "33 00"
  malformed;

/**
 * The terminal modes of a pty-req (RFC 4254 section 8): opcodes 1 to 159 have an argument; TTY_OP_END or an opcode from
 * 160 up ends them.
 */
packet ssh_terminal_modes {
  modes: array to_end until(opcode == 0 || opcode >= 160) {
    opcode: byte variant {
      |0 -> End
      |1 -> VINTR
      |2 -> VQUIT
      |3 -> VERASE
      |4 -> VKILL
      |5 -> VEOF
      |6 -> VEOL
      |7 -> VEOL2
      |8 -> VSTART
      |9 -> VSTOP
      |10 -> VSUSP
      |11 -> VDSUSP
      |12 -> VREPRINT
      |13 -> VWERASE
      |14 -> VLNEXT
      |15 -> VFLUSH
      |16 -> VSWTCH
      |17 -> VSTATUS
      |18 -> VDISCARD
      |30 -> IGNPAR
      |31 -> PARMRK
      |32 -> INPCK
      |33 -> ISTRIP
      |34 -> INLCR
      |35 -> IGNCR
      |36 -> ICRNL
      |37 -> IUCLC
      |38 -> IXON
      |39 -> IXANY
      |40 -> IXOFF
      |41 -> IMAXBEL
      /** RFC 8160 */
      |42 -> IUTF8
      |50 -> ISIG
      |51 -> ICANON
      |52 -> XCASE
      |53 -> ECHO
      |54 -> ECHOE
      |55 -> ECHOK
      |56 -> ECHONL
      |57 -> NOFLSH
      |58 -> TOSTOP
      |59 -> IEXTEN
      |60 -> ECHOCTL
      |61 -> ECHOKE
      |62 -> PENDIN
      |70 -> OPOST
      |71 -> OLCUC
      |72 -> ONLCR
      |73 -> OCRNL
      |74 -> ONOCR
      |75 -> ONLRET
      |90 -> CS7
      |91 -> CS8
      |92 -> PARENB
      |93 -> PARODD
      |128 -> TtyOpISpeed
      |129 -> TtyOpOSpeed
    };
    argument: uint32 when(opcode != 0 && opcode < 160);
  };
}

example ssh_terminal_modes "none, by OpenSSH without a terminal" "00" { modes: [{ opcode: End }] };
example ssh_terminal_modes "of a terminal of Linux, by OpenSSH"
  "81 00 00 96 00 80 00 00 96 00 01 00 00 00 03 02 00 00 00 1c 03 00 00 00 7f 04 00 00 00 15 05 00"
  "00 00 04 06 00 00 00 ff 07 00 00 00 ff 08 00 00 00 11 09 00 00 00 13 0a 00 00 00 1a 0c 00 00 00"
  "12 0d 00 00 00 17 0e 00 00 00 16 12 00 00 00 0f 1e 00 00 00 00 1f 00 00 00 00 20 00 00 00 00 21"
  "00 00 00 00 22 00 00 00 00 23 00 00 00 00 24 00 00 00 01 25 00 00 00 00 26 00 00 00 01 27 00 00"
  "00 00 28 00 00 00 00 29 00 00 00 00 2a 00 00 00 00 32 00 00 00 01 33 00 00 00 01 34 00 00 00 00"
  "35 00 00 00 01 36 00 00 00 01 37 00 00 00 01 38 00 00 00 00 39 00 00 00 00 3a 00 00 00 00 3b 00"
  "00 00 01 3c 00 00 00 01 3d 00 00 00 01 3e 00 00 00 00 46 00 00 00 01 47 00 00 00 00 48 00 00 00"
  "01 49 00 00 00 00 4a 00 00 00 00 4b 00 00 00 00 5a 00 00 00 01 5b 00 00 00 01 5c 00 00 00 00 5d"
  "00 00 00 00 00"
  {
    modes: [
      { opcode: TtyOpOSpeed, argument: 38400 },
      { opcode: TtyOpISpeed, argument: 38400 },
      { opcode: VINTR, argument: 3 },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      { opcode: End }
    ]
  };
example ssh_terminal_modes "two modes"
  "03 00 00 00 7f 35 00 00 00 01 00"
  { modes: [{ opcode: VERASE, argument: 127 }, { opcode: ECHO, argument: 1 }, { opcode: End }] };
example ssh_terminal_modes "no argument" "03 00 00" malformed;
