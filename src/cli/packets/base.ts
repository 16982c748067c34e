/** A packet that is a part of a message: what its values refer to counts from the message's start. No file access. */
import type { Argument, ModuleExports } from "../../dissect/packet.js";
import { usage } from "../problem.js";
import type { OpenPacket } from "./open.js";

/** The state is the codec's own business, and only handed on: to who calls, it is an argument like any other. */
function readState(module: ModuleExports, base: number): Argument {
  const { readState: make } = module;
  if (typeof make !== "function") throw new Error("the module of a codec's state has no function readState");
  return (make as (at: number) => Argument)(base);
}

/** For decoding: behind a packet's own arguments its functions take a state for each kind of codec that has one. */
export async function withBase(open: OpenPacket, base: number): Promise<OpenPacket> {
  const modules = await open.states();
  if (modules.length > 0) return { ...open, args: [...open.args, ...modules.map((module) => readState(module, base))] };
  const { name } = open.functions.plan;
  throw usage(`--base: nothing in \`${name}\` counts from a base`, "domain names do, and custom types that are declared with `state`");
}
