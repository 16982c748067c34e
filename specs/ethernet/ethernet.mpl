/**
 * What an Ethernet payload is (IEEE 802 numbers, IANA "EtherType"). The same field holds an IEEE 802.3 length when it
 * is 1500 or less.
 */
variant ethertype {
  |0x0800 -> Ipv4
  |0x0806 -> Arp
  |0x0842 -> WakeOnLan
  |0x6558 -> TransparentEthernetBridging
  |0x8035 -> Rarp
  /** IEEE 802.1Q customer tag. */
  |0x8100 -> CustomerVlan
  |0x86dd -> Ipv6
  |0x8808 -> MacControl
  |0x8809 -> SlowProtocols
  |0x8847 -> Mpls
  |0x8848 -> MplsMulticast
  |0x8863 -> PppoeDiscovery
  |0x8864 -> PppoeSession
  |0x888e -> Eapol
  /** IEEE 802.1ad service tag, the outer one of "QinQ". */
  |0x88a8 -> ServiceVlan
  |0x88cc -> Lldp
  |0x88e5 -> MacSec
  |0x88f7 -> PrecisionTime
  /** What was used for outer tags before 802.1ad. */
  |0x9100 -> OldServiceVlan
};

/**
 * An Ethernet frame without preamble and frame check sequence: Ethernet II, or IEEE 802.3 where `type` is a length.
 *
 * `payload` reaches to the end of the frame, so it may hold padding (to 46 bytes) behind the packet that it carries.
 * A VLAN tag is a payload too: see `vlan_tag`, which may hold another.
 */
packet ethernet {
  destination: byte[6];
  source: byte[6];
  /** EtherType, or the length of an IEEE 802.3 payload (1500 and less): then the payload is an `llc(type)`. */
  type: uint16 variant ethertype;
  payload: byte[remaining()];
}

/** The rest of a frame behind the type 0x8100 or 0x88a8 (IEEE 802.1Q clause 9): a tag, then the type that it displaced. */
packet vlan_tag {
  /** Priority code point. */
  pcp: bit[3] default(0);
  /** Drop eligible indicator; the canonical format indicator before 2011. */
  dei: bit[1] default(0);
  /** VLAN identifier; 0 is a priority tag, 4095 is reserved. */
  vid: bit[12];
  type: uint16 variant ethertype;
  payload: byte[remaining()];
}

/** Link service access points that are still seen. */
variant llc_sap {
  |0x00 -> NullSap
  |0x06 -> Ip
  |0x42 -> SpanningTree
  |0xaa -> Snap
  |0xe0 -> Ipx
  |0xf0 -> NetBios
  |0xfe -> Iso
  |0xff -> Global
};

/** IEEE 802.2 logical link control, in a frame of the given 802.3 length. */
packet llc(int length) {
  dsap: byte variant llc_sap;
  ssap: byte variant llc_sap;
  /** Ends in 0b11 for unnumbered frames (3 is UI); all others have a second byte. */
  control: byte default(3);
  control_extension: byte when(control & 3 != 3);
  header_end: label;
  data: byte[length - offset(header_end)];
  /** What fills the frame up to 46 bytes. */
  padding: byte[remaining()];
}

/** Subnetwork Access Protocol (RFC 1042), behind an `llc` whose access points are 0xaa. */
packet snap {
  /** 0, or 0x0000f8, where `protocol` is an EtherType. */
  oui: uint24 default(0);
  protocol: uint16 variant ethertype;
  data: byte[remaining()];
}

example ethernet "ARP request, padded to 60 bytes"
  "ff ff ff ff ff ff 00 0c 29 4f 8e 35 08 06"
  "00 01 08 00 06 04 00 01 00 0c 29 4f 8e 35 c0 a8 01 0a 00 00 00 00 00 00 c0 a8 01 01"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { type: Arp };

example ethernet "802.3 frame with a spanning tree message"
  "01 80 c2 00 00 00 00 1c 0e 87 78 00 00 04 42 42 03 00"
  { type: 4 };

example ethernet "cut off inside the type" "ff ff ff ff ff ff 00 0c 29 4f 8e 35 08" malformed;

example vlan_tag "priority 5, VLAN 100, IPv4"
  "a0 64 08 00 45"
  { pcp: 5, dei: 0, vid: 100, type: Ipv4 };
example vlan_tag "outer tag of two (QinQ)"
  "00 c8 81 00 00 64 86 dd 60"
  { vid: 200, type: CustomerVlan };
example vlan_tag "cut off" "00 c8 81" malformed;

example llc(38) "spanning tree: configuration BPDU, padded to 46 bytes"
  "42 42 03 00 00 00 00 00 80 00 00 1c 0e 87 78 00 00 00 00 00 80 00 00 1c 0e 87 78 00 80 04 00 00 14 00 02 00 0f 00"
  "00 00 00 00 00 00 00 00"
  { dsap: SpanningTree, ssap: SpanningTree, control: 3 };
example llc(4) "an information frame has two bytes of control"
  "f0 f0 00 01"
  { dsap: NetBios, control: 0, control_extension: 1 };
example llc(2) "no room for the control field that is there" "42 42 03" malformed;

example snap "IPv4 (RFC 1042)" "00 00 00 08 00 45" { oui: 0, protocol: Ipv4 };
example snap "cut off" "00 00 00 08" malformed;
