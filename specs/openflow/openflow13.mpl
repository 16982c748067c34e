/** OpenFlow 1.3 (switch specification 1.3.5, wire protocol 0x04, section 7). Padding is written as zeros and ignored. */

/** Zeros from `length`, which does not count them, up to a multiple of 8. */
struct {
  four: uint32 value(0) when((8 - length % 8) & 4 != 0);
  two: uint16 value(0) when((8 - length % 8) & 2 != 0);
  one: byte value(0) when((8 - length % 8) & 1 != 0);
} ofp13_pad8;

/** Port numbers (section 7.2.1). */
variant ofp13_port_number {
  |0xffff_fff8 -> InPort
  |0xffff_fff9 -> Table
  |0xffff_fffa -> Normal
  |0xffff_fffb -> Flood
  |0xffff_fffc -> All
  |0xffff_fffd -> Controller
  |0xffff_fffe -> Local
  |0xffff_ffff -> Any
};

variant ofp13_buffer { |0xffff_ffff => NoBuffer };

/** Group numbers (section 7.3.4.3). */
variant ofp13_group_number { |0xffff_fffc -> All |0xffff_ffff -> Any };

variant ofp13_group_type {
  /** Broadcast and multicast. */
  |0 -> All
  |1 -> Select
  |2 -> Indirect
  /** The first bucket that is alive. */
  |3 -> FastFailover
};

/** Meter numbers (section 7.3.4.5). */
variant ofp13_meter_number {
  |0xffff_fffd -> Slowpath
  |0xffff_fffe -> Controller
  |0xffff_ffff -> All
};

variant ofp13_table_number { |0xff -> All };

/** How much of a packet goes to the controller (section 7.2.4). */
variant ofp13_controller_max_len { |0 => None |0xffff -> NoBuffer };

/** enum ofp_config_flags (section 7.3.2). */
variant ofp13_config_flags { |0 => FragNormal |1 -> FragDrop |2 -> FragReasm };

/** enum ofp_controller_role (section 7.3.9). */
variant ofp13_role { |0 -> NoChange |1 -> Equal |2 -> Master |3 -> Slave };

/** enum ofp_port_config (section 7.2.1). */
packet ofp13_port_config {
  reserved: bit[25] default(0);
  no_packet_in: bit[1] default(0);
  no_fwd: bit[1] default(0);
  reserved2: bit[2] default(0);
  no_recv: bit[1] default(0);
  reserved3: bit[1] default(0);
  port_down: bit[1] default(0);
}

example ofp13_port_config "nothing received" "00 00 00 04" { no_recv: 1, port_down: 0 };
example ofp13_port_config "cut off" "00 00 00" malformed;

/** enum ofp_port_state (section 7.2.1). */
packet ofp13_port_state {
  reserved: bit[29] default(0);
  live: bit[1] default(0);
  blocked: bit[1] default(0);
  link_down: bit[1] default(0);
}

example ofp13_port_state "alive" "00 00 00 04" { live: 1, link_down: 0 };
example ofp13_port_state "cut off" "00 00 00" malformed;

/** enum ofp_port_features (section 7.2.1). */
packet ofp13_port_features {
  reserved: bit[16] default(0);
  pause_asym: bit[1] default(0);
  pause: bit[1] default(0);
  autoneg: bit[1] default(0);
  fiber: bit[1] default(0);
  copper: bit[1] default(0);
  other: bit[1] default(0);
  fd_1tb: bit[1] default(0);
  fd_100gb: bit[1] default(0);
  fd_40gb: bit[1] default(0);
  fd_10gb: bit[1] default(0);
  fd_1gb: bit[1] default(0);
  hd_1gb: bit[1] default(0);
  fd_100mb: bit[1] default(0);
  hd_100mb: bit[1] default(0);
  fd_10mb: bit[1] default(0);
  hd_10mb: bit[1] default(0);
}

example ofp13_port_features "a gigabit, negotiated"
  "00 00 28 20"
  { autoneg: 1, copper: 1, fd_1gb: 1 };
example ofp13_port_features "cut off" "00 00 28" malformed;

/** struct ofp_port (section 7.2.1). */
packet ofp13_port {
  port_no: uint32 variant ofp13_port_number;
  pad: uint32 value(0);
  hw_addr: byte[6];
  pad2: uint16 value(0);
  /** Ends at a NUL. */
  name: byte[16];
  config: packet ofp13_port_config();
  state: packet ofp13_port_state();
  curr: packet ofp13_port_features();
  advertised: packet ofp13_port_features();
  supported: packet ofp13_port_features();
  peer: packet ofp13_port_features();
  /** In kbps, as is the maximum. */
  curr_speed: uint32;
  max_speed: uint32;
}

example ofp13_port "a port of Open vSwitch"
  "00 00 00 01 00 00 00 00 aa 55 aa 55 00 0f 00 00 70 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {};
example ofp13_port "cut off"
  "ff ff ff fe 00 00 00 00 02 d8 cd 3c 4e 41 00 00 62 72 30 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

/** struct ofp_packet_queue (section 7.2.2). */
packet ofp13_packet_queue {
  queue_id: uint32;
  port: uint32 variant ofp13_port_number;
  len: uint16 value(offset(properties));
  pad: uint48 value(0);
  properties: array bytes(len - 16) of packet ofp13_queue_property();
}

example ofp13_packet_queue "at least half of the bandwidth"
  "00 00 00 07 00 00 00 01 00 20 00 00 00 00 00 00 00 01 00 10 00 00 00 00 01 f4 00 00 00 00 00 00"
  { queue_id: 7, properties: [{ property: { "$kind": "MinRate", rate: 500 } }] };
example ofp13_packet_queue "shorter than itself"
  "00 00 00 07 00 00 00 01 00 08 00 00 00 00 00 00"
  malformed;

/** struct ofp_queue_prop_header (section 7.2.2). */
packet ofp13_queue_property {
  property: uint16;
  len: uint16 value(offset(end));
  pad: uint32 value(0);
  classify (property) {
    |1: "MinRate" ->
      /** In tenths of a percent; more than 1000: disabled. */
      rate: uint16;
      pad2: uint48 value(0);
    |2: "MaxRate" ->
      rate: uint16;
      pad2: uint48 value(0);
    |0xffff: "Experimenter" ->
      experimenter: uint32;
      pad2: uint32 value(0);
      data: byte[len - 16];
    |_: "Unknown" ->
      data: byte[len - 8];
  };
  end: label;
  require (offset(end) == len) "the property's fields must fill its length";
}

example ofp13_queue_property "at most half"
  "00 02 00 10 00 00 00 00 01 f4 00 00 00 00 00 00"
  { property: { "$kind": "MaxRate", rate: 500 } };
example ofp13_queue_property "a rate of 8 bytes" "00 02 00 08 00 00 00 00" malformed;

/**
 * One field of a match or of a set-field action, in the OpenFlow Extensible Match format (section 7.2.3.2 to 7.2.3.8).
 *
 *     oxm_class[16] oxm_field[7] oxm_hasmask[1] oxm_length[8] value mask
 */
packet ofp13_oxm {
  oxm_class: uint16;
  classify (oxm_class) {
    |0x8000: "OpenflowBasic" ->
      oxm_field: bit[7];
      oxm_hasmask: bit[1] value(present(mask));
      /** Of value and mask. */
      oxm_length: byte value(offset(end) - offset(oxm_length));
      classify (oxm_field) {
        /** Ingress port. */
        |0: "InPort" ->
          value: uint32 variant ofp13_port_number;
          mask: uint32 when(oxm_hasmask == 1);
        /** Physical ingress port, where the ingress port is logical. */
        |1: "InPhyPort" ->
          value: uint32 variant ofp13_port_number;
          mask: uint32 when(oxm_hasmask == 1);
        /** Table metadata. */
        |2: "Metadata" ->
          value: uint64;
          mask: uint64 when(oxm_hasmask == 1);
        |3: "EthDst" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        |4: "EthSrc" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        /** After VLAN tags. */
        |5: "EthType" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        /** With OFPVID_PRESENT (0x1000) where there is a tag; 0: none. */
        |6: "VlanVid" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |7: "VlanPcp" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        /** Six bits. */
        |8: "IpDscp" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        /** Two bits. */
        |9: "IpEcn" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |10: "IpProto" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |11: "Ipv4Src" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        |12: "Ipv4Dst" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        |13: "TcpSrc" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |14: "TcpDst" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |15: "UdpSrc" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |16: "UdpDst" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |17: "SctpSrc" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |18: "SctpDst" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |19: "Icmpv4Type" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |20: "Icmpv4Code" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |21: "ArpOp" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |22: "ArpSpa" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        |23: "ArpTpa" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        |24: "ArpSha" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        |25: "ArpTha" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        |26: "Ipv6Src" ->
          value: byte[16];
          mask: byte[16] when(oxm_hasmask == 1);
        |27: "Ipv6Dst" ->
          value: byte[16];
          mask: byte[16] when(oxm_hasmask == 1);
        /** Twenty bits. */
        |28: "Ipv6Flabel" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        |29: "Icmpv6Type" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |30: "Icmpv6Code" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |31: "Ipv6NdTarget" ->
          value: byte[16];
          mask: byte[16] when(oxm_hasmask == 1);
        |32: "Ipv6NdSll" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        |33: "Ipv6NdTll" ->
          value: byte[6];
          mask: byte[6] when(oxm_hasmask == 1);
        /** Twenty bits. */
        |34: "MplsLabel" ->
          value: uint32;
          mask: uint32 when(oxm_hasmask == 1);
        /** Three bits. */
        |35: "MplsTc" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        /** One bit. */
        |36: "MplsBos" ->
          value: byte;
          mask: byte when(oxm_hasmask == 1);
        |37: "PbbIsid" ->
          value: uint24;
          mask: uint24 when(oxm_hasmask == 1);
        |38: "TunnelId" ->
          value: uint64;
          mask: uint64 when(oxm_hasmask == 1);
        /** A bit for each extension header, and for their order. */
        |39: "Ipv6Exthdr" ->
          value: uint16;
          mask: uint16 when(oxm_hasmask == 1);
        |_: "Unknown" ->
          value: byte[oxm_hasmask == 1 ? oxm_length / 2 : oxm_length];
          mask: byte[oxm_length / 2] when(oxm_hasmask == 1);
      };
    |0xffff: "Experimenter" ->
      oxm_field: bit[7];
      oxm_hasmask: bit[1] value(present(mask));
      /** Of value and mask. */
      oxm_length: byte value(offset(end) - offset(oxm_length));
      experimenter: uint32;
      value: byte[oxm_hasmask == 1 ? (oxm_length - 4) / 2 : oxm_length - 4];
      mask: byte[(oxm_length - 4) / 2] when(oxm_hasmask == 1);
    /** Such as 0 and 1, Nicira's. */
    |_: "Unknown" ->
      oxm_field: bit[7];
      oxm_hasmask: bit[1] value(present(mask));
      /** Of value and mask. */
      oxm_length: byte value(offset(end) - offset(oxm_length));
      value: byte[oxm_hasmask == 1 ? oxm_length / 2 : oxm_length];
      mask: byte[oxm_length / 2] when(oxm_hasmask == 1);
  };
  end: label;
  require (offset(end) - offset(oxm_length) == oxm_length) "value and mask must fill oxm_length";
}

example ofp13_oxm "IPv4 source 10.0.0.0/24"
  "80 00 17 08 0a 00 00 00 ff ff ff 00"
  {
    oxm_class: {
      "$kind": "OpenflowBasic",
      oxm_hasmask: 1,
      oxm_length: 8,
      oxm_field: { "$kind": "Ipv4Src", value: 0x0a000000, mask: 0xffffff00 }
    }
  };
example ofp13_oxm "a VLAN"
  "80 00 0c 02 10 03"
  { oxm_class: { oxm_hasmask: 0, oxm_field: { "$kind": "VlanVid", value: 0x1003 } } };
example ofp13_oxm "TCP flags (OpenFlow 1.5)"
  "80 00 54 02 00 12"
  {
    oxm_class: {
      "$kind": "OpenflowBasic",
      oxm_field: { "$kind": "Unknown", "$value": 42, value: "0012" }
    }
  };
example ofp13_oxm "TCP flags of the ONF for 1.3"
  "ff ff 54 06 4f 4e 46 00 00 12"
  {
    oxm_class: { "$kind": "Experimenter", oxm_field: 42, experimenter: 0x4f4e4600, value: "0012" }
  };
example ofp13_oxm "a port of three bytes" "80 00 00 03 00 00 01" malformed;
example ofp13_oxm "a mask that is not there" "80 00 17 04 0a 00 00 00" malformed;

/** struct ofp_match (section 7.2.3.1). */
packet ofp13_match {
  type: uint16 variant { |0 -> Standard |1 => Oxm };
  /** Without the padding. */
  length: uint16 min(4) value(offset(oxm_fields));
  oxm_fields: array bytes(length - 4) of packet ofp13_oxm();
  pad: ofp13_pad8;
}

example ofp13_match "anything" "00 01 00 04 00 00 00 00" { type: Oxm, length: 4, oxm_fields: [] };
example ofp13_match "port 2"
  "00 01 00 0c 80 00 00 04 00 00 00 02 00 00 00 00"
  {
    length: 12,
    oxm_fields: [
      { oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "InPort", value: 2 } } }
    ]
  };
example ofp13_match "a field that goes on behind the match"
  "00 01 00 0a 80 00 00 04 00 00 00 02 00 00 00 00"
  malformed;
example ofp13_match "no padding" "00 01 00 0c 80 00 00 04 00 00 00 02" malformed;

/** struct ofp_action_header and its kinds (section 7.2.5). */
packet ofp13_action {
  type: uint16;
  len: uint16 min(8) value(offset(end));
  classify (type) {
    |0: "Output" ->
      port: uint32 variant ofp13_port_number;
      max_len: uint16 variant ofp13_controller_max_len;
      pad: uint48 value(0);
    |11: "CopyTtlOut" ->
      pad: uint32 value(0);
    |12: "CopyTtlIn" ->
      pad: uint32 value(0);
    |15: "SetMplsTtl" ->
      mpls_ttl: byte;
      pad: uint24 value(0);
    |16: "DecMplsTtl" ->
      pad: uint32 value(0);
    |17: "PushVlan" ->
      ethertype: uint16;
      pad: uint16 value(0);
    |18: "PopVlan" ->
      pad: uint32 value(0);
    |19: "PushMpls" ->
      ethertype: uint16;
      pad: uint16 value(0);
    |20: "PopMpls" ->
      ethertype: uint16;
      pad: uint16 value(0);
    |21: "SetQueue" ->
      queue_id: uint32;
    |22: "Group" ->
      group_id: uint32 variant ofp13_group_number;
    |23: "SetNwTtl" ->
      nw_ttl: byte;
      pad: uint24 value(0);
    |24: "DecNwTtl" ->
      pad: uint32 value(0);
    |25: "SetField" ->
      field: packet ofp13_oxm();
      pad_four: uint32 value(0) when((12 - sizeof(field) % 8) & 4 != 0);
      pad_two: uint16 value(0) when((12 - sizeof(field) % 8) & 2 != 0);
      pad_one: byte value(0) when((12 - sizeof(field) % 8) & 1 != 0);
    |26: "PushPbb" ->
      ethertype: uint16;
      pad: uint16 value(0);
    |27: "PopPbb" ->
      pad: uint32 value(0);
    |0xffff: "Experimenter" ->
      experimenter: uint32;
      data: byte[len - 8];
    |_: "Unknown" ->
      data: byte[len - 4];
  };
  end: label;
  require (offset(end) == len) "the action's fields must fill its length";
  require (len % 8 == 0) "an action's length is a multiple of 8";
}

example ofp13_action "to the controller"
  "00 00 00 10 ff ff ff fd 00 80 00 00 00 00 00 00"
  { type: { "$kind": "Output", port: Controller, max_len: 128 } };
example ofp13_action "set the destination"
  "00 19 00 10 80 00 06 06 00 11 22 33 44 55 00 00"
  { len: 16, type: { "$kind": "SetField" } };
example ofp13_action "an action that is not known"
  "00 63 00 08 aa bb cc dd"
  { type: { "$kind": "Unknown", "$value": 99, data: "aabbccdd" } };
example ofp13_action "of an experimenter"
  "ff ff 00 10 00 00 23 20 00 0e 00 00 00 00 00 00"
  { type: { "$kind": "Experimenter", experimenter: 0x2320 } };
example ofp13_action "a field that ends behind the action"
  "00 19 00 08 80 00 06 06 00 11 22 33 44 55 00 00"
  malformed;
example ofp13_action "an output of 8 bytes" "00 00 00 08 00 00 00 01" malformed;

/** struct ofp_instruction and its kinds (section 7.2.4). */
packet ofp13_instruction {
  type: uint16;
  len: uint16 min(8) value(offset(end));
  classify (type) {
    |1: "GotoTable" ->
      table_id: byte;
      pad: uint24 value(0);
    |2: "WriteMetadata" ->
      pad: uint32 value(0);
      metadata: uint64;
      metadata_mask: uint64;
    |3: "WriteActions" ->
      pad: uint32 value(0);
      actions: array bytes(len - 8) of packet ofp13_action();
    |4: "ApplyActions" ->
      pad: uint32 value(0);
      actions: array bytes(len - 8) of packet ofp13_action();
    |5: "ClearActions" ->
      pad: uint32 value(0);
    |6: "Meter" ->
      meter_id: uint32 variant ofp13_meter_number;
    |0xffff: "Experimenter" ->
      experimenter: uint32;
      data: byte[len - 8];
    |_: "Unknown" ->
      data: byte[len - 4];
  };
  end: label;
  require (offset(end) == len) "the instruction's fields must fill its length";
  require (len % 8 == 0) "an instruction's length is a multiple of 8";
}

example ofp13_instruction "go to table 1"
  "00 01 00 08 01 00 00 00"
  { type: { "$kind": "GotoTable", table_id: 1 } };
example ofp13_instruction "meter"
  "00 06 00 08 00 00 00 01"
  { type: { "$kind": "Meter", meter_id: 1 } };
example ofp13_instruction "apply actions that do not fill it"
  "00 04 00 0c 00 00 00 00 00 00 00 0c 00 00 00 01"
  malformed;

/** struct ofp_bucket (section 7.3.4.3). */
packet ofp13_bucket {
  len: uint16 value(offset(actions));
  /** Of a select group. */
  weight: uint16 default(0);
  /** Of a fast failover group. */
  watch_port: uint32 variant ofp13_port_number default(0xffff_ffff);
  watch_group: uint32 variant ofp13_group_number default(0xffff_ffff);
  pad: uint32 value(0);
  actions: array bytes(len - 16) of packet ofp13_action();
}

example ofp13_bucket "to port 1"
  "00 20 00 05 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00"
  { len: 32, weight: 5, watch_port: Any, actions: [{ type: { "$kind": "Output", port: 1 } }] };
example ofp13_bucket "shorter than its fixed part"
  "00 0c 00 05 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00"
  malformed;

/** struct ofp_meter_band_header and its kinds (section 7.3.4.5). */
packet ofp13_meter_band {
  type: uint16;
  len: uint16 value(offset(end));
  rate: uint32;
  burst_size: uint32;
  classify (type) {
    |1: "Drop" ->
      pad: uint32 value(0);
    |2: "DscpRemark" ->
      prec_level: byte;
      pad: uint24 value(0);
    |0xffff: "Experimenter" ->
      experimenter: uint32;
      data: byte[len - 16];
    |_: "Unknown" ->
      data: byte[len - 12];
  };
  end: label;
  require (offset(end) == len) "the band's fields must fill its length";
}

example ofp13_meter_band "drop above a megabit a second"
  "00 01 00 10 00 00 03 e8 00 00 00 64 00 00 00 00"
  { rate: 1000, burst_size: 100, type: { "$kind": "Drop" } };
example ofp13_meter_band "remark"
  "00 02 00 10 00 00 03 e8 00 00 00 64 01 00 00 00"
  { type: { "$kind": "DscpRemark", prec_level: 1 } };
example ofp13_meter_band "a drop of 12 bytes" "00 01 00 0c 00 00 03 e8 00 00 00 64" malformed;

/** struct ofp_hello_elem_header (section 7.5.1). */
packet ofp13_hello_element {
  type: uint16;
  /** Without the padding. */
  length: uint16 min(4) value(offset(end));
  classify (type) {
    |1: "VersionBitmap" ->
      /** Bit n of word m: version 32 m + n. */
      bitmaps: array bytes(length - 4) of uint32;
    |_: "Unknown" ->
      data: byte[length - 4];
  };
  end: label;
  require (offset(end) == length) "the element's fields must fill its length";
  pad: ofp13_pad8;
}

example ofp13_hello_element "1.0 and 1.3"
  "00 01 00 08 00 00 00 12"
  { type: { "$kind": "VersionBitmap", bitmaps: [0x12] } };
example ofp13_hello_element "padded"
  "00 02 00 06 01 02 00 00"
  { length: 6, type: { "$kind": "Unknown", "$value": 2, data: "0102" } };
example ofp13_hello_element "shorter than itself" "00 01 00 03 00 00 00 00" malformed;

/** The number of an action or an instruction, in a table's features (section 7.3.5.5.2). */
packet ofp13_feature_id {
  type: uint16;
  len: uint16 min(4) value(4 + sizeof(data));
  /** Of an experimenter: its number, and more. */
  data: byte[len - 4];
}

example ofp13_feature_id "output" "00 00 00 04" { type: 0, data: "" };
example ofp13_feature_id "shorter than itself" "00 00 00 03" malformed;

/** The header of a match field, in a table's features; its length is that of the value, which is not there. */
packet ofp13_oxm_id {
  oxm_class: uint16;
  oxm_field: bit[7];
  oxm_hasmask: bit[1];
  oxm_length: byte;
  experimenter: uint32 when(oxm_class == 0xffff);
}

example ofp13_oxm_id "IPv4 source"
  "80 00 17 04"
  { oxm_class: 0x8000, oxm_field: 11, oxm_hasmask: 1, oxm_length: 4 };
example ofp13_oxm_id "of an experimenter" "ff ff 54 06 4f 4e 46 00" { experimenter: 0x4f4e4600 };
example ofp13_oxm_id "no experimenter" "ff ff 54 06" malformed;

/** struct ofp_table_feature_prop_header and its kinds (section 7.3.5.5.2). */
packet ofp13_table_feature_property {
  type: uint16;
  /** Without the padding. */
  length: uint16 min(4) value(offset(end));
  classify (type) {
    |0: "Instructions" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |1: "InstructionsMiss" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |2: "NextTables" ->
      next_table_ids: byte[length - 4];
    |3: "NextTablesMiss" ->
      next_table_ids: byte[length - 4];
    |4: "WriteActions" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |5: "WriteActionsMiss" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |6: "ApplyActions" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |7: "ApplyActionsMiss" ->
      ids: array bytes(length - 4) of packet ofp13_feature_id();
    |8: "Match" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |10: "Wildcards" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |12: "WriteSetField" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |13: "WriteSetFieldMiss" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |14: "ApplySetField" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |15: "ApplySetFieldMiss" ->
      oxm_ids: array bytes(length - 4) of packet ofp13_oxm_id();
    |0xfffe: "Experimenter" ->
      experimenter: uint32;
      exp_type: uint32;
      data: byte[length - 12];
    |0xffff: "ExperimenterMiss" ->
      experimenter: uint32;
      exp_type: uint32;
      data: byte[length - 12];
    |_: "Unknown" ->
      data: byte[length - 4];
  };
  end: label;
  require (offset(end) == length) "the property's fields must fill its length";
  pad: ofp13_pad8;
}

example ofp13_table_feature_property "instructions, by Open vSwitch"
  "00 00 00 1c 00 01 00 04 00 02 00 04 00 03 00 04 00 04 00 04 00 05 00 04 00 06 00 04 00 00 00 00"
  { type: { "$kind": "Instructions" } };
example ofp13_table_feature_property "actions to write, by Open vSwitch"
  "00 04 00 34 00 00 00 04 00 0f 00 04 00 10 00 04 00 11 00 04 00 12 00 04 00 13 00 04 00 14 00 04"
  "00 15 00 04 00 16 00 04 00 17 00 04 00 18 00 04 00 19 00 04 00 00 00 00"
  { type: { "$kind": "WriteActions" } };
example ofp13_table_feature_property "fields to match, by Open vSwitch"
  "00 08 03 14 00 01 47 08 00 01 48 04 80 00 58 04 00 01 4a 04 80 00 4d 10 00 01 3f 08 00 01 41 08"
  "00 01 db 20 00 01 dd 20 00 01 d1 04 00 01 4d 04 00 01 4f 02 ff ff 17 0c 00 00 23 20 ff ff 19 06"
  "00 00 23 20 ff ff 1b 06 00 00 23 20 ff ff 1d 06 00 00 23 20 ff ff 1f 06 00 00 23 20 ff ff 21 06"
  "00 00 23 20 00 01 51 f8 00 01 53 f8 00 01 55 f8 00 01 57 f8 00 01 59 f8 00 01 5b f8 00 01 5d f8"
  "00 01 5f f8 00 01 61 f8 00 01 63 f8 00 01 65 f8 00 01 67 f8 00 01 69 f8 00 01 6b f8 00 01 6d f8"
  "00 01 6f f8 00 01 71 f8 00 01 73 f8 00 01 75 f8 00 01 77 f8 00 01 79 f8 00 01 7b f8 00 01 7d f8"
  "00 01 7f f8 00 01 81 f8 00 01 83 f8 00 01 85 f8 00 01 87 f8 00 01 89 f8 00 01 8b f8 00 01 8d f8"
  "00 01 8f f8 00 01 91 f8 00 01 93 f8 00 01 95 f8 00 01 97 f8 00 01 99 f8 00 01 9b f8 00 01 9d f8"
  "00 01 9f f8 00 01 a1 f8 00 01 a3 f8 00 01 a5 f8 00 01 a7 f8 00 01 a9 f8 00 01 ab f8 00 01 ad f8"
  "00 01 af f8 00 01 b1 f8 00 01 b3 f8 00 01 b5 f8 00 01 b7 f8 00 01 b9 f8 00 01 bb f8 00 01 bd f8"
  "00 01 bf f8 00 01 c1 f8 00 01 c3 f8 00 01 c5 f8 00 01 c7 f8 00 01 c9 f8 00 01 cb f8 00 01 cd f8"
  "00 01 cf f8 80 00 05 10 00 00 00 02 80 00 00 04 ff ff 56 08 4f 4e 46 00 00 01 43 08 00 01 d3 08"
  "00 01 d4 02 00 01 d7 08 00 01 d9 20 00 01 ee 01 00 01 f1 08 00 01 f3 08 00 01 f5 20 00 01 f7 20"
  "00 01 f9 04 00 01 fb 04 00 01 01 08 00 01 03 08 00 01 05 08 00 01 07 08 00 01 09 08 00 01 0b 08"
  "00 01 0d 08 00 01 0f 08 00 01 11 08 00 01 13 08 00 01 15 08 00 01 17 08 00 01 19 08 00 01 1b 08"
  "00 01 1d 08 00 01 1f 08 80 01 01 10 80 01 03 10 80 01 05 10 80 01 07 10 80 01 09 10 80 01 0b 10"
  "80 01 0d 10 80 01 0f 10 00 01 df 20 00 01 e1 20 00 01 e3 20 00 01 e5 20 80 00 09 0c 80 00 07 0c"
  "80 00 0a 02 00 00 09 04 80 00 0d 04 80 00 0e 01 80 00 44 04 80 00 46 01 80 00 48 01 00 01 3c 01"
  "80 00 17 08 80 00 19 08 80 00 35 20 80 00 37 20 80 00 39 08 80 00 14 01 00 00 0a 01 80 00 10 01"
  "80 00 12 01 00 01 3a 01 00 01 35 02 80 00 2a 02 80 00 2d 08 80 00 2f 08 80 00 31 0c 80 00 33 0c"
  "80 00 1b 04 80 00 1d 04 ff ff 55 08 4f 4e 46 00 80 00 1f 04 80 00 21 04 80 00 23 04 80 00 25 04"
  "80 00 26 01 80 00 28 01 80 00 3a 01 80 00 3c 01 80 00 3f 20 80 00 41 0c 80 00 43 0c 10 00 02 04"
  "10 00 04 01 ff ff 03 06 00 5a d6 50 ff ff 04 05 00 5a d6 50 ff ff 06 05 00 5a d6 50 ff ff 08 08"
  "00 5a d6 50 ff ff 0a 05 00 5a d6 50 ff ff 0d 0c 00 5a d6 50 ff ff 0f 0c 00 5a d6 50 ff ff 11 0c"
  "00 5a d6 50 ff ff 13 0c 00 5a d6 50 ff ff 14 05 00 5a d6 50 00 00 00 00"
  { type: { "$kind": "Match" } };
example ofp13_table_feature_property "an id longer than the list"
  "00 00 00 08 00 01 00 08"
  malformed;

/** struct ofp_table_features (section 7.3.5.5.1). */
packet ofp13_table_features {
  length: uint16 value(offset(properties));
  table_id: byte;
  pad: bit[40] value(0);
  /** Ends at a NUL. */
  name: byte[32];
  metadata_match: uint64;
  metadata_write: uint64;
  config: uint32;
  max_entries: uint32;
  properties: array bytes(length - 64) of packet ofp13_table_feature_property();
}

example ofp13_table_features "a table of Open vSwitch, with one property"
  "00 48 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 0f 42 40"
  "00 00 00 08 00 01 00 04"
  {
    length: 72,
    table_id: 0,
    properties: [{ type: { "$kind": "Instructions", ids: [{ type: 1, len: 4 }] } }]
  };
example ofp13_table_features "cut off"
  "00 48 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff"
  malformed;

/** struct ofp_flow_stats (section 7.3.5.2). */
packet ofp13_flow_stats {
  length: uint16 value(offset(instructions));
  table_id: byte;
  pad: byte value(0);
  duration_sec: uint32;
  duration_nsec: uint32;
  priority: uint16;
  idle_timeout: uint16;
  hard_timeout: uint16;
  flags: packet ofp13_flow_flags();
  pad2: uint32 value(0);
  cookie: uint64;
  packet_count: uint64;
  byte_count: uint64;
  match: packet ofp13_match();
  instructions: array bytes(length - 48 - sizeof(match)) of packet ofp13_instruction();
}

example ofp13_flow_stats "a flow of Open vSwitch"
  "00 90 00 00 00 00 00 00 26 07 1b 80 00 64 00 3c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 12 34"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 26 80 00 00 04 00 00 00 01 80 00 0a 02"
  "08 00 80 00 17 08 0a 00 00 00 ff ff ff 00 80 00 18 04 0a 01 02 03 00 00 00 04 00 38 00 00 00 00"
  "00 19 00 10 80 00 16 04 c0 00 02 01 00 00 00 00 00 19 00 10 80 00 06 06 00 11 22 33 44 55 00 00"
  "00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  {};
example ofp13_flow_stats "shorter than its match"
  "00 30 00 00 00 00 00 00 26 07 1b 80 00 64 00 3c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 12 34"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 26 80 00 00 04 00 00 00 01 80 00 0a 02"
  "08 00 80 00 17 08 0a 00 00 00 ff ff ff 00 80 00 18 04 0a 01 02 03 00 00 00 04 00 38 00 00 00 00"
  "00 19 00 10 80 00 16 04 c0 00 02 01 00 00 00 00 00 19 00 10 80 00 06 06 00 11 22 33 44 55 00 00"
  "00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  malformed;

/** enum ofp_flow_mod_flags (section 7.3.4.1). */
packet ofp13_flow_flags {
  reserved: bit[11] default(0);
  no_byt_counts: bit[1] default(0);
  no_pkt_counts: bit[1] default(0);
  reset_counts: bit[1] default(0);
  check_overlap: bit[1] default(0);
  send_flow_rem: bit[1] default(0);
}

example ofp13_flow_flags "tell when it goes" "00 01" { send_flow_rem: 1, check_overlap: 0 };
example ofp13_flow_flags "cut off" "00" malformed;

/** enum ofp_meter_flags (section 7.3.4.5). */
packet ofp13_meter_flags {
  reserved: bit[12] default(0);
  stats: bit[1] default(0);
  burst: bit[1] default(0);
  pktps: bit[1] default(0);
  kbps: bit[1] default(0);
}

example ofp13_meter_flags "kilobits, with bursts" "00 05" { kbps: 1, burst: 1, stats: 0 };
example ofp13_meter_flags "cut off" "00" malformed;

/** struct ofp_group_stats (section 7.3.5.9). */
packet ofp13_group_stats {
  length: uint16 value(offset(bucket_stats));
  pad: uint16 value(0);
  group_id: uint32 variant ofp13_group_number;
  ref_count: uint32;
  pad2: uint32 value(0);
  packet_count: uint64;
  byte_count: uint64;
  duration_sec: uint32;
  duration_nsec: uint32;
  bucket_stats: array bytes(length - 40) {
    packet_count: uint64;
    byte_count: uint64;
  };
}

example ofp13_group_stats "by Open vSwitch"
  "00 48 00 00 00 00 00 09 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 0e c8 2e 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00"
  { group_id: 9, bucket_stats: [{ packet_count: 0 }, { packet_count: 0 }] };
example ofp13_group_stats "half a bucket"
  "00 30 00 00 00 00 00 09 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 0e c8 2e 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00"
  malformed;

/** struct ofp_group_desc (section 7.3.5.10). */
packet ofp13_group_desc {
  length: uint16 value(offset(buckets));
  type: byte variant ofp13_group_type;
  pad: byte value(0);
  group_id: uint32 variant ofp13_group_number;
  buckets: array bytes(length - 8) of packet ofp13_bucket();
}

example ofp13_group_desc "by Open vSwitch"
  "00 48 01 00 00 00 00 09 00 20 00 05 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 01"
  "00 00 00 00 00 00 00 00 00 20 00 06 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 02"
  "00 00 00 00 00 00 00 00"
  { type: Select, group_id: 9, buckets: [{ weight: 5 }, { weight: 6 }] };
example ofp13_group_desc "a bucket longer than the group"
  "00 10 01 00 00 00 00 09 00 20 00 05 00 00 00 00"
  malformed;

/** struct ofp_meter_stats (section 7.3.5.12). */
packet ofp13_meter_stats {
  meter_id: uint32 variant ofp13_meter_number;
  len: uint16 value(offset(band_stats));
  pad: uint48 value(0);
  flow_count: uint32;
  packet_in_count: uint64;
  byte_in_count: uint64;
  duration_sec: uint32;
  duration_nsec: uint32;
  band_stats: array bytes(len - 40) {
    packet_band_count: uint64;
    byte_band_count: uint64;
  };
}

example ofp13_meter_stats "by Open vSwitch"
  "00 00 00 01 00 38 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 16 e3 60 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { meter_id: 1, flow_count: 0, band_stats: [{ packet_band_count: 0, byte_band_count: 0 }] };
example ofp13_meter_stats "cut off"
  "00 00 00 01 00 38 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 16 e3 60 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

/** struct ofp_meter_config (section 7.3.5.13). */
packet ofp13_meter_config {
  length: uint16 value(offset(bands));
  flags: packet ofp13_meter_flags();
  meter_id: uint32 variant ofp13_meter_number;
  bands: array bytes(length - 8) of packet ofp13_meter_band();
}

example ofp13_meter_config "by Open vSwitch"
  "00 18 00 05 00 00 00 01 00 01 00 10 00 00 03 e8 00 00 00 64 00 00 00 00"
  { meter_id: 1, bands: [{ rate: 1000 }] };
example ofp13_meter_config "cut off"
  "00 18 00 05 00 00 00 01 00 01 00 10 00 00 03 e8 00 00 00 64 00 00 00"
  malformed;

/** A message (section 7). */
packet openflow13 {
  version: byte const(4);
  type: byte;
  length: uint16 min(8) value(offset(end));
  xid: uint32;
  classify (type) {
    /** Section 7.5.1 */
    |0: "Hello" ->
      elements: array bytes(length - 8) of packet ofp13_hello_element();
    /** Section 7.5.4 */
    |1: "Error" ->
      error_type: uint16;
      classify (error_type) {
        |0: "HelloFailed" ->
          code: uint16 variant { |0 -> Incompatible |1 -> Eperm };
        |1: "BadRequest" ->
          code: uint16 variant {
            |0 -> BadVersion
            |1 -> BadType
            |2 -> BadMultipart
            |3 -> BadExperimenter
            |4 -> BadExpType
            |5 -> Eperm
            |6 -> BadLen
            |7 -> BufferEmpty
            |8 -> BufferUnknown
            |9 -> BadTableId
            |10 -> IsSlave
            |11 -> BadPort
            |12 -> BadPacket
            |13 -> MultipartBufferOverflow
          };
        |2: "BadAction" ->
          code: uint16 variant {
            |0 -> BadType
            |1 -> BadLen
            |2 -> BadExperimenter
            |3 -> BadExpType
            |4 -> BadOutPort
            |5 -> BadArgument
            |6 -> Eperm
            |7 -> TooMany
            |8 -> BadQueue
            |9 -> BadOutGroup
            |10 -> MatchInconsistent
            |11 -> UnsupportedOrder
            |12 -> BadTag
            |13 -> BadSetType
            |14 -> BadSetLen
            |15 -> BadSetArgument
          };
        |3: "BadInstruction" ->
          code: uint16 variant {
            |0 -> UnknownInst
            |1 -> UnsupInst
            |2 -> BadTableId
            |3 -> UnsupMetadata
            |4 -> UnsupMetadataMask
            |5 -> BadExperimenter
            |6 -> BadExpType
            |7 -> BadLen
            |8 -> Eperm
          };
        |4: "BadMatch" ->
          code: uint16 variant {
            |0 -> BadType
            |1 -> BadLen
            |2 -> BadTag
            |3 -> BadDlAddrMask
            |4 -> BadNwAddrMask
            |5 -> BadWildcards
            |6 -> BadField
            |7 -> BadValue
            |8 -> BadMask
            |9 -> BadPrereq
            |10 -> DupField
            |11 -> Eperm
          };
        |5: "FlowModFailed" ->
          code: uint16 variant {
            |0 -> Unspecified
            |1 -> TableFull
            |2 -> BadTableId
            |3 -> Overlap
            |4 -> Eperm
            |5 -> BadTimeout
            |6 -> BadCommand
            |7 -> BadFlags
          };
        |6: "GroupModFailed" ->
          code: uint16 variant {
            |0 -> GroupExists
            |1 -> InvalidGroup
            |2 -> WeightUnsupported
            |3 -> OutOfGroups
            |4 -> OutOfBuckets
            |5 -> ChainingUnsupported
            |6 -> WatchUnsupported
            |7 -> Loop
            |8 -> UnknownGroup
            |9 -> ChainedGroup
            |10 -> BadType
            |11 -> BadCommand
            |12 -> BadBucket
            |13 -> BadWatch
            |14 -> Eperm
          };
        |7: "PortModFailed" ->
          code: uint16 variant {
            |0 -> BadPort
            |1 -> BadHwAddr
            |2 -> BadConfig
            |3 -> BadAdvertise
            |4 -> Eperm
          };
        |8: "TableModFailed" ->
          code: uint16 variant { |0 -> BadTable |1 -> BadConfig |2 -> Eperm };
        |9: "QueueOpFailed" ->
          code: uint16 variant { |0 -> BadPort |1 -> BadQueue |2 -> Eperm };
        |10: "SwitchConfigFailed" ->
          code: uint16 variant { |0 -> BadFlags |1 -> BadLen |2 -> Eperm };
        |11: "RoleRequestFailed" ->
          code: uint16 variant { |0 -> Stale |1 -> Unsup |2 -> BadRole };
        |12: "MeterModFailed" ->
          code: uint16 variant {
            |0 -> Unspecified
            |1 -> MeterExists
            |2 -> InvalidMeter
            |3 -> UnknownMeter
            |4 -> BadCommand
            |5 -> BadFlags
            |6 -> BadRate
            |7 -> BadBurst
            |8 -> BadBand
            |9 -> BadBandValue
            |10 -> OutOfMeters
            |11 -> OutOfBands
          };
        |13: "TableFeaturesFailed" ->
          code: uint16 variant {
            |0 -> BadTable
            |1 -> BadMetadata
            |2 -> BadType
            |3 -> BadLen
            |4 -> BadArgument
            |5 -> Eperm
          };
        |0xffff: "Experimenter" ->
          code: uint16;
        |_: "Unknown" ->
          code: uint16;
      };
      /** At least 64 bytes of the failed request; after a failed hello text, of an experimenter its number first. */
      data: byte[length - 12];
    /** Section 7.5.2 */
    |2: "EchoRequest" ->
      data: byte[length - 8];
    /** Section 7.5.3 */
    |3: "EchoReply" ->
      data: byte[length - 8];
    /** Section 7.5.5 */
    |4: "Experimenter" ->
      /** An OUI below 2^24, or a number of the ONF. */
      experimenter: uint32;
      exp_type: uint32;
      data: byte[length - 16];
    /** Section 7.3.1 */
    |5: "FeaturesRequest" -> ();
    /** Section 7.3.1 */
    |6: "FeaturesReply" ->
      datapath_id: uint64;
      n_buffers: uint32;
      n_tables: byte;
      /** 0: the main connection. */
      auxiliary_id: byte;
      pad: uint16 value(0);
      capabilities_reserved: bit[23] default(0);
      port_blocked: bit[1];
      capabilities_reserved2: bit[1] default(0);
      queue_stats: bit[1];
      ip_reasm: bit[1];
      capabilities_reserved3: bit[1] default(0);
      group_stats: bit[1];
      port_stats: bit[1];
      table_stats: bit[1];
      flow_stats: bit[1];
      reserved: uint32 default(0);
    /** Section 7.3.2 */
    |7: "GetConfigRequest" -> ();
    /** Section 7.3.2 */
    |8: "GetConfigReply" ->
      flags: uint16 variant ofp13_config_flags;
      miss_send_len: uint16;
    /** Section 7.3.2 */
    |9: "SetConfig" ->
      flags: uint16 variant ofp13_config_flags;
      miss_send_len: uint16;
    /** Section 7.4.1 */
    |10: "PacketIn" ->
      buffer_id: uint32 variant ofp13_buffer;
      /** Of the whole frame, of which the data may be a part. */
      total_len: uint16;
      reason: byte variant { |0 -> NoMatch |1 -> Action |2 -> InvalidTtl };
      table_id: byte;
      cookie: uint64;
      /** What is known beside the frame: its port, metadata, tunnel. */
      match: packet ofp13_match();
      pad: uint16 value(0);
      data: byte[length - 26 - sizeof(match)];
    /** Section 7.4.2 */
    |11: "FlowRemoved" ->
      cookie: uint64;
      priority: uint16;
      reason: byte variant { |0 -> IdleTimeout |1 -> HardTimeout |2 -> Delete |3 -> GroupDelete };
      table_id: byte;
      duration_sec: uint32;
      duration_nsec: uint32;
      idle_timeout: uint16;
      hard_timeout: uint16;
      packet_count: uint64;
      byte_count: uint64;
      match: packet ofp13_match();
    /** Section 7.4.3 */
    |12: "PortStatus" ->
      reason: byte variant { |0 -> Add |1 -> Delete |2 -> Modify };
      pad: bit[56] value(0);
      desc: packet ofp13_port();
    /** Section 7.3.7 */
    |13: "PacketOut" ->
      buffer_id: uint32 variant ofp13_buffer;
      in_port: uint32 variant ofp13_port_number;
      actions_len: uint16 value(sizeof(actions));
      pad: uint48 value(0);
      actions: array bytes(actions_len) of packet ofp13_action();
      /** The frame, where it is not in a buffer. */
      data: byte[length - 24 - actions_len];
    /** Section 7.3.4.1 */
    |14: "FlowMod" ->
      cookie: uint64;
      /** Of the flows to change or delete; 0: any cookie. */
      cookie_mask: uint64;
      table_id: byte variant ofp13_table_number;
      command: byte variant {
        |0 -> Add
        |1 -> Modify
        |2 -> ModifyStrict
        |3 -> Delete
        |4 -> DeleteStrict
      };
      idle_timeout: uint16;
      hard_timeout: uint16;
      priority: uint16;
      buffer_id: uint32 variant ofp13_buffer;
      /** Of the flows to delete. */
      out_port: uint32 variant ofp13_port_number;
      out_group: uint32 variant ofp13_group_number;
      flags: packet ofp13_flow_flags();
      pad: uint16 value(0);
      match: packet ofp13_match();
      instructions: array bytes(length - 48 - sizeof(match)) of packet ofp13_instruction();
    /** Section 7.3.4.3 */
    |15: "GroupMod" ->
      command: uint16 variant { |0 -> Add |1 -> Modify |2 -> Delete };
      group_type: byte variant ofp13_group_type;
      pad: byte value(0);
      group_id: uint32 variant ofp13_group_number;
      buckets: array bytes(length - 16) of packet ofp13_bucket();
    /** Section 7.3.4.4 */
    |16: "PortMod" ->
      port_no: uint32 variant ofp13_port_number;
      pad: uint32 value(0);
      hw_addr: byte[6];
      pad2: uint16 value(0);
      config: packet ofp13_port_config();
      mask: packet ofp13_port_config();
      /** All zeros: no change. */
      advertise: packet ofp13_port_features();
      pad3: uint32 value(0);
    /** Section 7.3.3 */
    |17: "TableMod" ->
      table_id: byte variant ofp13_table_number;
      pad: uint24 value(0);
      config: uint32;
    /** Section 7.3.5 */
    |18: "MultipartRequest" ->
      multipart_type: uint16;
      reserved: bit[15] default(0);
      more: bit[1] default(0);
      pad: uint32 value(0);
      classify (multipart_type) {
        |0: "Desc" -> ();
        |1: "Flow" ->
          table_id: byte variant ofp13_table_number;
          pad2: uint24 value(0);
          out_port: uint32 variant ofp13_port_number;
          out_group: uint32 variant ofp13_group_number;
          pad3: uint32 value(0);
          cookie: uint64;
          cookie_mask: uint64;
          match: packet ofp13_match();
        |2: "Aggregate" ->
          table_id: byte variant ofp13_table_number;
          pad2: uint24 value(0);
          out_port: uint32 variant ofp13_port_number;
          out_group: uint32 variant ofp13_group_number;
          pad3: uint32 value(0);
          cookie: uint64;
          cookie_mask: uint64;
          match: packet ofp13_match();
        |3: "Table" -> ();
        |4: "PortStats" ->
          port_no: uint32 variant ofp13_port_number;
          pad2: uint32 value(0);
        |5: "Queue" ->
          port_no: uint32 variant ofp13_port_number;
          /** 0xffffffff: all. */
          queue_id: uint32;
        |6: "Group" ->
          group_id: uint32 variant ofp13_group_number;
          pad2: uint32 value(0);
        |7: "GroupDesc" -> ();
        |8: "GroupFeatures" -> ();
        |9: "Meter" ->
          meter_id: uint32 variant ofp13_meter_number;
          pad2: uint32 value(0);
        |10: "MeterConfig" ->
          meter_id: uint32 variant ofp13_meter_number;
          pad2: uint32 value(0);
        |11: "MeterFeatures" -> ();
        /** Without tables: asks for the features; with tables: sets them. */
        |12: "TableFeatures" ->
          tables: array bytes(length - 16) of packet ofp13_table_features();
        |13: "PortDesc" -> ();
        |0xffff: "Experimenter" ->
          experimenter: uint32;
          exp_type: uint32;
          data: byte[length - 24];
        |_: "Unknown" ->
          data: byte[length - 16];
      };
    /** Section 7.3.5 */
    |19: "MultipartReply" ->
      multipart_type: uint16;
      reserved: bit[15] default(0);
      /** Further replies follow. */
      more: bit[1] default(0);
      pad: uint32 value(0);
      classify (multipart_type) {
        /** Section 7.3.5.1 */
        |0: "Desc" ->
          /** Each ends at a NUL. */
          mfr_desc: byte[256];
          hw_desc: byte[256];
          sw_desc: byte[256];
          serial_num: byte[32];
          dp_desc: byte[256];
        /** Section 7.3.5.2 */
        |1: "Flow" ->
          flows: array bytes(length - 16) of packet ofp13_flow_stats();
        /** Section 7.3.5.3 */
        |2: "Aggregate" ->
          packet_count: uint64;
          byte_count: uint64;
          flow_count: uint32;
          pad2: uint32 value(0);
        /** Section 7.3.5.4 */
        |3: "Table" ->
          tables: array bytes(length - 16) {
            table_id: byte;
            pad2: uint24 value(0);
            active_count: uint32;
            lookup_count: uint64;
            matched_count: uint64;
          };
        /** Section 7.3.5.6 */
        |4: "PortStats" ->
          ports: array bytes(length - 16) {
            port_no: uint32 variant ofp13_port_number;
            pad2: uint32 value(0);
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
            duration_sec: uint32;
            duration_nsec: uint32;
          };
        /** Section 7.3.5.8 */
        |5: "Queue" ->
          queues: array bytes(length - 16) {
            port_no: uint32 variant ofp13_port_number;
            queue_id: uint32;
            tx_bytes: uint64;
            tx_packets: uint64;
            tx_errors: uint64;
            duration_sec: uint32;
            duration_nsec: uint32;
          };
        /** Section 7.3.5.9 */
        |6: "Group" ->
          groups: array bytes(length - 16) of packet ofp13_group_stats();
        /** Section 7.3.5.10 */
        |7: "GroupDesc" ->
          groups: array bytes(length - 16) of packet ofp13_group_desc();
        /** Section 7.3.5.11; of all, select, indirect and fast failover groups. */
        |8: "GroupFeatures" ->
          /** Bit n: the type n is supported. */
          types: uint32;
          capabilities: uint32;
          max_groups: array (4) of uint32;
          /** Bit n: the action of type n is supported. */
          actions: array (4) of uint32;
        /** Section 7.3.5.12 */
        |9: "Meter" ->
          meters: array bytes(length - 16) of packet ofp13_meter_stats();
        /** Section 7.3.5.13 */
        |10: "MeterConfig" ->
          meters: array bytes(length - 16) of packet ofp13_meter_config();
        /** Section 7.3.5.14 */
        |11: "MeterFeatures" ->
          max_meter: uint32;
          /** Bit n: the band of type n is supported. */
          band_types: uint32;
          capabilities: uint32;
          max_bands: byte;
          max_color: byte;
          pad2: uint16 value(0);
        /** Section 7.3.5.5 */
        |12: "TableFeatures" ->
          tables: array bytes(length - 16) of packet ofp13_table_features();
        /** Section 7.3.5.7 */
        |13: "PortDesc" ->
          ports: array bytes(length - 16) of packet ofp13_port();
        /** Section 7.3.5.15 */
        |0xffff: "Experimenter" ->
          experimenter: uint32;
          exp_type: uint32;
          data: byte[length - 24];
        |_: "Unknown" ->
          data: byte[length - 16];
      };
    /** Section 7.3.8 */
    |20: "BarrierRequest" -> ();
    /** Section 7.3.8 */
    |21: "BarrierReply" -> ();
    /** Section 7.3.6 */
    |22: "QueueGetConfigRequest" ->
      port: uint32 variant ofp13_port_number;
      pad: uint32 value(0);
    /** Section 7.3.6 */
    |23: "QueueGetConfigReply" ->
      port: uint32 variant ofp13_port_number;
      pad: uint32 value(0);
      queues: array bytes(length - 16) of packet ofp13_packet_queue();
    /** Section 7.3.9 */
    |24: "RoleRequest" ->
      role: uint32 variant ofp13_role;
      pad: uint32 value(0);
      generation_id: uint64;
    /** Section 7.3.9 */
    |25: "RoleReply" ->
      role: uint32 variant ofp13_role;
      pad: uint32 value(0);
      generation_id: uint64;
    /** Section 7.3.10 */
    |26: "GetAsyncRequest" -> ();
    /** Section 7.3.10; each for a master or equal controller, then for a slave. */
    |27: "GetAsyncReply" ->
      packet_in_mask: array (2) of uint32;
      port_status_mask: array (2) of uint32;
      flow_removed_mask: array (2) of uint32;
    /** Section 7.3.10; each for a master or equal controller, then for a slave. */
    |28: "SetAsync" ->
      packet_in_mask: array (2) of uint32;
      port_status_mask: array (2) of uint32;
      flow_removed_mask: array (2) of uint32;
    /** Section 7.3.4.5 */
    |29: "MeterMod" ->
      command: uint16 variant { |0 -> Add |1 -> Modify |2 -> Delete };
      flags: packet ofp13_meter_flags();
      meter_id: uint32 variant ofp13_meter_number;
      bands: array bytes(length - 16) of packet ofp13_meter_band();
    |_: "Unknown" ->
      data: byte[length - 8];
  };
  end: label;
  require (offset(end) == length) "the message's fields must fill its length";
}

example openflow13 "hello of Open vSwitch, which knows 1.0 and 1.3"
  "04 00 00 10 00 00 00 01 00 01 00 08 00 00 00 12"
  {
    type: { "$kind": "Hello", elements: [{ type: { "$kind": "VersionBitmap", bitmaps: [0x12] } }] },
    version: 4,
    length: 16
  };
example openflow13 "features of Open vSwitch"
  "04 06 00 20 00 00 00 02 00 00 00 00 00 00 00 aa 00 00 00 00 fe 00 00 00 00 00 00 4f 00 00 00 00"
  {
    type: {
      "$kind": "FeaturesReply",
      datapath_id: 0xaa,
      n_buffers: 0,
      n_tables: 254,
      auxiliary_id: 0,
      group_stats: 1,
      port_blocked: 0
    }
  };
example openflow13 "an echo"
  "04 02 00 08 00 00 00 00"
  { type: { "$kind": "EchoRequest", data: "" } };
example openflow13 "configuration"
  "04 08 00 0c 00 00 00 05 00 01 00 00"
  { type: { "$kind": "GetConfigReply" } };
example openflow13 "a flow: IPv4 of a subnet, rewritten"
  "04 0e 00 90 00 00 00 06 00 00 00 00 00 00 12 34 00 00 00 00 00 00 00 00 00 00 00 3c 00 00 00 64"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 26 80 00 00 04 00 00 00 01 80 00 0a 02"
  "08 00 80 00 17 08 0a 00 00 00 ff ff ff 00 80 00 18 04 0a 01 02 03 00 00 00 04 00 38 00 00 00 00"
  "00 19 00 10 80 00 16 04 c0 00 02 01 00 00 00 00 00 19 00 10 80 00 06 06 00 11 22 33 44 55 00 00"
  "00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "FlowMod",
      cookie: 0x1234,
      command: Add,
      idle_timeout: 60,
      priority: 100,
      out_port: Any,
      out_group: Any,
      match: {
        type: Oxm,
        length: 38,
        oxm_fields: [
          { oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "InPort", value: 1 } } },
          {
            oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "EthType", value: 0x800 } }
          },
          {
            oxm_class: {
              "$kind": "OpenflowBasic",
              oxm_field: { "$kind": "Ipv4Src", value: 0x0a000000, mask: 0xffffff00 }
            }
          },
          {
            oxm_class: {
              "$kind": "OpenflowBasic",
              oxm_field: { "$kind": "Ipv4Dst", value: 0x0a010203 }
            }
          }
        ]
      },
      instructions: [
        {
          type: {
            "$kind": "ApplyActions",
            actions: [
              {
                type: {
                  "$kind": "SetField",
                  field: {
                    oxm_class: {
                      "$kind": "OpenflowBasic",
                      oxm_field: { "$kind": "Ipv4Src", value: 0xc0000201 }
                    }
                  }
                }
              },
              {
                type: {
                  "$kind": "SetField",
                  field: {
                    oxm_class: {
                      "$kind": "OpenflowBasic",
                      oxm_field: { "$kind": "EthDst", value: "001122334455" }
                    }
                  }
                }
              },
              { type: { "$kind": "Output", port: 2 } }
            ]
          }
        }
      ]
    }
  };
example openflow13 "a flow with a table to go on with"
  "04 0e 00 c8 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 07"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 42 80 00 0a 02 86 dd 80 00 37 20 20 01"
  "0d b8 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff 00 00 00 00 00 00 00 00 00 00 00 00 80 00"
  "05 10 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04 00 20 00 00 00 00"
  "00 19 00 18 80 00 34 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 05 00 03 00 10 00 00 00 00"
  "00 16 00 08 00 00 00 09 00 02 00 18 00 00 00 00 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 0f"
  "00 01 00 08 01 00 00 00"
  {
    type: {
      "$kind": "FlowMod",
      match: {
        oxm_fields: [
          {
            oxm_class: {
              "$kind": "OpenflowBasic",
              oxm_field: { "$kind": "EthType", value: 0x86dd }
            }
          },
          {
            oxm_class: {
              "$kind": "OpenflowBasic",
              oxm_field: {
                "$kind": "Ipv6Dst",
                value: "20010db8000000000000000000000000",
                mask: "ffffffff000000000000000000000000"
              }
            }
          },
          {
            oxm_class: {
              "$kind": "OpenflowBasic",
              oxm_field: { "$kind": "Metadata", value: 1, mask: 3 }
            }
          }
        ]
      },
      instructions: [
        { type: { "$kind": "ApplyActions" } },
        {
          type: { "$kind": "WriteActions", actions: [{ type: { "$kind": "Group", group_id: 9 } }] }
        },
        { type: { "$kind": "WriteMetadata", metadata: 5, metadata_mask: 15 } },
        { type: { "$kind": "GotoTable", table_id: 1 } }
      ]
    }
  };
example openflow13 "MPLS out, a VLAN in"
  "04 0e 00 90 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 08"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 12 80 00 0a 02 88 47 80 00 44 04 00 00"
  "00 64 00 00 00 00 00 00 00 04 00 48 00 00 00 00 00 14 00 08 08 00 00 00 00 18 00 08 00 00 00 00"
  "00 11 00 08 81 00 00 00 00 19 00 10 80 00 0c 02 10 03 00 00 00 00 00 00 00 15 00 08 00 00 00 03"
  "00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "FlowMod",
      table_id: 1,
      match: {
        oxm_fields: [
          { oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "EthType" } } },
          {
            oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "MplsLabel", value: 100 } }
          }
        ]
      },
      instructions: [
        {
          type: {
            "$kind": "ApplyActions",
            actions: [
              { type: { "$kind": "PopMpls", ethertype: 0x800 } },
              { type: { "$kind": "DecNwTtl" } },
              { type: { "$kind": "PushVlan", ethertype: 0x8100 } },
              {
                type: {
                  "$kind": "SetField",
                  field: {
                    oxm_class: {
                      "$kind": "OpenflowBasic",
                      oxm_field: { "$kind": "VlanVid", value: 0x1003 }
                    }
                  }
                }
              },
              { type: { "$kind": "SetQueue", queue_id: 3 } },
              { type: { "$kind": "Output", port: 2 } }
            ]
          }
        }
      ]
    }
  };
example openflow13 "a register of Nicira's in a match"
  "04 0e 00 60 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 09"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 24 80 00 0a 02 08 06 80 00 2a 02 00 01"
  "80 00 2c 04 0a 00 00 01 00 01 01 08 00 00 00 05 00 00 00 ff 00 00 00 00 00 05 00 08 00 00 00 00"
  {
    type: {
      "$kind": "FlowMod",
      match: {
        oxm_fields: [
          {},
          {},
          {},
          {
            oxm_class: {
              "$kind": "Unknown",
              "$value": 1,
              oxm_field: 0,
              oxm_hasmask: 1,
              value: "00000005",
              mask: "000000ff"
            }
          }
        ]
      },
      instructions: [{ type: { "$kind": "ClearActions" } }]
    }
  };
example openflow13 "a frame for the controller, by Open vSwitch"
  "04 0a 00 60 00 00 00 00 ff ff ff ff 00 36 01 00 00 00 00 00 00 00 00 07 00 01 00 0c 80 00 00 04"
  "00 00 00 02 00 00 00 00 00 00 50 54 00 00 00 0a 50 54 00 00 00 09 08 00 45 00 00 28 00 00 00 00"
  "40 06 8f 8c 0a 00 00 02 0a 00 00 01 04 d2 00 50 00 00 00 00 00 00 00 00 50 02 20 00 00 00 00 00"
  {
    type: {
      "$kind": "PacketIn",
      buffer_id: NoBuffer,
      total_len: 54,
      reason: Action,
      table_id: 0,
      cookie: 7,
      match: {
        length: 12,
        oxm_fields: [
          { oxm_class: { "$kind": "OpenflowBasic", oxm_field: { "$kind": "InPort", value: 2 } } }
        ]
      }
    }
  };
example openflow13 "a flow is gone, by Open vSwitch"
  "04 0b 00 40 00 00 00 00 00 00 00 00 00 00 00 07 00 c8 02 00 00 00 00 01 2d f4 86 c0 00 00 00 00"
  "00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 36 00 01 00 0c 80 00 00 04 00 00 00 02 00 00 00 00"
  { type: { "$kind": "FlowRemoved", cookie: 7, priority: 200, reason: Delete } };
example openflow13 "a frame to send"
  "04 0d 00 52 00 00 00 06 ff ff ff ff 00 00 00 01 00 10 00 00 00 00 00 00 00 00 00 10 00 00 00 02"
  "00 00 00 00 00 00 00 00 ff ff ff ff ff ff 00 11 22 33 44 55 08 06 00 01 08 00 06 04 00 01 00 11"
  "22 33 44 55 0a 00 00 01 00 00 00 00 00 00 0a 00 00 02"
  {
    type: {
      "$kind": "PacketOut",
      in_port: 1,
      actions_len: 16,
      actions: [{ type: { "$kind": "Output", port: 2, max_len: None } }]
    }
  };
example openflow13 "a group that chooses"
  "04 0f 00 50 00 00 00 06 00 00 01 00 00 00 00 09 00 20 00 05 ff ff ff ff ff ff ff ff 00 00 00 00"
  "00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00 00 20 00 06 ff ff ff ff ff ff ff ff 00 00 00 00"
  "00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "GroupMod",
      command: Add,
      group_type: Select,
      group_id: 9,
      buckets: [
        {
          weight: 5,
          watch_port: Any,
          watch_group: Any,
          actions: [{ type: { "$kind": "Output", port: 1 } }]
        },
        { weight: 6 }
      ]
    }
  };
example openflow13 "do not receive"
  "04 10 00 28 00 00 00 04 00 00 00 01 00 00 00 00 aa 55 aa 55 00 0f 00 00 00 00 00 04 00 00 00 04"
  "00 00 00 00 00 00 00 00"
  { type: { "$kind": "PortMod", port_no: 1, config: { no_recv: 1 }, mask: { no_recv: 1 } } };
example openflow13 "a meter"
  "04 1d 00 20 00 00 00 02 00 00 00 05 00 00 00 01 00 01 00 10 00 00 03 e8 00 00 00 64 00 00 00 00"
  {
    type: {
      "$kind": "MeterMod",
      command: Add,
      flags: { kbps: 1, burst: 1 },
      meter_id: 1,
      bands: [{ type: { "$kind": "Drop" }, rate: 1000, burst_size: 100 }]
    }
  };
example openflow13 "a role"
  "04 18 00 18 00 00 00 02 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 01"
  { type: { "$kind": "RoleRequest", role: Master, generation_id: 1 } };
example openflow13 "which messages come"
  "04 1b 00 20 00 00 00 03 00 00 00 03 00 00 00 00 00 00 00 07 00 00 00 07 00 00 00 0f 00 00 00 00"
  {
    type: {
      "$kind": "GetAsyncReply",
      packet_in_mask: [3, 0],
      port_status_mask: [7, 7],
      flow_removed_mask: [15, 0]
    }
  };
example openflow13 "flows, please"
  "04 12 00 38 00 00 00 02 00 01 00 00 00 00 00 00 ff 00 00 00 ff ff ff ff ff ff ff ff 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 04 00 00 00 00"
  {
    type: {
      "$kind": "MultipartRequest",
      multipart_type: { "$kind": "Flow", table_id: All, out_port: Any, match: { oxm_fields: [] } }
    }
  };
example openflow13 "a port's counters, by Open vSwitch"
  "04 13 01 60 00 00 00 02 00 04 00 00 00 00 00 00 ff ff ff fe 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 01 25 ab 8e 00"
  "00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff 00 00 00 01 25 ab 8e 00 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 2a ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 01 25 ab 8e 00"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "PortStats" }, more: 0 } };
example openflow13 "ports, by Open vSwitch"
  "04 13 00 d0 00 00 00 03 00 0d 00 00 00 00 00 00 ff ff ff fe 00 00 00 00 02 d8 cd 3c 4e 41 00 00"
  "62 72 30 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 aa 55 aa 55 00 0f 00 00"
  "70 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00 00 aa 55 aa 55 00 0e 00 00"
  "70 32 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "PortDesc" } } };
example openflow13 "flows, by Open vSwitch"
  "04 13 02 d8 00 00 00 02 00 01 00 00 00 00 00 00 00 90 00 00 00 00 00 00 26 07 1b 80 00 64 00 3c"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 12 34 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 01 00 26 80 00 00 04 00 00 00 01 80 00 0a 02 08 00 80 00 17 08 0a 00 00 00 ff ff ff 00 80 00"
  "18 04 0a 01 02 03 00 00 00 04 00 38 00 00 00 00 00 19 00 10 80 00 16 04 c0 00 02 01 00 00 00 00"
  "00 19 00 10 80 00 06 06 00 11 22 33 44 55 00 00 00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  "00 70 00 00 00 00 00 00 23 f1 0c c0 00 05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 1b 80 00 0a 02 08 00 80 00 0c 02 10 05"
  "80 00 14 01 06 80 00 1c 02 00 50 00 00 00 00 00 00 04 00 20 00 00 00 00 00 12 00 08 00 00 00 00"
  "00 00 00 10 ff ff ff fa 00 00 00 00 00 00 00 00 00 d8 00 00 00 00 00 00 22 08 c4 c0 00 04 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 01 00 17 80 00 00 04 00 00 00 01 80 00 0a 02 08 00 80 00 14 01 11 00 00 04 00 90 00 00 00 00"
  "00 11 00 08 81 00 00 00 00 19 00 10 80 00 0c 02 10 07 00 00 00 00 00 00 00 19 00 10 80 00 0e 01"
  "03 00 00 00 00 00 00 00 00 19 00 10 80 00 10 01 02 00 00 00 00 00 00 00 00 19 00 10 80 00 1e 02"
  "00 05 00 00 00 00 00 00 00 19 00 10 80 00 20 02 00 06 00 00 00 00 00 00 00 19 00 10 80 00 18 04"
  "01 02 03 04 00 00 00 00 00 19 00 10 80 00 08 06 00 11 22 33 44 55 00 00 00 00 00 10 ff ff ff fd"
  "00 80 00 00 00 00 00 00 00 60 01 00 00 00 00 00 0b 71 b0 00 00 09 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 24 80 00 0a 02"
  "08 06 80 00 2a 02 00 01 80 00 2c 04 0a 00 00 01 00 01 01 08 00 00 00 05 00 00 00 ff 00 00 00 00"
  "00 05 00 08 00 00 00 00 00 90 01 00 00 00 00 00 0d f2 8e 80 00 08 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 12 80 00 0a 02"
  "88 47 80 00 44 04 00 00 00 64 00 00 00 00 00 00 00 04 00 48 00 00 00 00 00 14 00 08 08 00 00 00"
  "00 18 00 08 00 00 00 00 00 11 00 08 81 00 00 00 00 19 00 10 80 00 0c 02 10 03 00 00 00 00 00 00"
  "00 15 00 08 00 00 00 03 00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "Flow" } } };
example openflow13 "the sum of flows, by Open vSwitch"
  "04 13 00 28 00 00 00 02 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 05 00 00 00 00"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "Aggregate", flow_count: 5 } } };
example openflow13 "queues, by Open vSwitch"
  "04 13 00 88 00 00 00 02 00 05 00 00 00 00 00 00 ff ff ff fe 00 00 00 00 ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 01 00 00 00 00"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "00 00 00 02 00 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
  "ff ff ff ff ff ff ff ff"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "Queue" } } };
example openflow13 "groups, by Open vSwitch"
  "04 13 00 80 00 00 00 02 00 07 00 00 00 00 00 00 00 48 01 00 00 00 00 09 00 20 00 05 ff ff ff ff"
  "ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00 00 20 00 06 ff ff ff ff"
  "ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 02 00 00 00 00 00 00 00 00 00 28 03 00 00 00 00 0a"
  "00 20 00 00 00 00 00 01 ff ff ff ff 00 00 00 00 00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "MultipartReply",
      multipart_type: {
        "$kind": "GroupDesc",
        groups: [{ type: Select, group_id: 9 }, { type: FastFailover, group_id: 10 }]
      }
    }
  };
example openflow13 "counters of groups, by Open vSwitch"
  "04 13 00 90 00 00 00 06 00 06 00 00 00 00 00 00 00 48 00 00 00 00 00 09 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0e c8 2e 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 38 00 00 00 00 00 0a"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0a d9 19 80"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { type: { "$kind": "MultipartReply", multipart_type: { "$kind": "Group" } } };
example openflow13 "what groups can do, by Open vSwitch"
  "04 13 00 38 00 00 00 02 00 08 00 00 00 00 00 00 00 00 00 0f 00 00 00 07 ff ff ff 00 ff ff ff 00"
  "ff ff ff 00 ff ff ff 00 03 ff 80 01 03 ff 80 01 03 ff 80 01 03 ff 80 01"
  {
    type: {
      "$kind": "MultipartReply",
      multipart_type: { "$kind": "GroupFeatures", types: 15, capabilities: 7 }
    }
  };
example openflow13 "counters of a meter, by Open vSwitch"
  "04 13 00 48 00 00 00 02 00 09 00 00 00 00 00 00 00 00 00 01 00 38 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 16 e3 60 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "MultipartReply",
      multipart_type: {
        "$kind": "Meter",
        meters: [{ meter_id: 1, flow_count: 0, band_stats: [{ packet_band_count: 0 }] }]
      }
    }
  };
example openflow13 "a meter, by Open vSwitch"
  "04 13 00 28 00 00 00 02 00 0a 00 00 00 00 00 00 00 18 00 05 00 00 00 01 00 01 00 10 00 00 03 e8"
  "00 00 00 64 00 00 00 00"
  {
    type: {
      "$kind": "MultipartReply",
      multipart_type: {
        "$kind": "MeterConfig",
        meters: [{ meter_id: 1, flags: { kbps: 1 }, bands: [{ rate: 1000 }] }]
      }
    }
  };
example openflow13 "what meters can do, by Open vSwitch"
  "04 13 00 20 00 00 00 02 00 0b 00 00 00 00 00 00 00 04 00 00 00 00 00 02 00 00 00 0f 08 00 00 00"
  {
    type: {
      "$kind": "MultipartReply",
      multipart_type: { "$kind": "MeterFeatures", max_meter: 262144, max_bands: 8 }
    }
  };
example openflow13 "queues of a port, by Open vSwitch"
  "04 17 00 20 00 00 00 02 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 01 00 10 00 00 00 00 00 00"
  { type: { "$kind": "QueueGetConfigReply", port: 1, queues: [{ queue_id: 0, len: 16 }] } };
example openflow13 "no such group, by Open vSwitch"
  "04 01 00 d4 00 00 00 06 00 02 00 09 04 0e 00 c8 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 07 ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 42"
  "80 00 0a 02 86 dd 80 00 37 20 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff 00 00"
  "00 00 00 00 00 00 00 00 00 00 80 00 05 10 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 03 00 00"
  "00 00 00 00 00 04 00 20 00 00 00 00 00 19 00 18 80 00 34 10 20 01 0d b8 00 00 00 00 00 00 00 00"
  "00 00 00 05 00 03 00 10 00 00 00 00 00 16 00 08 00 00 00 09 00 02 00 18 00 00 00 00 00 00 00 00"
  "00 00 00 05 00 00 00 00 00 00 00 0f 00 01 00 08 01 00 00 00"
  { type: { "$kind": "Error", error_type: { "$kind": "BadAction", code: BadOutGroup } } };
example openflow13 "an error of Nicira's, by Open vSwitch"
  "04 01 00 28 00 00 00 02 ff ff 00 24 00 00 23 20 04 12 00 18 00 00 00 02 ff ff 00 00 00 00 00 00"
  "00 00 23 20 00 00 00 03"
  { type: { "$kind": "Error", error_type: { "$kind": "Experimenter", code: 36 } } };
example openflow13 "barrier" "04 14 00 08 00 00 00 07" { type: { "$kind": "BarrierRequest" } };
example openflow13 "a message that is not known"
  "04 63 00 09 00 00 00 01 0f"
  { type: { "$kind": "Unknown", "$value": 99, data: "0f" } };
example openflow13 "another version" "01 00 00 08 00 00 00 01" malformed;
example openflow13 "a match longer than the message"
  "04 0e 00 38 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff 03 00 00 00 00 80 00"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 40 00 00 00 00"
  malformed;
example openflow13 "an instruction of length 0"
  "04 0e 00 40 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff 03 00 00 00 00 80 00"
  "ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00 00 01 00 04 00 00 00 00 00 05 00 00 00 00 00 00"
  malformed;
example openflow13 "a barrier with something in it" "04 14 00 0c 00 00 00 07 00 00 00 00" malformed;
