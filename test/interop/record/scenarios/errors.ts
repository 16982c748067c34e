/** ICMP and ICMPv6 errors, and the UDP and TCP probes that cause them: traceroute, path MTU, closed ports, filters. */
import { type Lab, SERVER } from "../lab.js";
import { NFT, PING, type Scenario } from "./scenario.js";

const TRACES = [["-U", "-p", "33500"], ["-I"], ["-T", "-p", "80"], ["-U", "-p", "33434", "--mtu"], ["-D", "-p", "33434"], ["-t", "32"]];

async function traces(lab: Lab): Promise<void> {
  for (const method of TRACES) {
    for (const target of [SERVER.v4, SERVER.v6]) {
      await lab.client.attempt("traceroute", ["-n", "-q", "2", "-m", "4", "-w", "0.5", ...method, target]);
    }
  }
}

/** The far link gets narrow: the router asks for smaller packets, or cuts them up itself. */
async function narrow(lab: Lab): Promise<void> {
  await lab.router.ip("link set eth1 mtu 1300\n");
  await lab.server.ip("link set eth0 mtu 1300\n");
  for (const target of [SERVER.v4, SERVER.v6]) {
    await lab.client.attempt("ping", ["-c", "3", "-i", "0.01", "-W", "1", "-s", "1400", "-M", "do", target]);
    await lab.client.attempt("tracepath", ["-n", "-m", "3", target]);
  }
  await lab.client.attempt("ping", ["-c", "3", "-i", "0.01", "-W", "1", "-s", "1400", "-M", "dont", SERVER.v4]);
}

const REJECTIONS = [
  "icmp net-unreachable",
  "icmp host-unreachable",
  "icmp prot-unreachable",
  "icmp port-unreachable",
  "icmp net-prohibited",
  "icmp host-prohibited",
  "icmp admin-prohibited",
];
const REJECTIONS_V6 = ["icmpv6 no-route", "icmpv6 admin-prohibited", "icmpv6 addr-unreachable", "icmpv6 port-unreachable"];

function rules(family: string, methods: readonly string[]): string {
  return methods
    .map(
      (method, index) =>
        `add rule inet refuse forward meta nfproto ${family} udp dport ${(7000 + index).toString()} reject with ${method}\n`,
    )
    .join("");
}

const REFUSALS = `add table inet refuse
add chain inet refuse forward { type filter hook forward priority 0; }
${rules("ipv4", REJECTIONS)}${rules("ipv6", REJECTIONS_V6)}add rule inet refuse forward tcp dport 7000 reject with tcp reset
`;

async function refused(lab: Lab): Promise<void> {
  await lab.router.run("nft", ["-f", "-"], { input: REFUSALS });
  for (const target of [SERVER.v4, SERVER.v6]) {
    for (let index = 0; index < REJECTIONS.length; index++) await probe(lab, target, (7000 + index).toString());
    await lab.client.attempt("nc", ["-z", "-w", "1", target, "7000"]);
    await lab.client.attempt("nc", ["-z", "-w", "1", target, "9"]);
  }
}

async function probe(lab: Lab, target: string, port: string): Promise<void> {
  await lab.client.attempt("nc", ["-u", "-q", "0", "-w", "1", target, port], { input: `probe of port ${port}\n` });
}

export const errors: Scenario = {
  name: "errors",
  peers: [
    PING,
    NFT,
    { command: "traceroute", package: "traceroute" },
    { command: "tracepath", package: "iputils-tracepath" },
    { command: "nc", package: "netcat-openbsd" },
  ],
  record: async (lab) => {
    await lab.record("errors", "pcap");
    await traces(lab);
    await refused(lab);
    await narrow(lab);
  },
};
