/** A capture under way: tcpdump writes pcap, dumpcap writes pcapng. */
import { stat } from "node:fs/promises";
import type { Host } from "./host.js";
import { type Daemon, eventually } from "./process.js";

export type Format = "pcap" | "pcapng";

const SNAPLEN = "65535";

function recorder(device: string, file: string, format: Format): readonly [string, readonly string[], RegExp] {
  const common = ["-i", device, "-s", SNAPLEN, "-w", file];
  return format === "pcap"
    ? ["tcpdump", [...common, "-U", "--immediate-mode", "-B", "8192", "-Z", "root"], /listening on/]
    : ["dumpcap", [...common, "-q", "-n", "-B", "8"], /File: /];
}

export class Recording {
  private stopped = false;

  private constructor(
    readonly file: string,
    private readonly daemon: Daemon,
  ) {}

  static async start(host: Host, device: string, file: string, format: Format): Promise<Recording> {
    const [program, programArguments, ready] = recorder(device, file, format);
    return new Recording(file, await host.start(program, programArguments, ready));
  }

  /** Waits until the file has stopped growing, then ends the recorder. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.settled();
    await this.daemon.stop("SIGINT");
  }

  private async settled(): Promise<void> {
    const sizes: number[] = [];
    await eventually(
      `${this.file} stops growing`,
      async () => {
        sizes.push(
          await stat(this.file).then(
            (found) => found.size,
            () => 0,
          ),
        );
        const recent = sizes.slice(-8);
        return recent.length === 8 && recent.every((size) => size === recent[0]);
      },
      5_000,
    ).catch(() => undefined);
  }
}
