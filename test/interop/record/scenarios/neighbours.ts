/** ARP, neighbour discovery, duplicate address detection, router advertisements, multicast listener reports. */
import { CLIENT, type Lab, ROUTER } from "../lab.js";
import { eventually, words } from "../process.js";
import { PING, type Scenario } from "./scenario.js";

async function arp(lab: Lab): Promise<void> {
  const { client } = lab;
  await client.run("arping", ["-I", "eth0", "-c", "2", ROUTER.v4]);
  for (const flag of ["-A", "-U"]) await client.attempt("arping", [flag, "-I", "eth0", "-c", "2", CLIENT.v4]);
  await client.attempt("arping", ["-D", "-I", "eth0", "-c", "2", "-w", "1", "192.0.2.77"]);
  await client.attempt("ping", ["-c", "1", "-W", "1", "192.0.2.99"]);
  for (let round = 0; round < 8; round++) {
    await client.ip("neigh flush dev eth0\n");
    await client.run("ping", ["-c", "1", ROUTER.v4]);
  }
}

/** The link goes down and comes up again: everything a host says when it joins a link. */
async function rejoin(lab: Lab): Promise<void> {
  const { client } = lab;
  await client.sysctl({ "net.ipv6.conf.eth0.accept_dad": 1, "net.ipv6.conf.eth0.keep_addr_on_down": 1 });
  await client.ip("link set eth0 down\nlink set eth0 up\n");
  await eventually("the link-local address is usable", async () => {
    const found = await client.run("ip", ["-6", "address", "show", "dev", "eth0", "scope", "link"]);
    return found.text.includes("fe80") && !found.text.includes("tentative");
  });
  await client.ip(`address add 2001:db8:1::77/64 dev eth0\nroute replace default via ${ROUTER.v6}\n`);
}

const ADVERTISER = `--no-daemon --conf-file=/dev/null --port=0 --interface=eth0 --bind-interfaces --log-facility=- --no-hosts --no-resolv
  --user=root --enable-ra --dhcp-range=2001:db8:1::,ra-only,64,1h --ra-param=eth0,mtu:1400,high,60,1200
  --dhcp-option=option6:dns-server,[2001:db8:1::53] --dhcp-option=option6:domain-search,example.org`;

async function discover(lab: Lab): Promise<void> {
  const { client, directory, router } = lab;
  await router.start("dnsmasq", [...words(ADVERTISER), `--dhcp-leasefile=${directory}/ra.leases`], /router advertisement enabled/);
  for (let round = 0; round < 3; round++) await client.attempt("rdisc6", words("-1 -r 1 -w 1500 eth0"));
  for (let round = 0; round < 4; round++) await client.attempt("ndisc6", words(`-r 1 -w 500 ${ROUTER.v6} eth0`));
  await client.attempt("ndisc6", words("-r 1 -w 300 2001:db8:1::99 eth0"));
  await client.attempt("ping", words("-c 1 -W 1 2001:db8:1::98"));
}

/** A new address joins a group and an old one leaves its own, this time told in the older version of the protocol. */
async function listen(lab: Lab): Promise<void> {
  await lab.client.sysctl({ "net.ipv6.conf.eth0.force_mld_version": 1 });
  await lab.client.ip("address add 2001:db8:1::78/64 dev eth0\naddress del 2001:db8:1::77/64 dev eth0\n");
  await eventually("the second address is usable", async () => {
    const found = await lab.client.run("ip", ["-6", "address", "show", "dev", "eth0"]);
    return !found.text.includes("tentative");
  });
}

export const neighbours: Scenario = {
  name: "neighbours",
  peers: [
    PING,
    { command: "arping", package: "iputils-arping" },
    { command: "dnsmasq", package: "dnsmasq-base" },
    { command: "rdisc6", package: "ndisc6" },
  ],
  record: async (lab) => {
    await lab.record("neighbours", "pcap");
    await arp(lab);
    await rejoin(lab);
    await discover(lab);
    await listen(lab);
  },
};
