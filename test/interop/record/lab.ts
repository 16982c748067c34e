/**
 * Three network namespaces in a row, joined by veth pairs: client - router - server. Addresses are those kept for
 * documentation (RFC 5737, RFC 3849), hardware addresses are locally administered, offloads are off.
 */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Host } from "./host.js";
import { run } from "./process.js";
import { type Format, Recording } from "./recording.js";

export const CLIENT = { v4: "192.0.2.2", v6: "2001:db8:1::2", mac: "02:00:00:00:01:02" } as const;
export const ROUTER = {
  v4: "192.0.2.1",
  v6: "2001:db8:1::1",
  mac: "02:00:00:00:01:01",
  farV4: "198.51.100.1",
  farV6: "2001:db8:2::1",
  farMac: "02:00:00:00:02:01",
} as const;
export const SERVER = { v4: "198.51.100.2", v6: "2001:db8:2::2", mac: "02:00:00:00:02:02" } as const;

const HOSTS = `127.0.0.1 localhost
${CLIENT.v4} client.example.org\n${CLIENT.v6} client.example.org
${ROUTER.v4} router.example.org\n${ROUTER.v6} router.example.org
${SERVER.v4} server.example.org\n${SERVER.v6} server.example.org
`;

const OFFLOADS = ["rx", "tx", "sg", "tso", "gso", "gro", "rxvlan", "txvlan"];

let labs = 0;

export class Lab {
  private readonly recordings: Recording[] = [];

  private constructor(
    readonly directory: string,
    readonly captures: string,
    readonly client: Host,
    readonly router: Host,
    readonly server: Host,
  ) {}

  /** Makes the namespaces and wires them up; `captures` is where recordings go. */
  static async create(captures: string): Promise<Lab> {
    const prefix = `mplc-${process.pid.toString()}-${(labs++).toString()}`;
    const directory = await mkdtemp(join(tmpdir(), "mplc-lab-"));
    const host = (name: string): Host => new Host(`${prefix}-${name}`, `${name}.example.org`, directory);
    await chmod(directory, 0o755);
    await writeFile(join(directory, "hosts"), HOSTS);
    await writeFile(join(directory, "resolv.conf"), "");
    const lab = new Lab(directory, captures, host("client"), host("router"), host("server"));
    await lab.connect().catch(async (error: unknown) => {
      await lab.close();
      throw error;
    });
    return lab;
  }

  get hosts(): readonly Host[] {
    return [this.client, this.router, this.server];
  }

  /** Records what passes the client's interface (or another host's), until the recording is stopped. */
  async record(name: string, format: Format, host: Host = this.client, device = "eth0"): Promise<Recording> {
    const recording = await Recording.start(host, device, join(this.captures, `${name}.${format}`), format);
    this.recordings.push(recording);
    return recording;
  }

  async close(): Promise<void> {
    for (const recording of this.recordings) await recording.stop();
    for (const host of this.hosts) await host.stop();
    for (const host of this.hosts) await run({ program: "ip", arguments: ["netns", "del", host.namespace], mayFail: true });
    await rm(this.directory, { recursive: true, force: true });
  }

  private async connect(): Promise<void> {
    for (const host of this.hosts) await run({ program: "ip", arguments: ["netns", "add", host.namespace] });
    await this.router.sysctl({
      "net.ipv4.ip_forward": 1,
      "net.ipv6.conf.all.forwarding": 1,
      "net.ipv4.icmp_ratelimit": 0,
      "net.ipv6.icmp.ratelimit": 0,
    });
    await this.router.ip(wires(this.client.namespace, this.server.namespace));
    await this.client.ip(endHost(CLIENT, ROUTER.v4, ROUTER.v6));
    await this.server.ip(endHost(SERVER, ROUTER.farV4, ROUTER.farV6));
    await Promise.all([
      withoutOffloads(this.client, "eth0"),
      withoutOffloads(this.server, "eth0"),
      withoutOffloads(this.router, "eth0"),
      withoutOffloads(this.router, "eth1"),
    ]);
  }
}

function wires(client: string, server: string): string {
  return `link add eth0 address ${ROUTER.mac} type veth peer name eth0 netns ${client} address ${CLIENT.mac}
link add eth1 address ${ROUTER.farMac} type veth peer name eth0 netns ${server} address ${SERVER.mac}
link set lo up
link set eth0 up
link set eth1 up
address add ${ROUTER.v4}/24 dev eth0
address add ${ROUTER.farV4}/24 dev eth1
address add ${ROUTER.v6}/64 dev eth0 nodad
address add ${ROUTER.farV6}/64 dev eth1 nodad
`;
}

function endHost(own: { readonly v4: string; readonly v6: string }, gatewayV4: string, gatewayV6: string): string {
  return `link set lo up
link set eth0 up
address add ${own.v4}/24 dev eth0
address add ${own.v6}/64 dev eth0 nodad
route add default via ${gatewayV4}
route add default via ${gatewayV6}
`;
}

/** So that checksums are right and no frame is longer than the wire would carry. */
export async function withoutOffloads(host: Host, device: string): Promise<void> {
  await host.attempt("ethtool", ["-K", device, ...OFFLOADS.flatMap((name) => [name, "off"])]);
}
