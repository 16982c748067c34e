/** OpenFlow 1.0.0 (switch specification, wire protocol 0x01, section 5). Padding is written as zeros and ignored. */

/** The header of every message, of any version (section 5.1): what a listener negotiates by. */
packet openflow_header {
  version: byte variant { |1 -> V10 |2 -> V11 |3 -> V12 |4 -> V13 |5 -> V14 |6 -> V15 };
  type: byte;
  /** Of the whole message. */
  length: uint16 min(8);
  xid: uint32;
}

example openflow_header "hello of Open vSwitch, which knows 1.0 and 1.3"
  "04 00 00 10 00 00 00 01"
  { version: V13, type: 0, length: 16 };
example openflow_header "shorter than itself" "01 00 00 07 00 00 00 01" malformed;
example openflow_header "cut off" "01 00 00 08 00 00 00" malformed;

/** A message of a version that neither `openflow10` nor `openflow13` knows: a peer says hello in the highest that it speaks. */
packet openflow_other {
  version: byte variant { |2 -> V11 |3 -> V12 |5 -> V14 |6 -> V15 };
  require (version != 1 && version != 4) "OpenFlow 1.0 and 1.3 have packets of their own";
  type: byte;
  length: uint16 min(8) value(offset(data));
  xid: uint32;
  data: byte[length - 8];
}

example openflow_other "hello of a switch that speaks 1.5, and a list of what else"
  "06 00 00 10 00 00 00 02 00 01 00 08 00 00 00 52"
  { version: V15, type: 0, length: 16, xid: 2, data: "0001000800000052" };
example openflow_other "a version that nobody has written down"
  "09 ff 00 08 00 00 00 00"
  { version: 9, data: "" };
example openflow_other "of version 1.3" "04 00 00 08 00 00 00 02" malformed;
example openflow_other "shorter than its header" "06 00 00 07 00 00 00 02" malformed;
example openflow_other "cut off" "06 00 00 10 00 00 00 02 00 01 00 08" malformed;

/** Port numbers (section 5.2.1). */
variant ofp10_port_number {
  |0xfff8 -> InPort
  |0xfff9 -> Table
  |0xfffa -> Normal
  |0xfffb -> Flood
  |0xfffc -> All
  |0xfffd -> Controller
  |0xfffe -> Local
  |0xffff -> None
};

variant ofp10_buffer { |0xffff_ffff => NoBuffer };

/** enum ofp_port_config (section 5.2.1). */
packet ofp10_port_config {
  reserved: bit[25] default(0);
  no_packet_in: bit[1] default(0);
  no_fwd: bit[1] default(0);
  no_flood: bit[1] default(0);
  no_recv_stp: bit[1] default(0);
  no_recv: bit[1] default(0);
  no_stp: bit[1] default(0);
  port_down: bit[1] default(0);
}

example ofp10_port_config "no flooding" "00 00 00 10" { no_flood: 1, port_down: 0 };
example ofp10_port_config "cut off" "00 00 00" malformed;

/** enum ofp_port_state (section 5.2.1). */
packet ofp10_port_state {
  reserved: bit[22] default(0);
  stp: bit[2] variant { |0 => Listen |1 -> Learn |2 -> Forward |3 -> Block };
  reserved_low: bit[7] default(0);
  link_down: bit[1] default(0);
}

example ofp10_port_state "forwarding, without a link" "00 00 02 01" { stp: Forward, link_down: 1 };
example ofp10_port_state "cut off" "00 00 02" malformed;

/** enum ofp_port_features (section 5.2.1). */
packet ofp10_port_features {
  reserved: bit[20] default(0);
  pause_asym: bit[1] default(0);
  pause: bit[1] default(0);
  autoneg: bit[1] default(0);
  fiber: bit[1] default(0);
  copper: bit[1] default(0);
  fd_10gb: bit[1] default(0);
  fd_1gb: bit[1] default(0);
  hd_1gb: bit[1] default(0);
  fd_100mb: bit[1] default(0);
  hd_100mb: bit[1] default(0);
  fd_10mb: bit[1] default(0);
  hd_10mb: bit[1] default(0);
}

example ofp10_port_features "a gigabit, negotiated"
  "00 00 02 20"
  { autoneg: 1, fd_1gb: 1, copper: 0 };
example ofp10_port_features "cut off" "00 00 02" malformed;

/** struct ofp_phy_port (section 5.2.1). */
packet ofp10_phy_port {
  port_no: uint16 variant ofp10_port_number;
  hw_addr: byte[6];
  /** Ends at a NUL. */
  name: byte[16];
  config: packet ofp10_port_config();
  state: packet ofp10_port_state();
  curr: packet ofp10_port_features();
  advertised: packet ofp10_port_features();
  supported: packet ofp10_port_features();
  peer: packet ofp10_port_features();
}

example ofp10_phy_port "a port of Open vSwitch"
  "00 01 aa 55 aa 55 00 0f 70 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { port_no: 1, hw_addr: "aa55aa55000f", name: "70310000000000000000000000000000" };
example ofp10_phy_port "cut off"
  "00 01 aa 55 aa 55 00 0f 70 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

/** struct ofp_packet_queue (section 5.2.2). */
packet ofp10_packet_queue {
  queue_id: uint32;
  len: uint16 value(offset(properties));
  pad: uint16 value(0);
  properties: array bytes(len - 8) of packet ofp10_queue_property();
}

example ofp10_packet_queue "a queue with a minimal rate"
  "00 00 00 07 00 18 00 00 00 01 00 10 00 00 00 00 01 f4 00 00 00 00 00 00"
  { queue_id: 7, len: 24, properties: [{ property: { "$kind": "MinRate" } }] };
example ofp10_packet_queue "shorter than itself" "00 00 00 07 00 04 00 00" malformed;

/** struct ofp_queue_prop_header (section 5.2.2). */
packet ofp10_queue_property {
  property: uint16;
  len: uint16 value(offset(end));
  pad: uint32 value(0);
  classify (property) {
    |0: "None" -> ();
    |1: "MinRate" ->
      /** In tenths of a percent; more than 1000: disabled. */
      rate: uint16;
      pad2: uint48 value(0);
    |_: "Unknown" ->
      data: byte[len - 8];
  };
  end: label;
  require (offset(end) == len) "the property's fields must fill its length";
}

example ofp10_queue_property "half of the bandwidth"
  "00 01 00 10 00 00 00 00 01 f4 00 00 00 00 00 00"
  { property: { "$kind": "MinRate", rate: 500 } };
example ofp10_queue_property "nothing" "00 00 00 08 00 00 00 00" { property: { "$kind": "None" } };
example ofp10_queue_property "a minimal rate of 8 bytes" "00 01 00 08 00 00 00 00" malformed;

/** enum ofp_flow_wildcards (section 5.2.3): 1, the field may be anything. */
packet ofp10_wildcards {
  reserved: bit[10] default(0);
  nw_tos: bit[1] default(0);
  dl_vlan_pcp: bit[1] default(0);
  /** So many low bits are ignored; 32 and more: all. */
  nw_dst: bit[6] default(0);
  nw_src: bit[6] default(0);
  tp_dst: bit[1] default(0);
  tp_src: bit[1] default(0);
  nw_proto: bit[1] default(0);
  dl_type: bit[1] default(0);
  dl_dst: bit[1] default(0);
  dl_src: bit[1] default(0);
  dl_vlan: bit[1] default(0);
  in_port: bit[1] default(0);
}

example ofp10_wildcards "a /24 of sources"
  "00 30 08 ee"
  { nw_tos: 1, dl_vlan_pcp: 1, nw_dst: 0, nw_src: 8, in_port: 0 };
example ofp10_wildcards "cut off" "00 30 08" malformed;

/** struct ofp_match (section 5.2.3). */
packet ofp10_match {
  wildcards: packet ofp10_wildcards();
  in_port: uint16 variant ofp10_port_number;
  dl_src: byte[6];
  dl_dst: byte[6];
  /** 0xffff: none. */
  dl_vlan: uint16;
  dl_vlan_pcp: byte;
  pad1: byte value(0);
  /** Ethertype; of an 802.3 frame without SNAP, 0x05ff. */
  dl_type: uint16;
  /** The six bits of DSCP, shifted left by two. */
  nw_tos: byte;
  /** IP protocol, or the lower byte of the ARP opcode. */
  nw_proto: byte;
  pad2: uint16 value(0);
  nw_src: uint32;
  nw_dst: uint32;
  /** TCP or UDP port, or ICMP type and code. */
  tp_src: uint16;
  tp_dst: uint16;
}

example ofp10_match "TCP to port 80 in VLAN 5"
  "00 38 20 4d 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 05 00 00 08 00 00 06 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 50"
  { wildcards: { tp_dst: 0, dl_vlan: 0, in_port: 1 }, dl_vlan: 5, nw_proto: 6, tp_dst: 80 };
example ofp10_match "cut off"
  "00 38 20 4d 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 05 00 00 08 00 00 06 00 00 00 00 00 00"
  "00 00 00 00 00 00 00"
  malformed;

/** struct ofp_action_header and its kinds (section 5.2.4). */
packet ofp10_action {
  type: uint16;
  len: uint16 min(8) value(offset(end));
  classify (type) {
    |0: "Output" ->
      port: uint16 variant ofp10_port_number;
      /** How much goes to the controller. */
      max_len: uint16 default(0);
    |1: "SetVlanVid" ->
      vlan_vid: uint16;
      pad: uint16 value(0);
    |2: "SetVlanPcp" ->
      vlan_pcp: byte;
      pad: uint24 value(0);
    |3: "StripVlan" ->
      pad: uint32 value(0);
    |4: "SetDlSrc" ->
      dl_addr: byte[6];
      pad: uint48 value(0);
    |5: "SetDlDst" ->
      dl_addr: byte[6];
      pad: uint48 value(0);
    |6: "SetNwSrc" ->
      nw_addr: uint32;
    |7: "SetNwDst" ->
      nw_addr: uint32;
    |8: "SetNwTos" ->
      nw_tos: byte;
      pad: uint24 value(0);
    |9: "SetTpSrc" ->
      tp_port: uint16;
      pad: uint16 value(0);
    |10: "SetTpDst" ->
      tp_port: uint16;
      pad: uint16 value(0);
    |11: "Enqueue" ->
      port: uint16 variant ofp10_port_number;
      pad: uint48 value(0);
      queue_id: uint32;
    |0xffff: "Vendor" ->
      vendor: uint32;
      body: byte[len - 8];
    |_: "Unknown" ->
      data: byte[len - 4];
  };
  end: label;
  require (offset(end) == len) "the action's fields must fill its length";
  require (len % 8 == 0) "an action's length is a multiple of 8";
}

example ofp10_action "enqueue"
  "00 0b 00 10 00 01 00 00 00 00 00 00 00 00 00 05"
  { type: { "$kind": "Enqueue", port: 1, queue_id: 5 } };
example ofp10_action "strip the VLAN" "00 03 00 08 00 00 00 00" { type: { "$kind": "StripVlan" } };
example ofp10_action "padding that is not zeros"
  "00 03 00 08 00 00 00 01"
  noncanonical { type: { "$kind": "StripVlan" } };
example ofp10_action "Nicira's resubmit"
  "ff ff 00 10 00 00 23 20 00 01 00 05 00 00 00 00"
  { type: { "$kind": "Vendor", vendor: 0x2320, body: "0001000500000000" } };
example ofp10_action "an action that is not known"
  "00 63 00 08 aa bb cc dd"
  { type: { "$kind": "Unknown", "$value": 99, data: "aabbccdd" } };
example ofp10_action "an output of 12 bytes" "00 00 00 0c 00 01 00 00 00 00 00 00" malformed;

/** struct ofp_flow_stats: one flow of a statistics reply (section 5.3.5). */
packet ofp10_flow_stats {
  length: uint16 value(offset(actions));
  table_id: byte;
  pad: byte value(0);
  match: packet ofp10_match();
  duration_sec: uint32;
  duration_nsec: uint32;
  priority: uint16;
  idle_timeout: uint16;
  hard_timeout: uint16;
  pad2: uint48 value(0);
  cookie: uint64;
  packet_count: uint64;
  byte_count: uint64;
  actions: array bytes(length - 88) of packet ofp10_action();
}

example ofp10_flow_stats "a flow of five seconds"
  "00 60 00 00 00 30 08 ee 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 08 00 00 00 00 00"
  "0a 00 00 00 0a 01 02 03 00 00 00 00 00 00 00 05 1d cd 65 00 00 64 00 3c 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 12 34 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 36 00 00 00 08 00 02 00 00"
  {
    length: 96,
    duration_sec: 5,
    priority: 100,
    idle_timeout: 60,
    cookie: 0x1234,
    packet_count: 1,
    byte_count: 54,
    actions: [{ type: { "$kind": "Output", port: 2 } }]
  };
example ofp10_flow_stats "shorter than its fixed part"
  "00 50 00 00 00 30 08 ee 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 08 00 00 00 00 00"
  "0a 00 00 00 0a 01 02 03 00 00 00 00 00 00 00 05 1d cd 65 00 00 64 00 3c 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 12 34 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 36 00 00 00 08 00 02 00 00"
  malformed;

/** A message (section 5). */
packet openflow10 {
  version: byte const(1);
  type: byte;
  length: uint16 min(8) value(offset(end));
  xid: uint32;
  classify (type) {
    /** Section 5.5.1; what it contains is ignored. */
    |0: "Hello" ->
      data: byte[length - 8];
    /** Section 5.4.4 */
    |1: "Error" ->
      error_type: uint16;
      classify (error_type) {
        |0: "HelloFailed" ->
          code: uint16 variant { |0 -> Incompatible |1 -> Eperm };
        |1: "BadRequest" ->
          code: uint16 variant {
            |0 -> BadVersion
            |1 -> BadType
            |2 -> BadStat
            |3 -> BadVendor
            |4 -> BadSubtype
            |5 -> Eperm
            |6 -> BadLen
            |7 -> BufferEmpty
            |8 -> BufferUnknown
          };
        |2: "BadAction" ->
          code: uint16 variant {
            |0 -> BadType
            |1 -> BadLen
            |2 -> BadVendor
            |3 -> BadVendorType
            |4 -> BadOutPort
            |5 -> BadArgument
            |6 -> Eperm
            |7 -> TooMany
            |8 -> BadQueue
          };
        |3: "FlowModFailed" ->
          code: uint16 variant {
            |0 -> AllTablesFull
            |1 -> Overlap
            |2 -> Eperm
            |3 -> BadEmergTimeout
            |4 -> BadCommand
            |5 -> Unsupported
          };
        |4: "PortModFailed" ->
          code: uint16 variant { |0 -> BadPort |1 -> BadHwAddr };
        |5: "QueueOpFailed" ->
          code: uint16 variant { |0 -> BadPort |1 -> BadQueue |2 -> Eperm };
        |_: "Unknown" ->
          code: uint16;
      };
      /** At least 64 bytes of the failed request, or text after a failed hello. */
      data: byte[length - 12];
    /** Section 5.5.2 */
    |2: "EchoRequest" ->
      data: byte[length - 8];
    /** Section 5.5.3 */
    |3: "EchoReply" ->
      data: byte[length - 8];
    /** Section 5.5.4 */
    |4: "Vendor" ->
      /** An OUI below 2^24. */
      vendor: uint32;
      data: byte[length - 12];
    /** Section 5.3.1 */
    |5: "FeaturesRequest" -> ();
    /** Section 5.3.1 */
    |6: "FeaturesReply" ->
      datapath_id: uint64;
      n_buffers: uint32;
      n_tables: byte;
      pad: uint24 value(0);
      reserved: bit[24] default(0);
      arp_match_ip: bit[1];
      queue_stats: bit[1];
      ip_reasm: bit[1];
      reserved_low: bit[1] default(0);
      stp: bit[1];
      port_stats: bit[1];
      table_stats: bit[1];
      flow_stats: bit[1];
      /** Bit n: the action of type n is supported. */
      actions: uint32;
      ports: array bytes(length - 32) of packet ofp10_phy_port();
    /** Section 5.3.2 */
    |7: "GetConfigRequest" -> ();
    /** Section 5.3.2 */
    |8: "GetConfigReply" ->
      flags: uint16 variant { |0 => FragNormal |1 -> FragDrop |2 -> FragReasm };
      miss_send_len: uint16;
    /** Section 5.3.2 */
    |9: "SetConfig" ->
      flags: uint16 variant { |0 => FragNormal |1 -> FragDrop |2 -> FragReasm };
      /** How much of a packet that no flow takes goes to the controller. */
      miss_send_len: uint16;
    /** Section 5.4.1 */
    |10: "PacketIn" ->
      buffer_id: uint32 variant ofp10_buffer;
      /** Of the whole frame, of which the data may be a part. */
      total_len: uint16;
      in_port: uint16 variant ofp10_port_number;
      reason: byte variant { |0 -> NoMatch |1 -> Action };
      pad: byte value(0);
      data: byte[length - 18];
    /** Section 5.4.2 */
    |11: "FlowRemoved" ->
      match: packet ofp10_match();
      cookie: uint64;
      priority: uint16;
      reason: byte variant { |0 -> IdleTimeout |1 -> HardTimeout |2 -> Delete };
      pad: byte value(0);
      duration_sec: uint32;
      duration_nsec: uint32;
      idle_timeout: uint16;
      pad2: uint16 value(0);
      packet_count: uint64;
      byte_count: uint64;
    /** Section 5.4.3 */
    |12: "PortStatus" ->
      reason: byte variant { |0 -> Add |1 -> Delete |2 -> Modify };
      pad: bit[56] value(0);
      desc: packet ofp10_phy_port();
    /** Section 5.3.6 */
    |13: "PacketOut" ->
      buffer_id: uint32 variant ofp10_buffer;
      in_port: uint16 variant ofp10_port_number;
      actions_len: uint16 value(sizeof(actions));
      actions: array bytes(actions_len) of packet ofp10_action();
      /** The frame, where it is not in a buffer. */
      data: byte[length - 16 - actions_len];
    /** Section 5.3.3 */
    |14: "FlowMod" ->
      match: packet ofp10_match();
      cookie: uint64;
      command: uint16 variant {
        |0 -> Add
        |1 -> Modify
        |2 -> ModifyStrict
        |3 -> Delete
        |4 -> DeleteStrict
      };
      idle_timeout: uint16;
      hard_timeout: uint16;
      priority: uint16;
      buffer_id: uint32 variant ofp10_buffer;
      /** Of the flows to delete. */
      out_port: uint16 variant ofp10_port_number;
      reserved: bit[13] default(0);
      emerg: bit[1] default(0);
      check_overlap: bit[1] default(0);
      send_flow_rem: bit[1] default(0);
      actions: array bytes(length - 72) of packet ofp10_action();
    /** Section 5.3.3 */
    |15: "PortMod" ->
      port_no: uint16 variant ofp10_port_number;
      hw_addr: byte[6];
      config: packet ofp10_port_config();
      mask: packet ofp10_port_config();
      /** All zeros: no change. */
      advertise: packet ofp10_port_features();
      pad: uint32 value(0);
    /** Section 5.3.5 */
    |16: "StatsRequest" ->
      stats_type: uint16;
      flags: uint16 default(0);
      classify (stats_type) {
        |0: "Desc" -> ();
        |1: "Flow" ->
          match: packet ofp10_match();
          /** 0xff: all. */
          table_id: byte;
          pad: byte value(0);
          out_port: uint16 variant ofp10_port_number;
        |2: "Aggregate" ->
          match: packet ofp10_match();
          table_id: byte;
          pad: byte value(0);
          out_port: uint16 variant ofp10_port_number;
        |3: "Table" -> ();
        |4: "Port" ->
          port_no: uint16 variant ofp10_port_number;
          pad: uint48 value(0);
        |5: "Queue" ->
          port_no: uint16 variant ofp10_port_number;
          pad: uint16 value(0);
          /** 0xffffffff: all. */
          queue_id: uint32;
        |0xffff: "Vendor" ->
          vendor: uint32;
          data: byte[length - 16];
        |_: "Unknown" ->
          data: byte[length - 12];
      };
    /** Section 5.3.5 */
    |17: "StatsReply" ->
      stats_type: uint16;
      reserved: bit[15] default(0);
      /** Further replies follow. */
      more: bit[1] default(0);
      classify (stats_type) {
        |0: "Desc" ->
          /** Each ends at a NUL. */
          mfr_desc: byte[256];
          hw_desc: byte[256];
          sw_desc: byte[256];
          serial_num: byte[32];
          dp_desc: byte[256];
        |1: "Flow" ->
          flows: array bytes(length - 12) of packet ofp10_flow_stats();
        |2: "Aggregate" ->
          packet_count: uint64;
          byte_count: uint64;
          flow_count: uint32;
          pad: uint32 value(0);
        |3: "Table" ->
          tables: array bytes(length - 12) {
            table_id: byte;
            pad: uint24 value(0);
            name: byte[32];
            wildcards: packet ofp10_wildcards();
            max_entries: uint32;
            active_count: uint32;
            lookup_count: uint64;
            matched_count: uint64;
          };
        |4: "Port" ->
          ports: array bytes(length - 12) {
            port_no: uint16 variant ofp10_port_number;
            pad: uint48 value(0);
            /** All ones: not counted, here and below. */
            rx_packets: uint64;
            tx_packets: uint64;
            rx_bytes: uint64;
            tx_bytes: uint64;
            rx_dropped: uint64;
            tx_dropped: uint64;
            rx_errors: uint64;
            tx_errors: uint64;
            rx_frame_err: uint64;
            rx_over_err: uint64;
            rx_crc_err: uint64;
            collisions: uint64;
          };
        |5: "Queue" ->
          queues: array bytes(length - 12) {
            port_no: uint16 variant ofp10_port_number;
            pad: uint16 value(0);
            queue_id: uint32;
            tx_bytes: uint64;
            tx_packets: uint64;
            tx_errors: uint64;
          };
        |0xffff: "Vendor" ->
          vendor: uint32;
          data: byte[length - 16];
        |_: "Unknown" ->
          data: byte[length - 12];
      };
    /** Section 5.3.7 */
    |18: "BarrierRequest" -> ();
    /** Section 5.3.7 */
    |19: "BarrierReply" -> ();
    /** Section 5.3.4 */
    |20: "QueueGetConfigRequest" ->
      port: uint16 variant ofp10_port_number;
      pad: uint16 value(0);
    /** Section 5.3.4 */
    |21: "QueueGetConfigReply" ->
      port: uint16 variant ofp10_port_number;
      pad: uint48 value(0);
      queues: array bytes(length - 16) of packet ofp10_packet_queue();
    |_: "Unknown" ->
      data: byte[length - 8];
  };
  end: label;
  require (offset(end) == length) "the message's fields must fill its length";
}

example openflow10 "hello"
  "01 00 00 08 00 00 00 01"
  { type: { "$kind": "Hello", data: "" }, version: 1, length: 8, xid: 1 };
example openflow10 "features of Open vSwitch"
  "01 06 00 b0 00 00 00 02 00 00 00 00 00 00 00 aa 00 00 00 00 fe 00 00 00 00 00 00 c7 00 00 0f ff"
  "ff fe 02 d8 cd 3c 4e 41 62 72 30 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 aa 55 aa 55 00 0f 70 31 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 02 aa 55 aa 55 00 0e 70 32 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "FeaturesReply",
      datapath_id: 0xaa,
      n_buffers: 0,
      n_tables: 254,
      arp_match_ip: 1,
      stp: 0,
      actions: 0xfff,
      ports: [
        { port_no: Local, name: "62723000000000000000000000000000" },
        { port_no: 1, hw_addr: "aa55aa55000f" },
        { port_no: 2 }
      ]
    }
  };
example openflow10 "features, please"
  "01 05 00 08 00 00 00 02"
  { type: { "$kind": "FeaturesRequest" } };
example openflow10 "an echo"
  "01 02 00 08 00 00 00 00"
  { type: { "$kind": "EchoRequest", data: "" } };
example openflow10 "configuration"
  "01 08 00 0c 00 00 00 04 00 00 00 00"
  { type: { "$kind": "GetConfigReply", flags: FragNormal } };
example openflow10 "set configuration"
  "01 09 00 0c 00 00 00 03 00 01 00 00"
  { type: { "$kind": "SetConfig" } };
example openflow10 "a flow: IPv4 of a subnet, rewritten"
  "01 0e 00 68 00 00 00 06 00 30 08 ee 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 08 00"
  "00 00 00 00 0a 00 00 00 0a 01 02 03 00 00 00 00 00 00 00 00 00 00 12 34 00 00 00 3c 00 00 00 64"
  "ff ff ff ff ff ff 00 00 00 06 00 08 c0 00 02 01 00 05 00 10 00 11 22 33 44 55 00 00 00 00 00 00"
  "00 00 00 08 00 02 00 00"
  {
    type: {
      "$kind": "FlowMod",
      match: {
        wildcards: { nw_src: 8, nw_dst: 0, in_port: 0, tp_src: 1 },
        in_port: 1,
        dl_type: 0x800,
        nw_src: 0x0a000000,
        nw_dst: 0x0a010203
      },
      cookie: 0x1234,
      command: Add,
      idle_timeout: 60,
      priority: 100,
      buffer_id: NoBuffer,
      out_port: None,
      actions: [
        { type: { "$kind": "SetNwSrc", nw_addr: 0xc0000201 } },
        { type: { "$kind": "SetDlDst", dl_addr: "001122334455" } },
        { type: { "$kind": "Output", port: 2, max_len: 0 } }
      ]
    }
  };
example openflow10 "a flow with most actions"
  "01 0e 00 90 00 00 00 06 00 38 20 ce 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 08 00"
  "00 11 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04"
  "ff ff ff ff ff ff 00 00 00 01 00 08 00 07 00 00 00 02 00 08 03 00 00 00 00 08 00 08 08 00 00 00"
  "00 09 00 08 00 05 00 00 00 0a 00 08 00 06 00 00 00 07 00 08 01 02 03 04 00 04 00 10 00 11 22 33"
  "44 55 00 00 00 00 00 00 00 00 00 08 ff fd 00 80"
  {
    type: {
      "$kind": "FlowMod",
      actions: [
        { type: { "$kind": "SetVlanVid", vlan_vid: 7 } },
        { type: { "$kind": "SetVlanPcp", vlan_pcp: 3 } },
        { type: { "$kind": "SetNwTos", nw_tos: 8 } },
        { type: { "$kind": "SetTpSrc" } },
        { type: { "$kind": "SetTpDst" } },
        { type: { "$kind": "SetNwDst" } },
        { type: { "$kind": "SetDlSrc" } },
        { type: { "$kind": "Output", port: Controller, max_len: 128 } }
      ]
    }
  };
example openflow10 "delete all flows"
  "01 0e 00 48 00 00 00 06 00 38 20 ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03 00 00 00 00 80 00"
  "ff ff ff ff ff ff 00 00"
  { type: { "$kind": "FlowMod", command: Delete, actions: [] } };
example openflow10 "a frame for the controller, by Open vSwitch"
  "01 0a 00 48 00 00 00 00 ff ff ff ff 00 36 00 02 01 00 50 54 00 00 00 0a 50 54 00 00 00 09 08 00"
  "45 00 00 28 00 00 00 00 40 06 8f 8c 0a 00 00 02 0a 00 00 01 04 d2 00 50 00 00 00 00 00 00 00 00"
  "50 02 20 00 00 00 00 00"
  { type: { "$kind": "PacketIn", buffer_id: NoBuffer, total_len: 54, in_port: 2, reason: Action } };
example openflow10 "a frame to send"
  "01 0d 00 42 00 00 00 06 ff ff ff ff 00 01 00 08 00 00 00 08 00 02 00 00 ff ff ff ff ff ff 00 11"
  "22 33 44 55 08 06 00 01 08 00 06 04 00 01 00 11 22 33 44 55 0a 00 00 01 00 00 00 00 00 00 0a 00"
  "00 02"
  {
    type: {
      "$kind": "PacketOut",
      buffer_id: NoBuffer,
      in_port: 1,
      actions_len: 8,
      actions: [{ type: { "$kind": "Output", port: 2 } }]
    }
  };
example openflow10 "a flow is gone, by Open vSwitch"
  "01 0b 00 58 00 00 00 00 00 38 20 fe 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 07 00 c8 02 00 00 00 00 01"
  "2c a4 d5 40 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 36"
  { type: { "$kind": "FlowRemoved", cookie: 7, priority: 200, reason: Delete } };
example openflow10 "a port goes down, by Open vSwitch"
  "01 0c 00 40 00 00 00 00 02 00 00 00 00 00 00 00 00 01 aa 55 aa 55 00 0f 70 31 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 15 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {
    type: { "$kind": "PortStatus", reason: Modify, desc: { port_no: 1, state: { link_down: 1 } } }
  };
example openflow10 "do not flood"
  "01 0f 00 20 00 00 00 04 00 01 aa 55 aa 55 00 0f 00 00 00 10 00 00 00 10 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "PortMod",
      port_no: 1,
      config: { no_flood: 1, port_down: 0 },
      mask: { no_flood: 1 }
    }
  };
example openflow10 "tables, please"
  "01 10 00 0c 00 00 00 02 00 03 00 00"
  { type: { "$kind": "StatsRequest", stats_type: { "$kind": "Table" } } };
example openflow10 "ports, please"
  "01 10 00 14 00 00 00 02 00 04 00 00 ff ff 00 00 00 00 00 00"
  { type: { "$kind": "StatsRequest", stats_type: { "$kind": "Port", port_no: None } } };
example openflow10 "queues, please"
  "01 10 00 14 00 00 00 02 00 05 00 00 ff fc 00 00 ff ff ff ff"
  { type: { "$kind": "StatsRequest", stats_type: { "$kind": "Queue", port_no: All } } };
example openflow10 "ports, by Open vSwitch"
  "01 11 01 44 00 00 00 02 00 04 00 00 ff fe 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 01 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 02 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff"
  { type: { "$kind": "StatsReply", stats_type: { "$kind": "Port" }, more: 0 } };
example openflow10 "queues, by Open vSwitch"
  "01 11 00 6c 00 00 00 02 00 05 00 00 ff fe 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 01 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 02 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff"
  { type: { "$kind": "StatsReply", stats_type: { "$kind": "Queue" } } };
example openflow10 "barrier" "01 12 00 08 00 00 00 07" { type: { "$kind": "BarrierRequest" } };
example openflow10 "barrier passed" "01 13 00 08 00 00 00 07" { type: { "$kind": "BarrierReply" } };
example openflow10 "queues of a port, by Open vSwitch"
  "01 15 00 18 00 00 00 02 00 01 00 00 00 00 00 00 00 00 00 00 00 08 00 00"
  {
    type: {
      "$kind": "QueueGetConfigReply",
      port: 1,
      queues: [{ queue_id: 0, len: 8, properties: [] }]
    }
  };
example openflow10 "an experiment of Nicira's"
  "01 10 00 20 00 00 00 04 ff ff 00 00 00 00 23 20 00 00 00 00 00 00 00 00 ff ff 00 00 ff 00 00 00"
  { type: { "$kind": "StatsRequest", stats_type: { "$kind": "Vendor", vendor: 0x2320 } } };
example openflow10 "an error"
  "01 01 00 14 00 00 00 02 00 01 00 01 01 63 00 08 00 00 00 02"
  {
    type: {
      "$kind": "Error",
      error_type: { "$kind": "BadRequest", code: BadType },
      data: "0163000800000002"
    }
  };
example openflow10 "an error of Nicira's, by Open vSwitch"
  "01 01 00 2c 00 00 00 02 b0 c2 00 00 00 00 23 20 00 01 02 17 01 10 00 18 00 00 00 02 ff ff 00 00"
  "00 00 23 20 00 00 00 03 00 00 00 00"
  { type: { "$kind": "Error", error_type: { "$kind": "Unknown", "$value": 0xb0c2 } } };
example openflow10 "a message that is not known"
  "01 63 00 09 00 00 00 01 0f"
  { type: { "$kind": "Unknown", "$value": 99, data: "0f" } };
example openflow10 "another version" "04 00 00 08 00 00 00 01" malformed;
example openflow10 "an action of length 0"
  "01 0d 00 18 00 00 00 06 ff ff ff ff 00 01 00 08 00 00 00 00 00 02 00 00"
  malformed;
example openflow10 "an action longer than the actions"
  "01 0d 00 18 00 00 00 06 ff ff ff ff 00 01 00 08 00 00 00 10 00 02 00 00"
  malformed;
example openflow10 "a barrier with something in it" "01 12 00 0c 00 00 00 07 00 00 00 00" malformed;
example openflow10 "cut off" "01 09 00 0c 00 00 00 05 00 00 ff" malformed;
