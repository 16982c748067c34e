/** OpenFlow 1.3, which tshark takes apart in full: mostly under our names behind a name of its own for the structure. */
import { type Fields, PAYLOAD, type Unseen } from "./table.js";

const TSHARK = "openflow_v4.";
const RESERVED: Unseen = { unseen: "reserved bits between flags have no name in tshark" };
const EXPERIMENT: Unseen = { unseen: "an experimenter's own bytes" };

/** Ours in `structure` are tshark's in `theirs`, under the same names but for those renamed. */
function struct(structure: string, theirs: string, same: string, renamed: Readonly<Record<string, string>> = {}): Fields {
  const pairs = [
    ...same
      .split(" ")
      .filter((name) => name !== "")
      .map((name) => [name, name] as const),
    ...Object.entries(renamed),
  ];
  return Object.fromEntries(pairs.map(([ours, name]) => [`${structure}.${ours}`, `${TSHARK}${theirs}.${name}`]));
}

const SPEEDS = "hd_10mb fd_10mb hd_100mb fd_100mb hd_1gb fd_1gb fd_10gb fd_40gb fd_100gb fd_1tb";

/** `fd_10mb` is `10mb_fd`; one name has a slip of the pen in two of the five places. */
function features(structure: string, theirs: string): Fields {
  const speeds = SPEEDS.split(" ").map((name) => [`${structure}.${name}`, speedNames(theirs, name)] as const);
  return { ...struct(structure, theirs, "copper fiber autoneg pause pause_asym other"), ...Object.fromEntries(speeds) };
}

function speedNames(theirs: string, name: string): readonly string[] {
  const [duplex = "", speed = ""] = name.split("_");
  return [`${TSHARK}${theirs}.${speed}_${duplex}`, `${TSHARK}${theirs}.${speed.replace("gb", "_gb")}_${duplex}`];
}

const PORTS: Fields = {
  ...struct("ports[]", "port", "port_no hw_addr name pad pad2 curr_speed max_speed"),
  ...struct("ports[].config", "port.config", "port_down no_recv no_fwd no_packet_in"),
  ...struct("ports[].state", "port.state", "link_down blocked live"),
  ...features("ports[].curr", "port.current"),
  ...features("ports[].advertised", "port.advertised"),
  ...features("ports[].supported", "port.supported"),
  ...features("ports[].peer", "port.peer"),
  ...struct("PortMod", "portmod", "port_no hw_addr pad pad2 pad3"),
  ...struct("PortMod.config", "portmod.config", "port_down no_recv no_fwd no_packet_in"),
  ...struct("PortMod.mask", "portmod.mask", "port_down no_recv no_fwd no_packet_in"),
  ...features("PortMod.advertise", "portmod.advertise"),
};

const OXM_VALUES = ["value", "value_uint16", "value_uint24", "value_uint32", "value_ipv4addr", "value_ipv6addr"].concat([
  "value_etheraddr",
  "value_ethertype",
  "value_ipproto",
  "undecoded",
]);

const MATCHES: Fields = {
  ...struct("match", "match", "type length"),
  ...Object.fromEntries(["pad_one", "pad_two", "pad_four"].map((name) => [`match.${name}`, `${TSHARK}match.pad`])),
  ...Object.fromEntries(["pad_one", "pad_two", "pad_four"].map((name) => [`SetField.${name}`, `${TSHARK}action.set_field.pad`])),
  oxm_class: `${TSHARK}oxm.class`,
  oxm_field: `${TSHARK}oxm.field`,
  oxm_hasmask: `${TSHARK}oxm.hm`,
  oxm_length: `${TSHARK}oxm.length`,
  value: OXM_VALUES.map((name) => `${TSHARK}oxm.${name}`),
  "VlanVid.value": { names: `${TSHARK}oxm.value`, sometimes: "tshark splits it, and leaves bits unnamed" },
  mask: {
    names: ["mask", "ether_mask", "ipv4_mask", "ipv6_mask", "vlan_mask"].map((name) => `${TSHARK}oxm.${name}`),
    sometimes: "tshark leaves the masks of ports undecoded",
  },
};

const INSTRUCTIONS: Fields = {
  ...struct("instructions[]", "instruction", "type", { len: "length" }),
  "ApplyActions.pad": `${TSHARK}instruction.actions.pad`,
  "WriteActions.pad": `${TSHARK}instruction.actions.pad`,
  "ClearActions.pad": `${TSHARK}instruction.actions.pad`,
  ...struct("GotoTable", "instruction.goto_table", "table_id pad"),
  ...struct("WriteMetadata", "instruction.write_metadata", "pad", { metadata: "value", metadata_mask: "mask" }),
  ...struct("type.Meter", "instruction.meter", "meter_id"),
  ...struct("actions[]", "action", "type", { len: "length" }),
  ...struct("Output", "action.output", "port max_len pad"),
  ...struct("type.Group", "action.group", "group_id"),
  ...struct("SetQueue", "action.set_queue", "queue_id"),
  ...struct("PushVlan", "action.push_vlan", "ethertype pad"),
  ...struct("PopVlan", "action.pop_vlan", "pad"),
  ...struct("PopMpls", "action.pop_mpls", "ethertype pad"),
  ...struct("SetMplsTtl", "action.set_mpls_ttl", "pad", { mpls_ttl: "ttl" }),
  ...struct("SetNwTtl", "action.set_nw_ttl", "pad", { nw_ttl: "ttl" }),
  ...struct("DecMplsTtl", "action.dec_mpls_ttl", "pad"),
  ...struct("DecNwTtl", "action.dec_nw_ttl", "pad"),
  ...struct("actions[].type.Experimenter", "action_experimenter", "experimenter"),
  "actions[].type.Experimenter.data": EXPERIMENT,
  "actions[].type.Unknown.data": { unseen: "padding of an action that needs none but that" },
};

const FLOWS: Fields = {
  ...struct(
    "FlowMod",
    "flowmod",
    "cookie cookie_mask table_id command idle_timeout hard_timeout priority buffer_id out_port out_group pad",
  ),
  ...struct("FlowMod.flags", "flowmod.flags", "send_flow_rem check_overlap reset_counts", {
    no_pkt_counts: "no_packet_counts",
    no_byt_counts: "no_byte_counts",
  }),
  ...struct(
    "flows[]",
    "flow_stats",
    "length table_id pad duration_sec duration_nsec priority idle_timeout hard_timeout pad2 cookie packet_count byte_count",
  ),
  ...struct("flows[].flags", "flow_stats.flags", "send_flow_rem check_overlap reset_counts", {
    no_pkt_counts: "no_packet_counts",
    no_byt_counts: "no_byte_counts",
  }),
  ...struct(
    "FlowRemoved",
    "flow_removed",
    "cookie priority reason table_id duration_sec duration_nsec idle_timeout hard_timeout packet_count byte_count",
  ),
};

const GROUPS: Fields = {
  ...struct("GroupMod", "groupmod", "command pad group_id", { group_type: "type" }),
  ...struct("buckets[]", "bucket", "weight watch_port watch_group pad", { len: "length" }),
  ...struct("Group.groups[]", "group_stats", "length pad group_id ref_count pad2 packet_count byte_count"),
  "Group.groups[].duration_sec": `${TSHARK}flow_stats.duration_sec`,
  "Group.groups[].duration_nsec": `${TSHARK}flow_stats.duration_nsec`,
  ...struct("bucket_stats[]", "bucket_counter", "packet_count byte_count"),
  ...struct("GroupDesc.groups[]", "group_desc", "length type group_id", { pad: "pad2" }),
  ...struct("GroupFeatures", "group_features", "types capabilities"),
  "GroupFeatures.max_groups[]": ["all", "select", "indirect", "ff"].map((kind) => `${TSHARK}group_stats.max_groups.${kind}`),
  "GroupFeatures.actions[]": ["all", "select", "indirect", "ff"].map((kind) => `${TSHARK}group_features.actions.${kind}`),
};

const METERS: Fields = {
  ...struct("MeterMod", "metermod", "command meter_id"),
  "MeterMod.flags.*": RESERVED,
  ...struct("bands[]", "meter_band", "type rate burst_size", { len: "length" }),
  ...struct("Drop", "meter_band.drop", "pad"),
  ...struct("DscpRemark", "meter_band.dscp_remark", "prec_level pad"),
  ...struct("Meter.meters[]", "meter_stats", "meter_id pad flow_count packet_in_count byte_in_count duration_sec duration_nsec", {
    len: "length",
  }),
  ...struct("band_stats[]", "meter_band_stats", "packet_band_count byte_band_count"),
  ...struct("MeterConfig.meters[]", "meter_config", "meter_id", { length: "len" }),
  "meters[].flags.*": RESERVED,
  ...struct("MeterFeatures", "meter_features", "max_meter capabilities max_bands max_color", { pad2: "pad" }),
  "MeterFeatures.band_types": `${TSHARK}features.band_types`,
};

const STATISTICS: Fields = {
  ...struct("MultipartRequest", "multipart_request", "pad", { multipart_type: "type", more: "flags.more" }),
  ...struct("MultipartReply", "multipart_reply", "pad", { multipart_type: "type", more: "flags.more" }),
  ...struct("Desc", "switch_description", "mfr_desc hw_desc sw_desc serial_num dp_desc"),
  ...struct("MultipartRequest.multipart_type.Experimenter", "multipart_request.experimenter", "experimenter exp_type"),
  "MultipartRequest.multipart_type.Experimenter.data": EXPERIMENT,
  ...struct("MultipartReply.multipart_type.Experimenter", "multipart_reply.experimenter", "experimenter exp_type"),
  "MultipartReply.multipart_type.Experimenter.data": EXPERIMENT,
  ...struct("Queue.queues[]", "queue_stats", "port_no queue_id tx_bytes tx_packets tx_errors duration_sec duration_nsec"),
  ...struct("MultipartReply.multipart_type.Aggregate", "aggregate_stats", "packet_count byte_count flow_count", { pad2: "pad" }),
  ...struct("MultipartRequest.multipart_type.Aggregate", "aggregate_stats_request", "table_id out_port out_group cookie cookie_mask", {
    pad2: "pad",
    pad3: "pad2",
  }),
  ...struct("MultipartRequest.multipart_type.Flow", "flow_stats_request", "table_id out_port out_group cookie cookie_mask", {
    pad2: "pad",
    pad3: "pad2",
  }),
  ...struct("MultipartRequest.multipart_type.Group", "group_stats_request", "group_id", { pad2: "pad" }),
  ...struct("MultipartRequest.multipart_type.Meter", "meter_stats_request", "meter_id", { pad2: "pad" }),
  ...struct("MultipartRequest.multipart_type.MeterConfig", "meter_config_request", "meter_id", { pad2: "pad" }),
  ...struct("MultipartRequest.multipart_type.PortStats", "port_stats_request", "port_no", { pad2: "pad" }),
  ...struct("MultipartRequest.multipart_type.Queue", "queue_stats_request", "port_no queue_id"),
  ...struct(
    "PortStats.ports[]",
    "port_stats",
    "port_no rx_packets tx_packets rx_bytes tx_bytes rx_dropped tx_dropped rx_errors tx_errors collisions duration_sec duration_nsec",
    {
      pad2: "pad",
      rx_frame_err: "rx_frame_error",
      rx_over_err: "rx_over_error",
      rx_crc_err: "rx_crc_error",
    },
  ),
  ...struct("Table.tables[]", "table_stats", "table_id active_count lookup_count matched_count", { pad: "pad" }),
};

const SESSION: Fields = {
  ...struct("elements[]", "hello_element", "type length"),
  "VersionBitmap.bitmaps[]": `${TSHARK}hello_element.version.bitmap`,
  "VersionBitmap.padding": `${TSHARK}hello_element.pad`,
  "EchoRequest.data": `${TSHARK}echo.data`,
  "EchoReply.data": `${TSHARK}echo.data`,
  ...struct("FeaturesReply", "switch_features", "datapath_id n_buffers n_tables auxiliary_id pad"),
  "FeaturesReply.reserved": `${TSHARK}switch_features_reserved`,
  ...struct(
    "FeaturesReply",
    "switch_features.capabilities",
    "flow_stats table_stats port_stats group_stats ip_reasm queue_stats port_blocked",
  ),
  ...struct("GetConfigReply", "switch_config", "flags miss_send_len"),
  ...struct("SetConfig", "switch_config", "flags miss_send_len"),
  ...struct("PacketIn", "packet_in", "buffer_id total_len reason table_id cookie pad"),
  "PacketIn.data": PAYLOAD,
  ...struct("PacketOut", "packet_out", "buffer_id in_port pad", { actions_len: "acts_len" }),
  "PacketOut.data": PAYLOAD,
  ...struct("QueueGetConfigRequest", "queue_get_config_request", "port pad"),
  ...struct("QueueGetConfigReply", "queue_get_config_reply", "port pad"),
  ...struct("PortStatus", "port_status", "reason pad"),
  ...struct("type.Experimenter", "experimenter", "experimenter exp_type"),
  "type.Experimenter.data": EXPERIMENT,
  ...struct("Error", "error", "", { error_type: "type" }),
  "Error.*": { unseen: "tshark 4.0 names the type of an error only" },
};

export const OPENFLOW_13: Fields = {
  ...Object.fromEntries(["version", "type", "length", "xid"].map((name) => [name, TSHARK + name])),
  ...PORTS,
  ...MATCHES,
  ...INSTRUCTIONS,
  ...FLOWS,
  ...GROUPS,
  ...METERS,
  ...STATISTICS,
  ...SESSION,
  reserved: RESERVED,
  reserved2: RESERVED,
  reserved3: RESERVED,
  capabilities_reserved: RESERVED,
  capabilities_reserved2: RESERVED,
  capabilities_reserved3: RESERVED,
};
