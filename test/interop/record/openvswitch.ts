/** An Open vSwitch of its own in a host, with the userspace datapath: database, daemon and their files all inside the lab. */
import { mkdir } from "node:fs/promises";
import type { Host } from "./host.js";
import { eventually } from "./process.js";

export class OpenVswitch {
  private constructor(
    private readonly host: Host,
    private readonly directory: string,
  ) {}

  static async start(host: Host, labDirectory: string): Promise<OpenVswitch> {
    const directory = `${labDirectory}/ovs-${host.name.split(".")[0] ?? ""}`;
    await mkdir(directory);
    const ovs = new OpenVswitch(host, directory);
    await ovs.serve();
    return ovs;
  }

  private get environment(): Readonly<Record<string, string>> {
    return { OVS_RUNDIR: this.directory, OVS_DBDIR: this.directory, OVS_LOGDIR: this.directory, OVS_SYSCONFDIR: this.directory };
  }

  private async serve(): Promise<void> {
    const { directory, environment, host } = this;
    const database = `${directory}/conf.db`;
    await host.run("ovsdb-tool", ["create", database, "/usr/share/openvswitch/vswitch.ovsschema"], { environment });
    await host.start("ovsdb-server", [database, `--remote=punix:${directory}/db.sock`, "--no-chdir"], undefined, { environment });
    await eventually("ovsdb-server answers", async () => (await this.attempt("--no-wait", "init")).code === 0);
    await host.start("ovs-vswitchd", [`unix:${directory}/db.sock`, "--disable-system", "--no-chdir", "-vconsole:info"], /connected/, {
      environment,
    });
  }

  private attempt(...words: readonly string[]): Promise<{ readonly code: number | null }> {
    return this.host.attempt("ovs-vsctl", ["--timeout=5", `--db=unix:${this.directory}/db.sock`, ...words], {
      environment: this.environment,
    });
  }

  async configure(...words: readonly string[]): Promise<void> {
    await this.host.run("ovs-vsctl", ["--timeout=10", `--db=unix:${this.directory}/db.sock`, ...words], { environment: this.environment });
  }

  /** A bridge with a hardware address of its own choosing, so that its datapath identifier is the same every time. */
  async addBridge(name: string, mac: string): Promise<void> {
    await this.configure(
      "add-br",
      name,
      "--",
      "set",
      "bridge",
      name,
      "datapath_type=netdev",
      `other-config:hwaddr="${mac}"`,
      "fail-mode=standalone",
    );
  }
}
