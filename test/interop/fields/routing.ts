import { type Fields, type Tables, under } from "./table.js";

const CAPABILITY: Fields = {
  ".code": "bgp.cap.type",
  ".length": "bgp.cap.length",
  ...under(".code", {
    ".Multiprotocol.afi": "bgp.cap.mp.afi",
    ".Multiprotocol.reserved": "bgp.cap.reserved",
    ".Multiprotocol.safi": "bgp.cap.mp.safi",
    ".ExtendedNextHop.encodings[].afi": "bgp.cap.enhe.afi",
    ".ExtendedNextHop.encodings[].safi": "bgp.cap.enhe.safi",
    ".ExtendedNextHop.encodings[].next_hop_afi": "bgp.cap.enhe.nhafi",
    ".GracefulRestart.restarted": "bgp.cap.gr.timers.restart_flag",
    ".GracefulRestart.notification": "bgp.cap.gr.timers.notification_flag",
    ".GracefulRestart.reserved": "bgp.cap.gr.timers",
    ".GracefulRestart.restart_time": "bgp.cap.gr.timers.restart_time",
    ".GracefulRestart.families[].afi": "bgp.cap.gr.afi",
    ".GracefulRestart.families[].safi": "bgp.cap.gr.safi",
    ".GracefulRestart.families[].forwarding_kept": "bgp.cap.gr.flag.pfs",
    ".GracefulRestart.families[].reserved": "bgp.cap.gr.flag",
    ".FourOctetAs.autonomous_system": "bgp.cap.4as",
    ".AddPath.families[].afi": "bgp.cap.ap.afi",
    ".AddPath.families[].safi": "bgp.cap.ap.safi",
    ".AddPath.families[].mode": "bgp.cap.ap.sendreceive",
    ".Unknown.data": ["bgp.cap.unknown", "bgp.cap"],
  }),
};

const OPEN: Fields = {
  ".version": "bgp.open.version",
  ".my_autonomous_system": "bgp.open.myas",
  ".hold_time": "bgp.open.holdtime",
  ".bgp_identifier": "bgp.open.identifier",
  ".optional_parameters_length": "bgp.open.opt.len",
  ".optional_parameters[].type": "bgp.open.opt.param.type",
  ".optional_parameters[].length": "bgp.open.opt.param.len",
  ...under(".optional_parameters[].type.Capabilities.capabilities[]", CAPABILITY),
};

function route(prefix: string): Fields {
  return {
    ".path_identifier": "bgp.nlri_path_id",
    ".prefix_length": "bgp.prefix_length",
    ".prefix_length.Prefix.prefix": prefix,
  };
}

const ATTRIBUTE: Fields = {
  ".optional": "bgp.update.path_attribute.flags.optional",
  ".transitive": "bgp.update.path_attribute.flags.transitive",
  ".partial": "bgp.update.path_attribute.flags.partial",
  ".extended_length": "bgp.update.path_attribute.flags.extended_length",
  ".unused": "bgp.update.path_attribute.flags.unused",
  ".type": "bgp.update.path_attribute.type_code",
  ".extended_length.OneOctet.length": "bgp.update.path_attribute.length",
  ".extended_length.TwoOctets.length": "bgp.update.path_attribute.length",
  ...under(".type", {
    ".Origin.origin": "bgp.update.path_attribute.origin",
    ".AsPath.segments[].type": "bgp.update.path_attribute.as_path_segment.type",
    ".AsPath.segments[].count": "bgp.update.path_attribute.as_path_segment.length",
    ".AsPath.segments[].width.FourOctets.numbers[]": "bgp.update.path_attribute.as_path_segment.as4",
    ".NextHop.next_hop": "bgp.update.path_attribute.next_hop",
    ".MultiExitDiscriminator.metric": "bgp.update.path_attribute.multi_exit_disc",
    ".LocalPreference.preference": "bgp.update.path_attribute.local_pref",
    ".Aggregator.number.FourOctets.autonomous_system": "bgp.update.path_attribute.aggregator_as",
    ".Aggregator.aggregator": "bgp.update.path_attribute.aggregator_origin",
    ".Communities.communities[]": [
      "bgp.update.path_attribute.community_as",
      "bgp.update.path_attribute.community_value",
      "bgp.update.path_attribute.community_wellknown",
    ],
    ".ExtendedCommunities.communities[]": [
      "bgp.ext_com.type",
      "bgp.ext_com.stype_tr_as2",
      "bgp.ext_com.stype_low_unknown",
      "bgp.ext_com.value_as2",
      "bgp.ext_com.value_an4",
      "bgp.ext_com.value_unknown",
      "bgp.ext_communities",
    ],
    ".LargeCommunities.communities[].global_administrator": "bgp.large_communities.ga",
    ".LargeCommunities.communities[].local_data_1": "bgp.large_communities.ldp1",
    ".LargeCommunities.communities[].local_data_2": "bgp.large_communities.ldp2",
    ".MpReachNlri.afi": "bgp.update.path_attribute.mp_reach_nlri.afi",
    ".MpReachNlri.safi": "bgp.update.path_attribute.mp_reach_nlri.safi",
    ".MpReachNlri.next_hop_length": "bgp.update.path_attribute.mp_reach_nlri.next_hop",
    ".MpReachNlri.next_hop": [
      "bgp.update.path_attribute.mp_reach_nlri.next_hop",
      "bgp.update.path_attribute.mp_reach_nlri.next_hop.ipv6",
      "bgp.update.path_attribute.mp_reach_nlri.next_hop.ipv6.link_local",
    ],
    ".MpReachNlri.reserved": "bgp.update.path_attribute.mp_reach_nlri.nbr_snpa",
    ...under(".MpReachNlri.family.Ipv6.nlri[]", route("bgp.mp_reach_nlri_ipv6_prefix")),
    ".MpUnreachNlri.afi": "bgp.update.path_attribute.mp_unreach_nlri.afi",
    ".MpUnreachNlri.safi": "bgp.update.path_attribute.mp_unreach_nlri.safi",
    ...under(".MpUnreachNlri.family.Ipv6.withdrawn_routes[]", route("bgp.mp_unreach_nlri_ipv6_prefix")),
  }),
};

export const ROUTING: Tables = {
  bgp: {
    protocol: "bgp",
    fields: {
      "marker[]": "bgp.marker",
      length: "bgp.length",
      type: "bgp.type",
      ...under("type.Open", OPEN),
      "type.Update.withdrawn_routes_length": "bgp.update.withdrawn_routes.length",
      ...under("type.Update.withdrawn_routes[]", route("bgp.withdrawn_prefix")),
      "type.Update.path_attributes_length": "bgp.update.path_attributes.length",
      ...under("type.Update.path_attributes[]", ATTRIBUTE),
      ...under("type.Update.nlri[]", route("bgp.nlri_prefix")),
      "type.Notification.error_code": "bgp.notify.major_error",
      "type.Notification.error_subcode": [
        "bgp.notify.minor_error_cease",
        "bgp.notify.minor_error_update",
        "bgp.notify.minor_error_open",
        "bgp.notify.minor_error_expired",
      ],
      "type.Notification.data": ["bgp.notify.communication_length", "bgp.notify.communication", "bgp.notify.minor_data"],
      "type.RouteRefresh.afi": "bgp.route_refresh.afi",
      "type.RouteRefresh.subtype": "bgp.route_refresh.subtype",
      "type.RouteRefresh.safi": "bgp.route_refresh.safi",
    },
  },
};
