/** DHCP: dnsmasq and ISC servers, busybox and ISC clients, a relay between two links; grants, renewals, refusals, releases. */
import { writeFile } from "node:fs/promises";
import { CLIENT, type Lab, ROUTER, SERVER } from "../lab.js";
import type { Daemon } from "../process.js";
import type { Scenario } from "./scenario.js";

const OPTIONS = [
  "option:dns-server,192.0.2.53,198.51.100.53",
  "option:domain-name,example.org",
  "option:ntp-server,192.0.2.123",
  "option:mtu,1400",
  "option:classless-static-route,203.0.113.0/24,192.0.2.1",
  "option:domain-search,example.org,example.com",
  "option:tftp-server,boot.example.org",
  "option:T1,30",
  "option:T2,50",
  "option:log-server,192.0.2.14",
  "option:default-ttl,64",
  "option:ip-forward-enable,0",
  "43,01:02:03:04",
];

function dnsmasq(directory: string, ...own: readonly string[]): readonly string[] {
  const common = [
    "--no-daemon",
    "--conf-file=/dev/null",
    "--port=0",
    "--log-facility=-",
    "--no-hosts",
    "--no-resolv",
    "--no-ping",
    "--user=root",
  ];
  return [
    ...common,
    `--dhcp-leasefile=${directory}/leases`,
    "--dhcp-authoritative",
    "--dhcp-boot=boot.img,boot.example.org,192.0.2.69",
    ...OPTIONS.map((option) => `--dhcp-option=${option}`),
    ...own,
  ];
}

async function forget(lab: Lab): Promise<void> {
  await lab.client.ip("address flush dev eth0\nlink set eth0 up\n");
}

async function udhcpc(lab: Lab, ...flags: readonly string[]): Promise<void> {
  await lab.client.attempt("busybox", ["udhcpc", "-i", "eth0", "-f", "-n", "-t", "3", "-T", "1", "-A", "1", "-s", "/bin/true", ...flags], {
    timeoutMilliseconds: 6_000,
  });
}

async function busyboxClient(lab: Lab): Promise<void> {
  await udhcpc(lab, "-q");
  await udhcpc(lab, "-q", "-x", "hostname:client.example.org", "-V", "recorded", "-O", "search", "-O", "staticroutes", "-O", "ntpsrv");
  await udhcpc(lab, "-q", "-C", "-B", "-r", "192.0.2.111");
  await udhcpc(lab, "-q", "-F", "client.example.org", "-x", "0x3d:0102030405");
  await udhcpc(lab, "-q", "-R");
}

function clientConfiguration(): string {
  return `send host-name "client.example.org";
send dhcp-lease-time 120;
send vendor-class-identifier "recorded";
request subnet-mask, broadcast-address, time-offset, routers, domain-name, domain-name-servers,
  domain-search, host-name, interface-mtu, ntp-servers, rfc3442-classless-static-routes;
timeout 4; retry 1; initial-interval 1;
`;
}

async function dhclient(lab: Lab, ...flags: readonly string[]): Promise<void> {
  const { directory } = lab;
  const files = [
    "-cf",
    `${directory}/dhclient.conf`,
    "-lf",
    `${directory}/dhclient.leases`,
    "-pf",
    `${directory}/dhclient.pid`,
    "-sf",
    "/bin/true",
  ];
  await lab.client.attempt("dhclient", ["-4", "-v", "-1", ...files, ...flags, "eth0"], { timeoutMilliseconds: 8_000 });
}

/** Leases that the server does not know make it refuse. */
const FOREIGN_LEASE = `lease { interface "eth0"; fixed-address 203.0.113.5; option subnet-mask 255.255.255.0;
  option dhcp-server-identifier 192.0.2.1;
  option dhcp-lease-time 86400; renew 0 2037/1/1 00:00:00; rebind 0 2037/1/1 00:00:00; expire 0 2037/1/1 00:00:00; }
`;

async function iscClient(lab: Lab): Promise<void> {
  await writeFile(`${lab.directory}/dhclient.conf`, clientConfiguration());
  await writeFile(`${lab.directory}/dhclient.leases`, FOREIGN_LEASE);
  await dhclient(lab);
  await dhclient(lab, "-r");
  await dhclient(lab, "-F", "client.example.org");
  await dhclient(lab, "-x");
}

const SERVER_CONFIGURATION = `authoritative; ddns-update-style none; default-lease-time 300; max-lease-time 600;
server-name "dhcp.example.org"; filename "pxelinux.0"; next-server 192.0.2.69;
option domain-name "example.org"; option domain-name-servers 192.0.2.53; option routers 192.0.2.1; option time-offset -3600;
option nis-domain "nis"; option netbios-name-servers 192.0.2.4; option netbios-node-type 8; option smtp-server 192.0.2.25;
option static-routes 203.0.113.1 192.0.2.1; option root-path "/srv/root"; option merit-dump "core";
option max-dgram-reassembly 576; option path-mtu-plateau-table 68, 1500; option ip-forwarding false;
subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.150 192.0.2.199; }
`;

async function iscServer(lab: Lab): Promise<Daemon> {
  const { directory, router } = lab;
  await writeFile(`${directory}/dhcpd.conf`, SERVER_CONFIGURATION);
  await writeFile(`${directory}/dhcpd.leases`, "");
  const files = ["-cf", `${directory}/dhcpd.conf`, "-lf", `${directory}/dhcpd.leases`, "-pf", `${directory}/dhcpd.pid`];
  return router.start("dhcpd", ["-4", "-f", "-d", "--no-pid", ...files, "eth0"], /Server starting service/);
}

/** An address that someone else already answers for: the client declines it. */
async function declined(lab: Lab): Promise<void> {
  await lab.router.ip("neigh add proxy 192.0.2.177 dev eth0\n");
  await lab.router.sysctl({ "net.ipv4.neigh.eth0.proxy_delay": 0 });
  await udhcpc(lab, "-q", "-a", "-r", "192.0.2.177");
  await lab.router.ip("neigh del proxy 192.0.2.177 dev eth0\n");
}

async function relayed(lab: Lab): Promise<void> {
  await lab.record("lease-relayed", "pcapng", lab.server);
  const range = "--dhcp-range=192.0.2.200,192.0.2.220,255.255.255.0,2m";
  await lab.server.start("dnsmasq", dnsmasq(lab.directory, "--interface=eth0", range), /started/);
  const relay = [
    "--no-daemon",
    "--conf-file=/dev/null",
    "--port=0",
    "--user=root",
    "--log-facility=-",
    `--dhcp-relay=${ROUTER.v4},${SERVER.v4}`,
  ];
  await lab.router.start("dnsmasq", [...relay, `--dhcp-leasefile=${lab.directory}/relay`], /started/);
  for (let round = 0; round < 3; round++) await udhcpc(lab, "-q", "-R", "-x", "hostname:client.example.org");
}

export const lease: Scenario = {
  name: "lease",
  peers: [
    { command: "dnsmasq", package: "dnsmasq-base" },
    { command: "dhcpd", package: "isc-dhcp-server" },
    { command: "dhclient", package: "isc-dhcp-client" },
    { command: "busybox", package: "busybox" },
  ],
  record: async (lab) => {
    await forget(lab);
    await lab.record("lease", "pcap");
    const first = await lab.router.start(
      "dnsmasq",
      dnsmasq(lab.directory, "--interface=eth0", "--bind-interfaces", "--dhcp-range=192.0.2.100,192.0.2.140,2m"),
      /started/,
    );
    await busyboxClient(lab);
    await iscClient(lab);
    await first.stop();
    const second = await iscServer(lab);
    await busyboxClient(lab);
    await iscClient(lab);
    await declined(lab);
    await second.stop();
    await forget(lab);
    await relayed(lab);
    await lab.client.ip(`address add ${CLIENT.v4}/24 dev eth0\n`);
  },
};
