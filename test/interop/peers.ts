/** Real programs that the interop tests talk to: found on the PATH, or named together with the command that installs them. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Peer {
  readonly command: string;
  readonly package: string;
}

export interface PeerCheck {
  readonly available: boolean;
  /** Empty when nothing is missing; else what is missing and how to install it. */
  readonly reason: string;
}

const ADMINISTRATOR_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/lib/frr"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findCommand(command: string): string | undefined {
  if (command.startsWith("/")) return isExecutable(command) ? command : undefined;
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...ADMINISTRATOR_FOLDERS];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

export function installLine(peers: readonly Peer[]): string {
  const packages = [...new Set(peers.map((peer) => peer.package))].sort();
  return `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

/** Throws under `CI=true` when a peer is missing; elsewhere says so, for the test to be reported as skipped. */
export function requirePeers(peers: readonly Peer[]): PeerCheck {
  const missing = peers.filter((peer) => findCommand(peer.command) === undefined);
  if (missing.length === 0) return { available: true, reason: "" };
  const names = missing.map((peer) => peer.command).join(", ");
  const reason = `missing ${names}: ${installLine(missing)}`;
  if (process.env["CI"] === "true") throw new Error(reason);
  return { available: false, reason };
}
