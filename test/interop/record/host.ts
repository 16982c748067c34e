/** A host of the lab: one network namespace with its own host name, and the programs that run in it. */
import { type Command, Daemon, type Output, run } from "./process.js";

export type Options = Omit<Command, "program" | "arguments">;

/**
 * Every program of the host gets the host's name too, in its own UTS namespace, so that none sends this machine's, and the
 * lab's names instead of this machine's resolver (`ip netns exec` has made its mounts private already).
 */
const ENTER = 'hostname "$0"; mount --bind "$1/hosts" /etc/hosts; mount --bind "$1/resolv.conf" /etc/resolv.conf; shift; exec "$@"';

export class Host {
  private readonly daemons: Daemon[] = [];

  /** `directory` holds the host's `hosts` and `resolv.conf`. */
  constructor(
    readonly namespace: string,
    readonly name: string,
    private readonly directory: string,
  ) {}

  private enter(program: string, programArguments: readonly string[], options: Options): Command {
    const inside = [
      "netns",
      "exec",
      this.namespace,
      "unshare",
      "--uts",
      "sh",
      "-c",
      ENTER,
      this.name,
      this.directory,
      program,
      ...programArguments,
    ];
    return { ...options, program: "ip", arguments: inside };
  }

  run(program: string, programArguments: readonly string[], options: Options = {}): Promise<Output> {
    return run(this.enter(program, programArguments, options));
  }

  /** Runs a program whose exit code does not matter: what it sends does. */
  attempt(program: string, programArguments: readonly string[], options: Options = {}): Promise<Output> {
    return this.run(program, programArguments, { ...options, mayFail: true });
  }

  async start(program: string, programArguments: readonly string[], ready?: RegExp, options: Options = {}): Promise<Daemon> {
    const daemon = await Daemon.start(this.enter(program, programArguments, options), ready);
    this.daemons.push(daemon);
    return daemon;
  }

  /** One or more lines of `ip`. */
  async ip(lines: string): Promise<void> {
    await this.run("ip", ["-batch", "-"], { input: lines });
  }

  async sysctl(settings: Readonly<Record<string, string | number>>): Promise<void> {
    const pairs = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
    await this.run("sysctl", ["-q", "-w", ...pairs]);
  }

  /** Ends what was started here, the last first. */
  async stop(): Promise<void> {
    for (const daemon of this.daemons.reverse()) await daemon.stop();
    this.daemons.length = 0;
  }
}
