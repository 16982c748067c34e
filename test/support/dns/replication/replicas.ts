/** Servers of all kinds that replicate a zone with one key, and end with their test. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeensReplica } from "./deens.js";
import { type PeerKey, type PeerName, PeerServer } from "./peers.js";

/** hmac-sha256 with a secret of that byte, thirty-two times. */
export function sharedKey(byte: number): { readonly key: PeerKey; readonly secret: Uint8Array } {
  const secret = Buffer.alloc(32, byte);
  return { key: { name: "transfer.example", algorithm: "hmac-sha256", secret: secret.toString("base64") }, secret };
}

export class Replicas {
  readonly folder: string;
  readonly #origin: string;
  readonly #shared: ReturnType<typeof sharedKey>;
  readonly #stops: (() => Promise<unknown>)[] = [];

  private constructor(folder: string, origin: string, shared: ReturnType<typeof sharedKey>) {
    this.folder = folder;
    this.#origin = origin;
    this.#shared = shared;
  }

  static async make(origin: string, shared: ReturnType<typeof sharedKey>): Promise<Replicas> {
    return new Replicas(await mkdtemp(join(tmpdir(), "mplc-dns-")), origin, shared);
  }

  /** A file for the primary. */
  get file(): string {
    return join(this.folder, "primary.zone");
  }

  async startPeer(name: PeerName, place: Omit<Parameters<typeof PeerServer.start>[1], "folder" | "origin" | "key">): Promise<PeerServer> {
    const folder = join(this.folder, name);
    await mkdir(folder);
    const peer = await PeerServer.start(name, { folder, origin: this.#origin, key: this.#shared.key, ...place });
    this.#stops.push(() => peer.stop());
    return peer;
  }

  async startOurs(options: Omit<Parameters<typeof DeensReplica.start>[0], "keys">): Promise<DeensReplica> {
    const { key, secret } = this.#shared;
    const ours = await DeensReplica.start({ keys: [{ ...key, secret }], ...options });
    this.#stops.push(() => ours.stop());
    return ours;
  }

  async close(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
