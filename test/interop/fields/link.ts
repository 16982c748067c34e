import { OPAQUE, PAYLOAD, type Tables } from "./table.js";

export const LINK: Tables = {
  ethernet: {
    protocol: "ethernet",
    fields: { destination: "eth.dst", source: "eth.src", type: ["eth.type", "eth.len"], payload: PAYLOAD },
  },
  vlan_tag: {
    protocol: "vlan",
    fields: {
      pcp: ["vlan.priority", "ieee8021ad.priority"],
      dei: ["vlan.dei", "ieee8021ad.dei"],
      vid: ["vlan.id", "ieee8021ad.id"],
      type: ["vlan.etype", "ieee8021ah.etype"],
      payload: PAYLOAD,
    },
  },
  llc: {
    protocol: "llc",
    fields: { dsap: "llc.dsap", ssap: "llc.ssap", control: "llc.control", data: OPAQUE, padding: "eth.padding" },
  },
  arp: {
    protocol: "arp",
    fields: {
      hardware_type: "arp.hw.type",
      protocol_type: "arp.proto.type",
      hardware_length: "arp.hw.size",
      protocol_length: "arp.proto.size",
      operation: "arp.opcode",
      sender_hardware_address: "arp.src.hw_mac",
      sender_protocol_address: "arp.src.proto_ipv4",
      target_hardware_address: "arp.dst.hw_mac",
      target_protocol_address: "arp.dst.proto_ipv4",
    },
  },
};
