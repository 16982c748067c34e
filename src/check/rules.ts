/** The rules that packets are held to, in order. Each reports what it finds and leaves the rest to the others. */
import type { PacketRule, ProgramRule } from "./rule.js";

export const packetRules: readonly PacketRule[] = [];

export const programRules: readonly ProgramRule[] = [];
