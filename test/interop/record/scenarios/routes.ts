/** BGP: BIRD with BIRD, BIRD with FRR; IPv4 and IPv6 routes, attributes of many kinds, refreshes, notifications, MD5. */
import { writeFile } from "node:fs/promises";
import { CLIENT, type Lab, ROUTER } from "../lab.js";
import { eventually } from "../process.js";
import type { Scenario } from "./scenario.js";

/** A second pair of addresses for the session inside one autonomous system. */
const SECOND = { client: "192.0.2.12", router: "192.0.2.11" } as const;

type Side = "client" | "router";

const ATTRIBUTES = `filter decorated {
  bgp_med = 50; bgp_community.add((64496,100)); bgp_community.add((65535,65281)); bgp_ext_community.add((rt,64496,7));
  bgp_ext_community.add((generic,0x43000000,0x1)); bgp_large_community.add((64496,1,2)); bgp_path.prepend(64499); bgp_path.prepend(4200000001);
  accept; }
`;

interface Routes {
  readonly v4: string;
  readonly v6: string;
}

function bird(own: string, routes: Routes, protocols: string): string {
  return `log stderr all; router id ${own}; protocol device { }
protocol static { ipv4; ${routes.v4} }
protocol static { ipv6; ${routes.v6} }
${ATTRIBUTES}${protocols}`;
}

/** Prefixes of many lengths, different ones for each speaker. */
function prefixes(speaker: number): Routes {
  const own = speaker.toString();
  const v4 = [
    "10.0.0.0/8",
    `10.${own}.0.0/16`,
    "203.0.113.0/24",
    "203.0.113.128/25",
    `203.0.113.${(speaker * 4).toString()}/30`,
    `203.0.113.${own}/32`,
  ];
  const v6 = [48, 56, 64, 127, 128].map((length) => `2001:db8:${own}::/${length.toString()}`);
  const blackhole = (prefix: string): string => `route ${prefix} blackhole;`;
  return { v4: v4.map(blackhole).join(" "), v6: v6.map(blackhole).join(" ") };
}

const CHANNELS = "ipv4 { import all; export filter decorated; }; ipv6 { import all; export filter decorated; next hop self; };";
const SEVERAL_PATHS = CHANNELS.replaceAll("import all;", "import all; add paths on;");

function session(name: string, local: string, remote: string, options: string): string {
  const timers = "connect delay time 0; connect retry time 1; error wait time 1,2; hold time 3; keepalive time 1;";
  return `protocol bgp ${name} { local ${local}; neighbor ${remote}; direct; ${timers} ${options} }\n`;
}

interface Speakers {
  readonly socket: (side: Side) => string;
  readonly command: (side: Side, ...words: readonly string[]) => Promise<string>;
}

function speakers(lab: Lab): Speakers {
  const socket = (side: Side): string => `${lab.directory}/${side}.ctl`;
  const command = async (side: Side, ...words: readonly string[]): Promise<string> =>
    (await lab[side].attempt("birdc", ["-s", socket(side), ...words])).text;
  return { socket, command };
}

async function startBird(lab: Lab, side: Side, configuration: string): Promise<Speakers> {
  const file = `${lab.directory}/${side}.conf`;
  await writeFile(file, configuration);
  const both = speakers(lab);
  await lab[side].start("bird", ["-f", "-c", file, "-s", both.socket(side)], /Started/);
  return both;
}

async function established(both: Speakers, name: string): Promise<void> {
  await eventually(`BGP session ${name}`, async () => (await both.command("router", "show", "protocols", name)).includes("Established"));
}

function routerConfiguration(): string {
  return bird(
    "192.0.2.1",
    prefixes(1),
    [
      session("outer", `${ROUTER.v4} as 64497`, `${CLIENT.v4} as 64496`, SEVERAL_PATHS),
      session("sixth", `${ROUTER.v6} as 64497`, `${CLIENT.v6} as 64496`, CHANNELS),
      session(
        "secret",
        `${SECOND.router} as 4200000000`,
        `${SECOND.client} as 4200000000`,
        `password "documented"; long lived graceful restart on; graceful restart on; ${CHANNELS}`,
      ),
    ].join(""),
  );
}

function clientConfiguration(): string {
  return bird(
    "192.0.2.2",
    prefixes(2),
    [
      session("outer", `${CLIENT.v4} as 64496`, `${ROUTER.v4} as 64497`, `enable route refresh on; passive; ${SEVERAL_PATHS}`),
      session("sixth", `${CLIENT.v6} as 64496`, `${ROUTER.v6} as 64497`, `passive; ${CHANNELS}`),
      session(
        "secret",
        `${SECOND.client} as 4200000000`,
        `${SECOND.router} as 4200000000`,
        `passive; password "documented"; long lived graceful restart on; graceful restart on; ${CHANNELS}`,
      ),
    ].join(""),
  );
}

async function birdWithBird(lab: Lab): Promise<void> {
  for (const side of ["client", "router"] as const) await lab[side].ip(`address add ${SECOND[side]}/24 dev eth0\n`);
  await startBird(lab, "client", clientConfiguration());
  const both = await startBird(lab, "router", routerConfiguration());
  for (const name of ["outer", "sixth", "secret"]) await established(both, name);
  for (const words of [
    ["reload", "in", "outer"],
    ["reload", "out", "sixth"],
    ["disable", "static1"],
    ["enable", "static1"],
    ["disable", "static2"],
  ])
    await both.command("router", ...words);
  for (const name of ["outer", "sixth"]) {
    await both.command("router", "restart", name);
    await established(both, name);
  }
  await both.command("router", "disable", "secret", '"maintenance"');
}

const FRR = `hostname client
router bgp 64496
 bgp router-id 192.0.2.2
 no bgp ebgp-requires-policy
 no bgp network import-check
 no bgp default ipv4-unicast
 timers bgp 1 3
 neighbor ${ROUTER.v4} remote-as 64497
 neighbor ${ROUTER.v4} passive
 neighbor ${ROUTER.v4} capability extended-nexthop
 address-family ipv4 unicast
  network 203.0.113.0/24
  network 198.51.100.0/25
  aggregate-address 198.51.100.0/24 as-set
  neighbor ${ROUTER.v4} activate
  neighbor ${ROUTER.v4} route-map out out
  neighbor ${ROUTER.v4} soft-reconfiguration inbound
 address-family ipv6 unicast
  network 2001:db8:77::/48
  neighbor ${ROUTER.v4} activate
  neighbor ${ROUTER.v4} route-map out out
route-map out permit 10
 set community 64496:1 no-export
 set large-community 64496:7:7
 set extcommunity rt 64496:9
 set metric 7
 set origin incomplete
 set atomic-aggregate
 set aggregator as 64496 192.0.2.2
 set as-path prepend 64500 64501
`;

async function birdWithFrr(lab: Lab): Promise<void> {
  const { client, directory } = lab;
  await writeFile(`${directory}/frr.conf`, FRR);
  const files = ["-f", `${directory}/frr.conf`, "-i", `${directory}/bgpd.pid`, "-z", `${directory}/zserv`, "--vty_socket", directory];
  await client.start("/usr/lib/frr/bgpd", ["-Z", "-S", "-A", "127.0.0.1", "-P", "0", ...files]);
  const both = await startBird(
    lab,
    "router",
    bird("192.0.2.1", prefixes(3), session("outer", `${ROUTER.v4} as 64497`, `${CLIENT.v4} as 64496`, SEVERAL_PATHS)),
  );
  await established(both, "outer");
  await both.command("router", "reload", "in", "outer");
  await eventually(
    "routes of both families",
    async () => (await both.command("router", "show", "route")).includes("2001:db8:77::"),
    5_000,
  ).catch(() => undefined);
  await both.command("router", "disable", "outer", '"good bye"');
}

export const routes: Scenario = {
  name: "routes",
  peers: [
    { command: "bird", package: "bird2" },
    { command: "bgpd", package: "frr" },
  ],
  record: async (lab) => {
    const first = await lab.record("routes-bird", "pcap");
    await birdWithBird(lab);
    await Promise.all([lab.client.stop(), lab.router.stop()]);
    await first.stop();
    await lab.record("routes-frr", "pcapng");
    await birdWithFrr(lab);
  },
};
