/** Spanning trees in LLC frames: the kernel's bridge (802.1D, with a topology change), Open vSwitch's rapid kind. */
import type { Lab } from "../lab.js";
import { OpenVswitch } from "../openvswitch.js";
import { eventually } from "../process.js";
import { OPEN_VSWITCH, type Scenario } from "./scenario.js";

const BRIDGE = "type bridge stp_state 1 forward_delay 200 hello_time 100 max_age 600";

async function received(lab: Lab): Promise<number> {
  return Number((await lab.client.run("cat", ["/sys/class/net/eth0/statistics/rx_packets"])).text);
}

async function heard(lab: Lab, frames: number): Promise<void> {
  const enough = (await received(lab)) + frames;
  await eventually(`${frames.toString()} more frames`, async () => (await received(lab)) >= enough, 15_000).catch(() => undefined);
}

const LEAF = `link add br0 address 02:00:00:00:05:02 ${BRIDGE} priority 61440
link set eth0 master br0
link add stub address 02:00:00:00:05:03 type veth peer name stub-end address 02:00:00:00:05:04
link set stub-end up
link set stub master br0
link set br0 up
`;
const ROOT = `link add br0 address 02:00:00:00:05:01 ${BRIDGE} priority 4096
link set eth0 master br0
link set br0 up
`;

/** Two bridges: one is the root, the other tells it when a port of its own comes or goes. */
async function kernelBridges(lab: Lab): Promise<void> {
  await lab.client.ip(LEAF);
  await lab.router.ip(ROOT);
  await heard(lab, 4);
  await lab.client.ip("link set stub up\n");
  await heard(lab, 5);
  await lab.client.ip("link set stub down\n");
  await heard(lab, 2);
  for (const host of [lab.client, lab.router]) await host.ip("link set eth0 nomaster\nlink del br0\n");
}

async function rapid(lab: Lab): Promise<void> {
  for (const [host, mac, priority] of [
    [lab.client, "02:00:00:00:05:12", "32768"],
    [lab.router, "02:00:00:00:05:11", "4096"],
  ] as const) {
    const ovs = await OpenVswitch.start(host, lab.directory);
    await ovs.addBridge("br0", mac);
    await ovs.configure(
      "set",
      "bridge",
      "br0",
      "rstp_enable=true",
      `other_config:rstp-priority=${priority}`,
      "other_config:rstp-hello-time=1",
    );
    await ovs.configure("add-port", "br0", "eth0");
  }
  await heard(lab, 5);
}

export const trees: Scenario = {
  name: "trees",
  peers: OPEN_VSWITCH,
  record: async (lab) => {
    await lab.record("trees", "pcap");
    await kernelBridges(lab);
    await rapid(lab);
  },
};
