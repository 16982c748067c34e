/** SSH messages, as they stand inside a decrypted binary packet: see data.ts. */
import { packPackets, type Packets } from "./data.js";
import { Random } from "./random.js";

const text = (value: string): number[] => {
  const octets = [...Buffer.from(value)];
  return [0, 0, octets.length >> 8, octets.length & 255, ...octets];
};

const blob = (random: Random, length: number): number[] => [
  0,
  0,
  length >> 8,
  length & 255,
  ...Array.from({ length }, () => random.below(256)),
];

/** Requests for user authentication: none, password, and asking about a public key (RFC 4252). */
export function sshUserAuth(count: number, seed = 4): Packets {
  const random = new Random(seed);
  const request = (): number[] => {
    const user = random.pick(["root", "git", "deploy", "alexandra.example"]);
    const common = [50, ...text(user), ...text("ssh-connection")];
    const kind = random.below(10);
    if (kind < 2) return [...common, ...text("none")];
    if (kind < 4) return [...common, ...text("password"), 0, ...text("correct horse battery staple")];
    return [...common, ...text("publickey"), 0, ...text("ssh-ed25519"), ...blob(random, 51)];
  };
  return packPackets(Array.from({ length: count }, () => Uint8Array.from(request())));
}

/** Channel data from a keystroke to a few kilobytes (RFC 4254 section 5.2). */
export function sshChannelData(count: number, seed = 5): Packets {
  const random = new Random(seed);
  const message = (): number[] => [94, 0, 0, 0, random.below(10), ...blob(random, random.pick([1, 1, 36, 80, 1400, 4096]))];
  return packPackets(Array.from({ length: count }, () => Uint8Array.from(message())));
}
