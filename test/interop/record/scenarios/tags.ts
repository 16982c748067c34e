/** 802.1Q and 802.1ad tags between two Open vSwitches (this kernel need not know them); ping inside the tunnels. */
import type { Host } from "../host.js";
import { type Lab, withoutOffloads } from "../lab.js";
import { OpenVswitch } from "../openvswitch.js";
import { words } from "../process.js";
import { OPEN_VSWITCH, PING, type Scenario } from "./scenario.js";

const SINGLE = { device: "single", port: 2, tag: 10, v4: ["203.0.113.1", "203.0.113.2"], prefix: "2001:db8:10" } as const;
const DOUBLE = { device: "double", port: 3, tag: 20, v4: ["203.0.113.129", "203.0.113.130"], prefix: "2001:db8:20" } as const;

async function trunk(lab: Lab, host: Host, last: 1 | 2): Promise<void> {
  const ovs = await OpenVswitch.start(host, lab.directory);
  await host.ip("address flush dev eth0\n");
  await ovs.addBridge("br0", `02:00:00:00:04:0${last.toString()}`);
  await ovs.configure(...words("set open_vswitch . other_config:vlan-limit=2"));
  await ovs.configure(...words("add-port br0 eth0 -- set interface eth0 ofport_request=1"));
  for (const part of [SINGLE, DOUBLE]) await access(host, ovs, part, last);
}

/** A port of the switch that the host itself uses: what it sends leaves by the trunk, tagged. */
async function access(host: Host, ovs: OpenVswitch, part: typeof SINGLE | typeof DOUBLE, last: 1 | 2): Promise<void> {
  const { device, port, prefix, tag, v4 } = part;
  const mac = `02:00:00:00:04:${port.toString()}${last.toString()}`;
  const options = `type=internal ofport_request=${port.toString()} mac="${mac}"`;
  await ovs.configure(...words(`add-port br0 ${device} tag=${tag.toString()} -- set interface ${device} ${options}`));
  await withoutOffloads(host, device);
  await host.ip(`link set ${device} up
address add ${v4[last - 1] ?? ""}/25 dev ${device}
address add ${prefix}::${last.toString()}/64 dev ${device} nodad
`);
}

async function talk(lab: Lab): Promise<void> {
  for (const target of [SINGLE.v4[0], `${SINGLE.prefix}::1`, DOUBLE.v4[0], `${DOUBLE.prefix}::1`]) {
    await lab.client.attempt("ping", ["-c", "8", "-i", "0.02", "-W", "1", target]);
    await lab.client.attempt("ping", ["-c", "2", "-i", "0.02", "-W", "1", "-s", "1400", target]);
  }
}

/** Each priority and the drop-eligible bit, then a second tag around the first: flows that rewrite what leaves by the trunk. */
const PRIORITIES = [1, 3, 5, 7].map(prioritized).join("");

function prioritized(priority: number): string {
  const match = `in_port=2,icmp,nw_tos=${(priority * 32).toString()}`;
  return `${match},actions=push_vlan:0x8100,set_field:4106->vlan_vid,set_field:${priority.toString()}->vlan_pcp,output:1\n`;
}

const TUNNEL = `in_port=3,actions=push_vlan:0x8100,set_field:4116->vlan_vid,push_vlan:0x88a8,set_field:4396->vlan_vid,output:1
in_port=1,dl_vlan=300,actions=pop_vlan,goto_table:1
table=1,dl_vlan=20,actions=pop_vlan,output:3
`;

async function flows(lab: Lab, host: Host, text: string): Promise<void> {
  const directory = `${lab.directory}/ovs-${host.name.split(".")[0] ?? ""}`;
  await host.run("ovs-ofctl", ["-O", "OpenFlow13", "add-flows", `unix:${directory}/br0.mgmt`, "-"], {
    input: text,
    environment: { OVS_RUNDIR: directory },
  });
}

async function rewritten(lab: Lab): Promise<void> {
  for (const host of [lab.client, lab.router]) await flows(lab, host, PRIORITIES + TUNNEL);
  for (const priority of [1, 3, 5, 7])
    await lab.client.attempt("ping", ["-c", "2", "-i", "0.02", "-W", "1", "-Q", (priority * 32).toString(), SINGLE.v4[0]]);
  await lab.client.ip(`neigh flush dev ${DOUBLE.device}\n`);
  await lab.client.attempt("ping", ["-c", "6", "-i", "0.05", "-W", "1", DOUBLE.v4[0]]);
}

export const tags: Scenario = {
  name: "tags",
  peers: [...OPEN_VSWITCH, PING],
  record: async (lab) => {
    await trunk(lab, lab.client, 2);
    await trunk(lab, lab.router, 1);
    await lab.record("tags", "pcap");
    await talk(lab);
    await rewritten(lab);
  },
};
