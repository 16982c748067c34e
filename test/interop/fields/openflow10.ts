/** OpenFlow 1.0. tshark 4.0 names the fixed parts of its messages, the first action of several, and few statistics. */
import { type Fields, type Named, type Unseen, under } from "./table.js";

const FEW: Unseen = { unseen: "tshark 4.0 does not take this part of OpenFlow 1.0 apart" };

function mostly(name: string): Named {
  return { names: `openflow.${name}`, sometimes: "tshark 4.0 reads the first of several actions only" };
}

function same(names: readonly string[], path = "openflow."): Fields {
  return Object.fromEntries(names.map((name) => [name, path + name]));
}

const MATCH: Fields = {
  "match.in_port": "openflow.in_port",
  "match.dl_src": "openflow.eth_src",
  "match.dl_dst": "openflow.eth_dst",
  "match.dl_vlan": "openflow.dl_vlan",
  "match.dl_vlan_pcp": "openflow.dl_vlan_pcp",
  "match.dl_type": "openflow.ofp_match.dl_type",
  "match.nw_tos": "openflow.ofp_match.tos",
  "match.nw_proto": "openflow.ofp_match.nw_proto",
  "match.nw_src": "openflow.ofp_match.source_addr",
  "match.nw_dst": "openflow.ofp_match.dest_addr",
  "match.tp_src": "openflow.ofp_match.source_port",
  "match.tp_dst": "openflow.ofp_match.dest_port",
  "match.pad1": "openflow.ofp_match.pad",
  "match.pad2": "openflow.ofp_match.pad",
  "wildcards.*": { unseen: "tshark shows the wildcards without a place for each" },
};

const PORT: Fields = {
  "FeaturesReply.ports[].port_no": "openflow.port_no",
  "FeaturesReply.ports[].hw_addr": "openflow.hw_add",
  "FeaturesReply.ports[].name": "openflow.port_name",
  ...under("FeaturesReply.ports[].config.", same(["no_flood", "no_fwd", "no_packet_in", "no_recv", "no_recv_stp", "no_stp", "port_down"])),
  "FeaturesReply.ports[].state.link_down": "openflow.link_down",
  ...under("curr.", {
    ...same(["autoneg", "copper", "fiber", "pause", "pause_asym"]),
    fd_100mb: "openflow.100mb_0fd",
    fd_10gb: "openflow.10gb_fd",
    fd_10mb: "openflow.10mb_fd",
    fd_1gb: "openflow.1gb_fd",
    hd_100mb: "openflow.100mb_hd",
    hd_10mb: "openflow.10mb_hd",
    hd_1gb: "openflow.1gb_hd",
  }),
  "ports[].*": FEW,
};

const FEATURES: Fields = under("FeaturesReply.", {
  ...same(["datapath_id", "n_buffers", "n_tables", "flow_stats", "ip_reasm", "port_stats", "queue_stats", "table_stats"]),
  pad: "openflow.features_reply.pad",
  stp: "openflow.group_stats",
  actions: "openflow.actions",
});

const ACTIONS: Fields = {
  "actions[].type": mostly("action_typ"),
  "actions[].len": mostly("action_len"),
  "Output.port": mostly("output_port"),
  "Output.max_len": mostly("max_len"),
  "actions[].*": FEW,
};

export const OPENFLOW_10: Fields = {
  version: { names: "openflow.version", sometimes: "tshark 4.0 leaves the version's place open" },
  type: "openflow_1_0.type",
  length: "openflow.length",
  xid: "openflow.xid",
  ...FEATURES,
  "FeaturesReply.*": FEW,
  ...PORT,
  ...MATCH,
  ...ACTIONS,
  ...under("FlowMod.", same(["cookie", "command", "idle_timeout", "hard_timeout", "priority", "buffer_id", "out_port"])),
  "FlowMod.*": FEW,
  "GetConfigReply.flags": "openflow.config_flags",
  "SetConfig.flags": "openflow.config_flags",
  miss_send_len: "openflow.miss_send_len",
  ...under("PacketIn.", { ...same(["buffer_id", "total_len", "in_port", "reason"]), pad: "openflow.pkt_in.pad" }),
  "PacketIn.*": { unseen: "what the packet holds is tshark's next layer" },
  ...under("PacketOut.", same(["buffer_id", "in_port", "actions_len"])),
  "PacketOut.*": { unseen: "what the packet holds is tshark's next layer" },
  "StatsReply.stats_type": "openflow.stats.type",
  "StatsRequest.stats_type": "openflow.stats.type",
  "StatsRequest.flags": "openflow.flags",
  "StatsReply.*": FEW,
  "StatsRequest.*": FEW,
  "EchoRequest.*": FEW,
  "EchoReply.*": FEW,
  "Error.*": FEW,
  "PortMod.*": FEW,
  "PortStatus.*": FEW,
  "FlowRemoved.*": FEW,
  "QueueGetConfigRequest.*": FEW,
  "QueueGetConfigReply.*": FEW,
  "Vendor.*": FEW,
};
