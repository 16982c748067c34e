/**
 * Which packet holds which: from a capture file or a frame down to the application.
 *
 * Checksums that cover a pseudo-header get its sum from the IP packet, without the length, which UDP, TCP and ICMPv6 add.
 */
import "pcap/pcap.mpl";
import "pcap/pcapng.mpl";
import "ethernet/ethernet.mpl";
import "arp.mpl";
import "ipv4.mpl";
import "ipv6.mpl";
import "icmp.mpl";
import "icmpv6.mpl";
import "udp.mpl";
import "tcp.mpl";
import "dhcp.mpl";
import "ntp.mpl";
import "bgp.mpl";
import "dns/dns.mpl";
import "ninep.mpl";
import "openflow/openflow10.mpl";
import "openflow/openflow13.mpl";

/* By `link_type`, whose tags a parameter does not have. */
dissect pcap_record.data by (link_type) {
  |1 -> ethernet()
  |113 -> linux_sll()
  |276 -> linux_sll2()
  |228 -> ipv4()
  |229 -> ipv6()
};

dissect ethernet.payload by (type) {
  |0..1500 -> llc(type)
  |Ipv4 -> ipv4()
  |Arp -> arp()
  |Ipv6 -> ipv6()
  |CustomerVlan, ServiceVlan, OldServiceVlan -> vlan_tag()
};

dissect vlan_tag.payload by (type) {
  |0..1500 -> llc(type)
  |Ipv4 -> ipv4()
  |Arp -> arp()
  |Ipv6 -> ipv6()
  |CustomerVlan, ServiceVlan, OldServiceVlan -> vlan_tag()
};

dissect linux_sll.payload by (protocol) {
  |Ipv4 -> ipv4()
  |Arp -> arp()
  |Ipv6 -> ipv6()
  |CustomerVlan, ServiceVlan, OldServiceVlan -> vlan_tag()
};

dissect linux_sll2.payload by (protocol) {
  |Ipv4 -> ipv4()
  |Arp -> arp()
  |Ipv6 -> ipv6()
  |CustomerVlan, ServiceVlan, OldServiceVlan -> vlan_tag()
};

dissect llc.data by (dsap) {
  |Snap -> snap()
  |Ip -> ipv4()
};

dissect snap.data by (oui == 0 || oui == 0x0000f8 ? protocol : 0) {
  |0x0800 -> ipv4()
  |0x0806 -> arp()
  |0x86dd -> ipv6()
};

/* A fragment is a part of something: nothing can be read from it alone. */
dissect ipv4.data by (more_fragments == 0 && fragment_offset == 0 ? protocol : 256) {
  |1 -> icmp()
  |4 -> ipv4()
  |6 -> tcp((source_address >> 16) + (source_address & 0xffff) + (destination_address >> 16) + (destination_address & 0xffff) + 6)
  |17 -> udp((source_address >> 16) + (source_address & 0xffff) + (destination_address >> 16) + (destination_address & 0xffff) + 17)
  |41 -> ipv6()
};

dissect ipv6.data by (next_header) {
  |HopByHop -> ipv6_hop_by_hop(internet_sum(source_address) + internet_sum(destination_address))
  |DestinationOptions -> ipv6_destination(internet_sum(source_address) + internet_sum(destination_address))
  |Ipv6Routing -> ipv6_routing(internet_sum(source_address) + internet_sum(destination_address))
  |Ipv6Fragment -> ipv6_fragment(internet_sum(source_address) + internet_sum(destination_address))
  |AuthenticationHeader -> ipv6_authentication(internet_sum(source_address) + internet_sum(destination_address))
  |Tcp -> tcp(internet_sum(source_address) + internet_sum(destination_address) + 6)
  |Udp -> udp(internet_sum(source_address) + internet_sum(destination_address) + 17)
  |Icmpv6 -> icmpv6(internet_sum(source_address) + internet_sum(destination_address) + 58)
  |IpInIp -> ipv4()
  |Ipv6 -> ipv6()
};

dissect ipv6_hop_by_hop.data by (next_header) {
  |DestinationOptions -> ipv6_destination(address_sum)
  |Ipv6Routing -> ipv6_routing(address_sum)
  |Ipv6Fragment -> ipv6_fragment(address_sum)
  |AuthenticationHeader -> ipv6_authentication(address_sum)
  |Tcp -> tcp(address_sum + 6)
  |Udp -> udp(address_sum + 17)
  |Icmpv6 -> icmpv6(address_sum + 58)
  |IpInIp -> ipv4()
  |Ipv6 -> ipv6()
};

dissect ipv6_destination.data by (next_header) {
  |DestinationOptions -> ipv6_destination(address_sum)
  |Ipv6Routing -> ipv6_routing(address_sum)
  |Ipv6Fragment -> ipv6_fragment(address_sum)
  |AuthenticationHeader -> ipv6_authentication(address_sum)
  |Tcp -> tcp(address_sum + 6)
  |Udp -> udp(address_sum + 17)
  |Icmpv6 -> icmpv6(address_sum + 58)
  |IpInIp -> ipv4()
  |Ipv6 -> ipv6()
};

/*
 * The sum is that of the IPv6 header's addresses: right where the packet arrives. On its way, the last address of the route
 * counts in place of the destination (RFC 8200 section 8.1), and a list's last element is nothing that expressions see.
 */
dissect ipv6_routing.data by (next_header) {
  |DestinationOptions -> ipv6_destination(address_sum)
  |Ipv6Routing -> ipv6_routing(address_sum)
  |Ipv6Fragment -> ipv6_fragment(address_sum)
  |AuthenticationHeader -> ipv6_authentication(address_sum)
  |Tcp -> tcp(address_sum + 6)
  |Udp -> udp(address_sum + 17)
  |Icmpv6 -> icmpv6(address_sum + 58)
  |IpInIp -> ipv4()
  |Ipv6 -> ipv6()
};

dissect ipv6_authentication.data by (next_header) {
  |DestinationOptions -> ipv6_destination(address_sum)
  |Ipv6Routing -> ipv6_routing(address_sum)
  |Ipv6Fragment -> ipv6_fragment(address_sum)
  |AuthenticationHeader -> ipv6_authentication(address_sum)
  |Tcp -> tcp(address_sum + 6)
  |Udp -> udp(address_sum + 17)
  |Icmpv6 -> icmpv6(address_sum + 58)
  |IpInIp -> ipv4()
  |Ipv6 -> ipv6()
};

/* A whole packet in a single fragment, an "atomic" one (RFC 6946), can be read. */
dissect ipv6_fragment.data by (more_fragments == 0 && fragment_offset == 0 ? next_header : 256) {
  |60 -> ipv6_destination(address_sum)
  |43 -> ipv6_routing(address_sum)
  |51 -> ipv6_authentication(address_sum)
  |6 -> tcp(address_sum + 6)
  |17 -> udp(address_sum + 17)
  |58 -> icmpv6(address_sum + 58)
  |4 -> ipv4()
  |41 -> ipv6()
};

/* What an error is about: the packet is cut off, so only its header is read. */
dissect icmp.type.DestinationUnreachable.original_datagram {
  |_ -> ipv4_header()
};

dissect icmp.type.SourceQuench.original_datagram {
  |_ -> ipv4_header()
};

dissect icmp.type.Redirect.original_datagram {
  |_ -> ipv4_header()
};

dissect icmp.type.TimeExceeded.original_datagram {
  |_ -> ipv4_header()
};

dissect icmp.type.ParameterProblem.original_datagram {
  |_ -> ipv4_header()
};

dissect icmpv6.type.DestinationUnreachable.original_packet {
  |_ -> ipv6_header()
};

dissect icmpv6.type.PacketTooBig.original_packet {
  |_ -> ipv6_header()
};

dissect icmpv6.type.TimeExceeded.original_packet {
  |_ -> ipv6_header()
};

dissect icmpv6.type.ParameterProblem.original_packet {
  |_ -> ipv6_header()
};

dissect ndp_option.type.RedirectedHeader.original_packet {
  |_ -> ipv6_header()
};

dissect udp.data {
  |when (destination_port == 53 || source_port == 53 || destination_port == 5353) -> dns_message()
  |when (destination_port == 67 || destination_port == 68) -> dhcp()
  |when ((destination_port == 123 || source_port == 123) && length >= 56) -> ntp()
  /* Shorter than any time message: from ntpq. */
  |when (destination_port == 123 || source_port == 123) -> ntp_control()
};

/* A segment may begin and end in mid-message: only a stream put together again reads well. */
dissect tcp.data {
  |when (sizeof(data) >= 2 && (destination_port == 53 || source_port == 53)) -> dns_tcp_message()
  |when (sizeof(data) >= 7 && (destination_port == 564 || source_port == 564)) -> ninep()
  |when (sizeof(data) >= 19 && (destination_port == 179 || source_port == 179)) -> bgp(true, false)
  /* All versions share a port; the first byte of a message tells which it is. */
  |when (destination_port == 6653 || source_port == 6653 || destination_port == 6633 || source_port == 6633) -> openflow10()
    else openflow13()
    else openflow_other()
};

/* Of a frame that it keeps, a switch sends only the beginning. */
dissect openflow10.type.PacketIn.data {
  |when (total_len == sizeof(data)) -> ethernet()
};

dissect openflow10.type.PacketOut.data {
  |when (sizeof(data) > 0) -> ethernet()
};

dissect openflow13.type.PacketIn.data {
  |when (total_len == sizeof(data)) -> ethernet()
};

dissect openflow13.type.PacketOut.data {
  |when (sizeof(data) > 0) -> ethernet()
};
