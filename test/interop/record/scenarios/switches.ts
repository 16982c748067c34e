/** OpenFlow 1.0 and 1.3 (1.1 to 1.5 in the handshake): Open vSwitch with its test controller and with ovs-ofctl. */
import { writeFile } from "node:fs/promises";
import { type Lab, ROUTER, SERVER } from "../lab.js";
import { OpenVswitch } from "../openvswitch.js";
import { eventually, words } from "../process.js";
import { OPEN_VSWITCH, PING, type Scenario } from "./scenario.js";

const TARGET = `tcp:${SERVER.v4}:6653`;

async function makeSwitch(lab: Lab): Promise<OpenVswitch> {
  const ovs = await OpenVswitch.start(lab.server, lab.directory);
  await ovs.addBridge("br0", "02:00:00:00:03:01");
  await ovs.configure("set", "bridge", "br0", "protocols=OpenFlow10,OpenFlow13,OpenFlow14");
  for (const [index, name] of ["left", "right"].entries()) {
    const mac = `02:00:00:00:03:1${index.toString()}`;
    await lab.server.ip(`link add ${name} address ${mac} type veth peer name ${name}-end\nlink set ${name} up\nlink set ${name}-end up\n`);
    await ovs.configure("add-port", "br0", name, "--", "set", "interface", name, `ofport_request=${(index + 1).toString()}`);
  }
  return ovs;
}

async function withController(lab: Lab, ovs: OpenVswitch, version: string): Promise<void> {
  const { client, directory, server } = lab;
  const options = words(`--protocols=${version} ptcp:6653 -vconsole:info --unixctl=${directory}/${version}.ctl`);
  const controller = await client.start("ovs-testcontroller", options);
  const target = `set-controller br0 tcp:192.0.2.2:6653 -- set controller br0 inactivity_probe=1000`;
  await ovs.configure(...words(`set bridge br0 protocols=${version} -- ${target}`));
  await eventually(`${version} connection`, async () => (await server.run("ss", words("-tn state established"))).text.includes(":6653"));
  await server.ip("address replace 203.0.113.1/24 dev left-end\n");
  for (const last of ["2", "3"]) await server.attempt("ping", words(`-c 2 -i 0.1 -W 1 -I left-end 203.0.113.${last}`));
  await ovs.configure("del-controller", "br0");
  await controller.stop();
}

const FLOWS_10 = `priority=10,in_port=1,actions=output:2
priority=20,tcp,nw_src=192.0.2.0/24,tp_dst=80,idle_timeout=60,actions=mod_dl_dst:02:00:00:00:03:99,mod_nw_tos:32,output:2
priority=21,dl_vlan=7,dl_vlan_pcp=3,actions=strip_vlan,mod_vlan_vid:9,mod_vlan_pcp:1,mod_tp_dst:81,enqueue:2:1
priority=22,arp,actions=FLOOD
priority=23,udp,hard_timeout=90,send_flow_rem,actions=mod_nw_src:198.51.100.9,mod_nw_dst:198.51.100.8,mod_tp_src:7,CONTROLLER:128
`;
const FLOWS_13 = `${FLOWS_10.split("\n").slice(0, 2).join("\n")}
table=0,priority=30,ipv6,ipv6_src=2001:db8::/32,actions=dec_ttl,goto_table:1
table=0,priority=31,tcp6,tp_dst=443,actions=write_actions(output:2),write_metadata:0x5/0xff,goto_table:1
table=1,priority=32,icmp6,icmpv6_type=135,nd_target=2001:db8::1,actions=CONTROLLER:65535,clear_actions
table=1,priority=33,mpls,mpls_label=5,actions=pop_mpls:0x0800,goto_table:2
table=1,priority=34,vlan_tci=0x1007/0x1fff,actions=push_vlan:0x88a8,set_field:4099->vlan_vid,set_field:02:00:00:00:03:77->eth_dst,output:1
table=1,priority=37,arp,arp_op=1,arp_spa=192.0.2.0/24,arp_tpa=192.0.2.1,arp_sha=02:00:00:00:03:01,actions=output:2
table=1,priority=38,ipv6,ipv6_label=0x12345,ipv6_dst=2001:db8::9,actions=set_field:2001:db8::8->ipv6_dst,output:2
table=1,priority=39,icmp,icmp_type=8,icmp_code=0,actions=set_field:198.51.100.9->ip_dst,output:2
table=1,priority=40,udp,tp_src=53,metadata=0x5/0xff,actions=set_field:99->udp_dst,output:2
table=1,priority=41,mpls,mpls_tc=3,mpls_bos=1,actions=set_field:7->mpls_label,dec_mpls_ttl,output:2
table=1,priority=42,tun_id=0x7,actions=output:2
table=2,priority=36,sctp,tp_src=0x50/0xfff0,actions=drop
table=2,priority=35,ip,dl_src=02:00:00:00:03:00/ff:ff:ff:ff:ff:00,ip_dscp=46,ip_ecn=1,actions=meter:1,group:1
`;

/** What ovs-ofctl is asked to do, a line each; TARGET and FOLDER are filled in. */
const COMMANDS = `show TARGET
add-flows TARGET FOLDER/flows
dump-desc TARGET
dump-flows TARGET
dump-aggregate TARGET
dump-ports TARGET
queue-stats TARGET
get-frags TARGET
set-frags TARGET normal
mod-port TARGET 1 no-flood
mod-port TARGET 1 flood
probe TARGET
ping TARGET 64
mod-flows TARGET in_port=1,actions=output:1
--strict mod-flows TARGET priority=10,in_port=1,actions=drop
add-flow TARGET in_port=77,actions=resubmit(,1),load:5->NXM_NX_REG0[]
queue-get-config TARGET
bundle TARGET FOLDER/empty
--strict del-flows TARGET priority=10,in_port=1
del-flows TARGET udp
add-flow TARGET actions=enqueue:9999:9`;

const COMMANDS_10 = "dump-tables TARGET";

const COMMANDS_13 = `add-group TARGET group_id=7,type=all,bucket=output:1,bucket=output:2
add-group TARGET group_id=8,type=select,bucket=weight:3,output:1,bucket=weight:1,watch_port:2,output:2
add-group TARGET group_id=9,type=ff,bucket=watch_port:1,output:1
mod-group TARGET group_id=7,type=indirect,bucket=output:2
dump-groups TARGET
dump-group-stats TARGET
dump-group-features TARGET
add-meter TARGET meter=5,kbps,burst,stats,band=type=drop,rate=100,burst_size=10
add-meter TARGET meter=6,pktps,band=type=drop,rate=7
dump-meters TARGET
meter-stats TARGET
meter-features TARGET
del-meter TARGET meter=5
dump-ports-desc TARGET
add-flow TARGET table=3,priority=40,ip,actions=group:8
dump-flows TARGET table=3
del-groups TARGET group_id=8
add-flow TARGET table=4,priority=41,tun_id=0x7,actions=set_queue:3,set_mpls_ttl(9),output:1`;

const PACKET_OUT = ["packet-out", TARGET, "in_port=controller packet=0200000003990200000003000800 actions=output:1"];

async function withOfctl(lab: Lab, ovs: OpenVswitch, version: string, flows: string, own: string): Promise<void> {
  const { client, directory } = lab;
  await writeFile(`${directory}/flows`, flows);
  await writeFile(`${directory}/empty`, "");
  await ovs.configure("set", "bridge", "br0", `protocols=${[...new Set(["OpenFlow10", version])].join(",")}`);
  const options = ["--no-names", "-O", version];
  const lines = `${COMMANDS}\n${own}`.replaceAll("TARGET", TARGET).replaceAll("FOLDER", directory).split("\n");
  for (const line of [...lines.map(words), PACKET_OUT]) await client.attempt("ovs-ofctl", ["--timeout=3", ...options, ...line]);
  for (const watched of ["128", "watch:"]) await client.attempt("ovs-ofctl", ["--timeout=1", ...options, "monitor", TARGET, watched]);
}

export const switches: Scenario = {
  name: "switches",
  peers: [...OPEN_VSWITCH, PING],
  record: async (lab) => {
    const ovs = await makeSwitch(lab);
    await lab.client.run("ping", ["-c", "1", ROUTER.v4]);
    await lab.record("switches", "pcapng");
    for (const version of ["OpenFlow10", "OpenFlow13"]) await withController(lab, ovs, version);
    await ovs.configure("set-controller", "br0", "ptcp:6653");
    await eventually("the switch listens", async () => (await lab.server.run("ss", ["-ltn"])).text.includes(":6653"));
    await withOfctl(lab, ovs, "OpenFlow10", FLOWS_10, COMMANDS_10);
    await withOfctl(lab, ovs, "OpenFlow13", FLOWS_13, COMMANDS_13);
  },
};
