/** UDP sockets that several threads share a port with (SO_REUSEPORT), which Node's own can't before version 22.12: through libc. */
import type { NativeLibrary } from "./native.js";

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
/**
 * Fragments can be forged, and a path MTU claimed (RFC 9715): what somebody claims never counts. Replies that fit everywhere are never
 * fragmented either, which saves the kernel their numbers; larger ones may be, or nobody would get them.
 */
const IP_MTU_DISCOVER = 10;
const IP_PMTUDISC_PROBE = 3;
const IP_PMTUDISC_OMIT = 5;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;
const IPV6_RECVPKTINFO = 49;
const IPV6_MTU_DISCOVER = 23;
const SHUT_RD = 0;

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
  /** The largest datagram that is sent. */
  readonly mostBytes: number;
}

/** Behind the headers of IPv6 and UDP, it fits in any path that IPv6 can take (RFC 8200 section 5, 9715). */
const FITS_EVERYWHERE = 1232;

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
  const discovery = options.mostBytes > FITS_EVERYWHERE ? IP_PMTUDISC_OMIT : IP_PMTUDISC_PROBE;
  if (isV4) set(IPPROTO_IP, IP_MTU_DISCOVER, discovery);
  else {
    set(IPPROTO_IPV6, IPV6_V6ONLY, 1);
    set(IPPROTO_IPV6, IPV6_MTU_DISCOVER, discovery);
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

/** Whether it stands for all addresses of the machine. */
export function isWildcard(address: Uint8Array): boolean {
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
