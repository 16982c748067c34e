/**
 * Datagrams that are read and written many at a time, by Linux's recvmmsg and sendmmsg, through koffi. All that has to do with pointers
 * and with the layout of C's structures is in this file; the offsets are those of 64-bit Linux, little-endian.
 */
import { createRequire } from "node:module";
import { endianness } from "node:os";
import { isWildcard } from "./udp-socket.js";

const IPPROTO_IP = 0;
const MSG_WAITFORONE = 0x10000;
const MSG_TRUNC = 0x20;
const MSG_DONTWAIT = 0x40;

/** struct mmsghdr: a struct msghdr of 56 bytes, and the length that was received. */
const MMSGHDR = 64;
const MSG_NAMELEN = 8;
const MSG_IOV = 16;
const MSG_IOVLEN = 24;
const MSG_CONTROL = 32;
const MSG_CONTROLLEN = 40;
const MSG_FLAGS = 48;
const MSG_LEN = 56;
/** struct iovec: a pointer and a length. */
const IOVEC = 16;
/** Room for a struct sockaddr_in6, which has 28 bytes. */
const SOCKADDR = 32;
/** Room for one control message: a head of 16 bytes and at most a struct in6_pktinfo of 20. */
const CONTROL = 40;
const CMSG_DATA = 16;
/** struct in_pktinfo and in6_pktinfo: the interface's index. */
const IPI_IFINDEX = 0;

export interface NativeLibrary {
  readonly socket: (domain: number, type: number, protocol: number) => number;
  readonly bind: (fd: number, address: Uint8Array, length: number) => number;
  readonly close: (fd: number) => number;
  readonly shutdown: (fd: number, how: number) => number;
  readonly setsockopt: (fd: number, level: number, option: number, value: Uint8Array, length: number) => number;
  readonly getsockname: (fd: number, address: Uint8Array, length: Uint8Array) => number;
  readonly recvmmsg: (fd: number, messages: number, count: number, flags: number, timeout: number) => number;
  readonly sendmmsg: (fd: number, messages: number, count: number, flags: number) => number;
  readonly usleep: (microseconds: number) => number;
  readonly poll: (descriptors: Uint8Array, count: number, timeout: number) => number;
  readonly allocate: (bytes: number) => { readonly address: number; readonly buffer: ArrayBuffer };
  readonly errno: () => number;
}

/** The functions of libc; undefined where they are not to be had: another system, or koffi (an optional dependency) is missing. */
export function loadNative(): NativeLibrary | undefined {
  if (process.platform !== "linux" || endianness() !== "LE" || !["x64", "arm64"].includes(process.arch)) return undefined;
  try {
    return bindFunctions();
  } catch {
    return undefined;
  }
}

/** The part of koffi that is used. */
interface Koffi {
  load(path: null): { func(prototype: string): (...values: readonly unknown[]) => number };
  alloc(type: string, count: number): unknown;
  address(pointer: unknown): bigint;
  view(pointer: unknown, length: number): ArrayBuffer;
  errno(): number;
}

function bindFunctions(): NativeLibrary {
  const koffi = createRequire(import.meta.url)("koffi") as Koffi;
  const library = koffi.load(null);
  return {
    socket: library.func("int socket(int domain, int type, int protocol)"),
    bind: library.func("int bind(int fd, const void *address, uint32 length)"),
    close: library.func("int close(int fd)"),
    shutdown: library.func("int shutdown(int fd, int how)"),
    setsockopt: library.func("int setsockopt(int fd, int level, int option, const void *value, uint32 length)"),
    getsockname: library.func("int getsockname(int fd, _Inout_ void *address, _Inout_ void *length)"),
    // Addresses as numbers: making an object of each would cost more than the call.
    recvmmsg: library.func("int recvmmsg(int fd, uint64 messages, uint32 count, int flags, uint64 timeout)"),
    sendmmsg: library.func("int sendmmsg(int fd, uint64 messages, uint32 count, int flags)"),
    usleep: library.func("int usleep(uint32 microseconds)"),
    poll: library.func("int poll(_Inout_ uint8 *descriptors, uint64 count, int timeout)"),
    allocate(bytes) {
      const pointer = koffi.alloc("uint8", bytes);
      return { address: Number(koffi.address(pointer)), buffer: koffi.view(pointer, bytes) };
    },
    errno: () => koffi.errno(),
  };
}

/** The largest query that is taken; nothing that a client sends to a server of this kind is as long. */
const RECEIVE_BYTES = 4096;
/** From one to the next: with 4096 all would be in the same few sets of the processor's cache. */
const RECEIVE_STRIDE = RECEIVE_BYTES + 64;

/**
 * Datagrams, received and sent in batches, in memory that the kernel fills and reads. Received ones are numbered from 0; replies are
 * written from 0 on, each to the sender of one that was received.
 */
export class UdpBatch {
  readonly view: DataView;
  readonly #native: NativeLibrary;
  readonly #fd: number;
  readonly #most: number;
  readonly #replyBytes: number;
  readonly #address: number;
  // Offsets in the memory.
  readonly #received: number;
  readonly #receivedParts: number;
  readonly #sent: number;
  readonly #sentParts: number;
  readonly #names: number;
  readonly #controls: number;
  readonly #requests: number;
  readonly #replies: number;
  readonly #hasControl: boolean;
  /** Of which datagram each reply has the sender. */
  readonly #pointsAt: Int32Array;
  #replyCount = 0;

  /** @param replyBytes the largest reply */
  constructor(native: NativeLibrary, fd: number, address: Uint8Array, most: number, replyBytes: number) {
    this.#native = native;
    this.#fd = fd;
    this.#most = most;
    this.#replyBytes = replyBytes;
    this.#hasControl = isWildcard(address);
    this.senderLength = address.length === 4 ? 16 : 28;
    let size = 0;
    const part = (bytes: number): number => {
      const at = size;
      size += most * bytes;
      return at;
    };
    this.#received = part(MMSGHDR);
    this.#receivedParts = part(IOVEC);
    this.#sent = part(MMSGHDR);
    this.#sentParts = part(IOVEC);
    this.#names = part(SOCKADDR);
    this.#controls = part(CONTROL);
    this.#requests = part(RECEIVE_STRIDE);
    this.#replies = part(replyBytes);
    this.#pointsAt = new Int32Array(most).fill(-1);
    const memory = native.allocate(size);
    this.#address = memory.address;
    this.view = new DataView(memory.buffer);
    for (let index = 0; index < most; index++) this.#prepare(index, this.senderLength);
  }

  #prepare(index: number, nameLength: number): void {
    const received = this.#received + index * MMSGHDR;
    const part = this.#receivedParts + index * IOVEC;
    this.#point(received, this.#names + index * SOCKADDR);
    this.view.setUint32(received + MSG_NAMELEN, nameLength, true);
    this.#point(received + MSG_IOV, part);
    this.view.setUint32(received + MSG_IOVLEN, 1, true);
    this.#point(part, this.#requests + index * RECEIVE_STRIDE);
    this.view.setUint32(part + 8, RECEIVE_BYTES, true);
    if (this.#hasControl) {
      this.#point(received + MSG_CONTROL, this.#controls + index * CONTROL);
      this.view.setUint32(received + MSG_CONTROLLEN, CONTROL, true);
    }
    const sent = this.#sent + index * MMSGHDR;
    const sentPart = this.#sentParts + index * IOVEC;
    this.view.setUint32(sent + MSG_NAMELEN, nameLength, true);
    this.#point(sent + MSG_IOV, sentPart);
    this.view.setUint32(sent + MSG_IOVLEN, 1, true);
    this.#point(sentPart, this.#replies + index * this.#replyBytes);
  }

  /** Writes the address of a place in the memory: two halves, since making a bigint would cost more than all the rest. */
  #point(at: number, to: number): void {
    const address = this.#address + to;
    this.view.setUint32(at, address % 0x1_0000_0000, true);
    this.view.setUint32(at + 4, Math.floor(address / 0x1_0000_0000), true);
  }

  /**
   * Takes the datagrams that have come; how many, 0 for none.
   *
   * @param waits for the first, until the socket's timeout
   */
  receive(waits: boolean): number {
    this.#replyCount = 0;
    const flags = waits ? MSG_WAITFORONE : MSG_DONTWAIT;
    return Math.max(0, this.#native.recvmmsg(this.#fd, this.#address + this.#received, this.#most, flags, 0));
  }

  /** Where a datagram starts. */
  requestAt(index: number): number {
    return this.#requests + index * RECEIVE_STRIDE;
  }

  /** Its length; 0 for one that was too long. */
  requestLength(index: number): number {
    const received = this.#received + index * MMSGHDR;
    return (this.view.getUint32(received + MSG_FLAGS, true) & MSG_TRUNC) !== 0 ? 0 : this.view.getUint32(received + MSG_LEN, true);
  }

  /** Where the sender's struct sockaddr is. */
  senderAt(index: number): number {
    return this.#names + index * SOCKADDR;
  }

  /** Which address a datagram was sent to, as its reply needs it; nothing where the socket has just one. Allocates. */
  controlOf(index: number): Uint8Array {
    const length = this.#hasControl ? this.view.getUint32(this.#received + index * MMSGHDR + MSG_CONTROLLEN, true) : 0;
    return new Uint8Array(this.view.buffer, this.#controls + index * CONTROL, length).slice();
  }

  /** Sends a reply to a datagram that another batch received on the same socket. */
  sendTo(sender: Uint8Array, control: Uint8Array, reply: Uint8Array): void {
    if (reply.length > this.#replyBytes) return;
    const memory = new Uint8Array(this.view.buffer);
    this.#replyCount = 0;
    memory.set(sender, this.#names);
    memory.set(control, this.#controls);
    if (this.#hasControl) this.view.setUint32(this.#received + MSG_CONTROLLEN, control.length, true);
    memory.set(reply, this.replyAt);
    this.reply(0, reply.length);
    this.send();
  }

  /** Bytes of a sender's struct sockaddr. */
  readonly senderLength: number;

  /** Where to write the next reply. */
  get replyAt(): number {
    return this.#replies + this.#replyCount * this.#replyBytes;
  }

  /** The next reply was written: to the sender of a datagram, from the address that it was sent to. */
  reply(index: number, length: number): void {
    const slot = this.#replyCount++;
    const sent = this.#sent + slot * MMSGHDR;
    // Mostly all are answered, in order: then it points there from the last time.
    if (this.#pointsAt[slot] !== index) {
      this.#point(sent, this.#names + index * SOCKADDR);
      this.#pointsAt[slot] = index;
    }
    this.view.setUint32(this.#sentParts + slot * IOVEC + 8, length, true);
    if (this.#hasControl) this.#sendFrom(sent, index);
  }

  #sendFrom(sent: number, index: number): void {
    const control = this.#controls + index * CONTROL;
    const received = this.#received + index * MMSGHDR;
    const isV4 = this.view.getUint32(control + 8, true) === IPPROTO_IP;
    // The route decides which interface, but for link-local addresses, which are nothing without theirs.
    if (isV4) this.view.setUint32(control + CMSG_DATA + IPI_IFINDEX, 0, true);
    this.#point(sent + MSG_CONTROL, control);
    this.view.setUint32(sent + MSG_CONTROLLEN, this.view.getUint32(received + MSG_CONTROLLEN, true), true);
  }

  /** Sends the replies. What the kernel refuses is lost, as datagrams may be. */
  send(): void {
    let first = 0;
    while (first < this.#replyCount) {
      const count = this.#native.sendmmsg(this.#fd, this.#address + this.#sent + first * MMSGHDR, this.#replyCount - first, 0);
      first += count > 0 ? count : 1;
    }
  }

  /** Makes the places of received lengths ready again. */
  renew(count: number): void {
    if (!this.#hasControl) return;
    for (let index = 0; index < count; index++) this.view.setUint32(this.#received + index * MMSGHDR + MSG_CONTROLLEN, CONTROL, true);
  }
}
