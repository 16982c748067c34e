/**
 * UDP sockets that are read and written many datagrams at a time, by Linux's recvmmsg and sendmmsg, through koffi. All that has to do
 * with pointers and with the layout of C's structures is in this file; the offsets are those of 64-bit Linux, little-endian.
 */
import { createRequire } from "node:module";
import { endianness } from "node:os";

const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_DGRAM_CLOEXEC = 0x80002;
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SO_RCVBUF = 8;
const SO_SNDBUF = 7;
const SO_REUSEPORT = 15;
const SO_RCVTIMEO = 20;
const IPPROTO_IP = 0;
const IP_PKTINFO = 8;
/** Never fragment by a path MTU that somebody claimed: IP_PMTUDISC_OMIT (as other servers do, against cache poisoning by fragments). */
const IP_MTU_DISCOVER = 10;
const IP_PMTUDISC_OMIT = 5;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;
const IPV6_RECVPKTINFO = 49;
const IPV6_MTU_DISCOVER = 23;
const SHUT_RD = 0;
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

/** A struct sockaddr_in or sockaddr_in6. @param address four or sixteen bytes */
export function socketAddress(address: Uint8Array, port: number): Uint8Array {
  const isV4 = address.length === 4;
  const bytes = new Uint8Array(isV4 ? 16 : 28);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, isV4 ? AF_INET : AF_INET6, true);
  view.setUint16(2, port);
  bytes.set(address, isV4 ? 4 : 8);
  return bytes;
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

export interface UdpSocketOptions {
  /** How long a read waits, in milliseconds. */
  readonly timeout: number;
  /** Of the kernel's queues, in bytes. */
  readonly queueBytes: number;
}

/** An address in a struct sockaddr: where it stands, and its length. Behind its port, or the flow of IPv6. */
export function addressPlace(senderLength: number): { readonly at: number; readonly size: number } {
  return senderLength === 16 ? { at: 4, size: 4 } : { at: 8, size: 16 };
}

/** Where the port of a struct sockaddr stands. */
export const PORT_PLACE = 2;

/** Opens a socket that shares its port with others of this user (SO_REUSEPORT). Throws with the reason. */
export function openUdp(native: NativeLibrary, address: Uint8Array, port: number, options: UdpSocketOptions): number {
  const isV4 = address.length === 4;
  const fd = native.socket(isV4 ? AF_INET : AF_INET6, SOCK_DGRAM_CLOEXEC, 0);
  if (fd < 0) throw new SocketError(native.errno());
  const set = (level: number, option: number, value: number): number => native.setsockopt(fd, level, option, word(value), 4);
  set(SOL_SOCKET, SO_REUSEADDR, 1);
  set(SOL_SOCKET, SO_REUSEPORT, 1);
  set(SOL_SOCKET, SO_RCVBUF, options.queueBytes);
  set(SOL_SOCKET, SO_SNDBUF, options.queueBytes);
  if (isV4) set(IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_OMIT);
  else {
    set(IPPROTO_IPV6, IPV6_V6ONLY, 1);
    set(IPPROTO_IPV6, IPV6_MTU_DISCOVER, IP_PMTUDISC_OMIT);
  }
  if (isWildcard(address)) {
    if (isV4) set(IPPROTO_IP, IP_PKTINFO, 1);
    else set(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
  }
  const wait = new Uint8Array(16);
  const view = new DataView(wait.buffer);
  view.setBigInt64(0, BigInt(Math.floor(options.timeout / 1000)), true);
  view.setBigInt64(8, BigInt((options.timeout % 1000) * 1000), true);
  native.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, wait, wait.length);
  const name = socketAddress(address, port);
  if (native.bind(fd, name, name.length) < 0) {
    const errno = native.errno();
    native.close(fd);
    throw new SocketError(errno);
  }
  return fd;
}

/** Throws unless an address and port are free. Without this, two servers of one user would share them (SO_REUSEPORT). */
export function checkFree(native: NativeLibrary, address: Uint8Array, port: number): void {
  const fd = native.socket(address.length === 4 ? AF_INET : AF_INET6, SOCK_DGRAM_CLOEXEC, 0);
  if (fd < 0) return;
  if (address.length !== 4) native.setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, word(1), 4);
  const name = socketAddress(address, port);
  const errno = native.bind(fd, name, name.length) < 0 ? native.errno() : 0;
  native.close(fd);
  if (errno !== 0) throw new SocketError(errno);
}

/** The port of a socket, which the system chose if it was bound to 0. */
export function portOf(native: NativeLibrary, fd: number): number {
  const name = new Uint8Array(28);
  native.getsockname(fd, name, word(name.length));
  return new DataView(name.buffer).getUint16(2);
}

/** Makes a read that waits return; the thread that reads then sees that it is to end. */
export function wake(native: NativeLibrary, fd: number): void {
  native.shutdown(fd, SHUT_RD);
}

/** struct pollfd. */
const POLLFD = 8;
const POLLIN = 1;

/** Waits until some of the sockets have something to read, in milliseconds at most; which, by their places. */
export function waitForAny(native: NativeLibrary, sockets: readonly { readonly fd: number }[], timeout: number): number[] {
  const descriptors = new Uint8Array(POLLFD * sockets.length);
  const view = new DataView(descriptors.buffer);
  sockets.forEach(({ fd }, index) => {
    view.setInt32(index * POLLFD, fd, true);
    view.setInt16(index * POLLFD + 4, POLLIN, true);
  });
  if (native.poll(descriptors, sockets.length, timeout) <= 0) return [];
  return sockets.flatMap((_, index) => (view.getInt16(index * POLLFD + 6, true) === 0 ? [] : [index]));
}

function isWildcard(address: Uint8Array): boolean {
  return address.every((byte) => byte === 0);
}

const CODES: Readonly<Record<number, string>> = { 13: "EACCES", 98: "EADDRINUSE", 99: "EADDRNOTAVAIL" };

/** As Node's own: with the name of the error. */
class SocketError extends Error {
  readonly code: string;

  constructor(errno: number) {
    const code = CODES[errno] ?? `errno ${errno}`;
    super(code);
    this.code = code;
  }
}

/** The largest query that is taken; nothing that a client sends to a server of this kind is as long. */
const RECEIVE_BYTES = 4096;
/** Datagrams at a time that mean that there is much to do, and those that are enough to be answered at once. */
const MANY = 4;
const ENOUGH = 48;
/** How long more are waited for then: a client at a distance of one millisecond does not notice. */
const GATHER_MICROSECONDS = 150;

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
  #replyCount = 0;
  /** How many came the last time. */
  #lastCount = 0;

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
   * Waits for datagrams, until the socket's timeout; how many came, 0 for none. Where many come, it waits a moment for more: a batch costs
   * two calls of the kernel and two switches of threads, however many datagrams it has. Who asks alone is answered at once.
   */
  receive(): number {
    this.#replyCount = 0;
    let count = this.#receiveFrom(0, MSG_WAITFORONE);
    if (count > 0 && count < ENOUGH && this.#lastCount >= MANY) {
      this.#native.usleep(GATHER_MICROSECONDS);
      count += this.#receiveFrom(count, MSG_DONTWAIT);
    }
    this.#lastCount = count;
    return count;
  }

  #receiveFrom(first: number, flags: number): number {
    const count = this.#native.recvmmsg(this.#fd, this.#address + this.#received + first * MMSGHDR, this.#most - first, flags, 0);
    return count < 0 ? 0 : count;
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
    this.#point(sent, this.#names + index * SOCKADDR);
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
