/** Dynamic updates sent to a server over UDP, many at a time; which of them were acknowledged. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { decodeDnsMessage, encodeDnsMessage } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";

/** An update that puts in an address for a name. */
function updateBytes(zone: string, name: string, id: number): Uint8Array {
  const bytes = new Uint8Array(512);
  const end = encodeDnsMessage(
    {
      id,
      qr: 0,
      opcode: DnsOpcode.Update,
      rcode: 0,
      questions: [{ qname: zone, qtype: DnsType.SOA, qclass: DnsClass.IN }],
      answers: [],
      authorities: [{ name, ttl: 60, rdata: { $kind: "A", address: 0xc0000201 } }],
      additionals: [],
    },
    new DataView(bytes.buffer),
    0,
  );
  return bytes.subarray(0, end);
}

const RESEND_AFTER = 500;

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: (isAcknowledged: boolean) => void;
}

/** Each update has an ID of its own, so there are at most 65,536 of them. */
export class Updater {
  readonly #socket: Socket = createSocket("udp4");
  readonly #port: number;
  readonly #zone: string;
  readonly #waiting = new Map<number, Waiting>();
  /** What is on the way and got no answer: datagrams may be lost, and a server that has much to do drops some. */
  readonly #again = setInterval(() => this.#resend(), RESEND_AFTER);
  #nextId = 0;
  #isClosed = false;

  private constructor(port: number, zone: string) {
    this.#port = port;
    this.#zone = zone;
    // Where the server has ended, there is nobody: those that wait are told by `close`.
    this.#socket.on("error", () => undefined);
    this.#socket.on("message", (bytes) => this.#receive(bytes));
  }

  static async open(port: number, zone: string): Promise<Updater> {
    const updater = new Updater(port, zone);
    updater.#socket.bind(0, "127.0.0.1");
    await once(updater.#socket, "listening");
    return updater;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves with whether it was acknowledged; with false when the updater is closed before that. */
  add(name: string): Promise<boolean> {
    const id = this.#nextId++;
    const bytes = updateBytes(this.#zone, name, id);
    const answered = new Promise<boolean>((resolve) => this.#waiting.set(id, { bytes, resolve }));
    this.#socket.send(bytes, this.#port, "127.0.0.1");
    return answered;
  }

  #resend(): void {
    for (const { bytes } of this.#waiting.values()) this.#socket.send(bytes, this.#port, "127.0.0.1");
  }

  #receive(bytes: Uint8Array): void {
    const message = decodeDnsMessage(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.byteLength);
    if (!message.ok) throw new Error("a reply that is no message");
    const { id, rcode } = message.value;
    this.#waiting.get(id)?.resolve(rcode === DnsRcode.NoError);
    this.#waiting.delete(id);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#again);
    this.#socket.close();
    for (const { resolve } of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
  }
}
