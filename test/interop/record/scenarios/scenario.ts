import type { Peer } from "../../peers.js";
import type { Lab } from "../lab.js";

/** One sort of traffic: the programs it takes, and what they do in a lab of their own while it is recorded. */
export interface Scenario {
  readonly name: string;
  readonly peers: readonly Peer[];
  readonly record: (lab: Lab) => Promise<void>;
}

export const PING: Peer = { command: "ping", package: "iputils-ping" };
export const NFT: Peer = { command: "nft", package: "nftables" };
export const OPEN_VSWITCH: readonly Peer[] = [
  { command: "ovs-vswitchd", package: "openvswitch-switch" },
  { command: "ovs-testcontroller", package: "openvswitch-testcontroller" },
];
