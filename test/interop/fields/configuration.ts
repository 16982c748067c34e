/** DHCP: the length that stands before an option's text is the text's own in our specs. */
import { type Fields, type Tables, prefixed, under } from "./table.js";

/** An option's length, and its value under tshark's name (or only as the option's bytes). */
function option(kind: string, value: string, theirs: string): Fields {
  return { [`.${kind}.length`]: "dhcp.option.length", [`.${kind}.${value}`]: [theirs, "dhcp.option.value"] };
}

function text(kind: string, value: string, theirs: string): Fields {
  return { [`.${kind}.${value}`]: prefixed(1, theirs) };
}

const OPTIONS: Fields = {
  "": ["dhcp.option.type", "dhcp.option.end"],
  ...option("SubnetMask", "mask", "dhcp.option.subnet_mask"),
  ...option("TimeOffset", "seconds", "dhcp.option.time_offset"),
  ...option("Router", "addresses[]", "dhcp.option.router"),
  ...option("DomainNameServer", "addresses[]", "dhcp.option.domain_name_server"),
  ...option("NtpServers", "addresses[]", "dhcp.option.ntp_server"),
  ...option("BroadcastAddress", "address", "dhcp.option.broadcast_address"),
  ...option("InterfaceMtu", "mtu", "dhcp.option.interface_mtu"),
  ...option("VendorSpecific", "data", "dhcp.option.vendor.value"),
  ...option("RequestedAddress", "address", "dhcp.option.requested_ip_address"),
  ...option("LeaseTime", "seconds", "dhcp.option.ip_address_lease_time"),
  ...option("MessageType", "message_type", "dhcp.option.dhcp"),
  ...option("ServerIdentifier", "address", "dhcp.option.dhcp_server_id"),
  ...option("ParameterRequestList", "codes[]", "dhcp.option.request_list_item"),
  ...option("MaximumMessageSize", "size", "dhcp.option.dhcp_max_message_size"),
  ...option("RenewalTime", "seconds", "dhcp.option.renewal_time_value"),
  ...option("RebindingTime", "seconds", "dhcp.option.rebinding_time_value"),
  ...option("ClientIdentifier", "identifier", "dhcp.hw.mac_addr"),
  ".ClientIdentifier.type": ["dhcp.hw.type", "dhcp.option.value"],
  ...option("DomainSearch", "names", "dhcp.option.value"),
  ...option("ClasslessStaticRoute", "routes[].prefix_length", "dhcp.option.value"),
  ".ClasslessStaticRoute.routes[].prefix_length.Prefix.destination": "dhcp.option.value",
  ".ClasslessStaticRoute.routes[].router": "dhcp.option.value",
  ...option("Unknown", "data", "dhcp.option.value"),
  ...text("HostName", "name", "dhcp.option.hostname"),
  ...text("DomainName", "name", "dhcp.option.domain_name"),
  ...text("Message", "text", "dhcp.option.message"),
  ...text("VendorClass", "identifier", "dhcp.option.vendor_class_id"),
  ...text("TftpServerName", "name", "dhcp.option.tftp_server_name"),
  ".ClientFqdn.length": "dhcp.option.length",
  ".ClientFqdn.reserved": "dhcp.fqdn.mbz",
  ".ClientFqdn.no_server_update": "dhcp.fqdn.n",
  ".ClientFqdn.encoded": "dhcp.fqdn.e",
  ".ClientFqdn.override": "dhcp.fqdn.o",
  ".ClientFqdn.server_update": "dhcp.fqdn.s",
  ".ClientFqdn.rcode_1": "dhcp.fqdn.rcode1",
  ".ClientFqdn.rcode_2": "dhcp.fqdn.rcode2",
  ".ClientFqdn.domain_name": "dhcp.fqdn.name",
};

export const CONFIGURATION: Tables = {
  dhcp: {
    protocol: "dhcp",
    fields: {
      op: "dhcp.type",
      htype: "dhcp.hw.type",
      hlen: "dhcp.hw.len",
      hops: "dhcp.hops",
      xid: "dhcp.id",
      secs: "dhcp.secs",
      broadcast: "dhcp.flags.bc",
      reserved: "dhcp.flags.reserved",
      ciaddr: "dhcp.ip.client",
      yiaddr: "dhcp.ip.your",
      siaddr: "dhcp.ip.server",
      giaddr: "dhcp.ip.relay",
      chaddr: ["dhcp.hw.mac_addr", "dhcp.hw.addr_padding"],
      sname: "dhcp.server",
      file: "dhcp.file",
      magic_cookie: "dhcp.cookie",
      ...under("options[].code", OPTIONS),
      padding: "dhcp.option.padding",
    },
  },
};
