/** What decode and encode share: the files on their command line, the packet that they name, its arguments. */
import { resolve } from "node:path";
import type { Arguments, ModuleExports, PacketFunctions } from "../../dissect/packet.js";
import type { PacketPlan } from "../../dissect/plan.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { ByteOrder } from "../../check/check.js";
import { type Context, projectOf } from "../commands/context.js";
import { kindOf, readBytes } from "../files.js";
import { allInput } from "../input.js";
import { usage } from "../problem.js";
import { projectSpecs } from "../project.js";
import { prepare } from "../run/prepared.js";
import { parseArguments } from "./arguments.js";

export interface PacketOptions {
  readonly packet: string;
  readonly arg: readonly string[];
  readonly byteOrder?: Exclude<ByteOrder, "caller">;
}

export interface SplitFiles {
  readonly specs: readonly string[];
  /** Undefined: standard input. */
  readonly input: string | undefined;
}

/** Files that end in .mpl are specs, and so are folders; what else there is, once, is the input. */
export async function splitFiles(workingFolder: string, files: readonly string[]): Promise<SplitFiles> {
  const specs: string[] = [];
  const inputs: string[] = [];
  for (const file of files) {
    const isSpec = file.endsWith(".mpl") || (file !== "-" && (await kindOf(resolve(workingFolder, file))) === "folder");
    (isSpec ? specs : inputs).push(file);
  }
  const [input, ...others] = inputs;
  if (others.length > 0) throw usage(`one input at a time: both ${String(input)} and ${others.join(", ")} are given`, "specs end in .mpl");
  return { specs, input: input === "-" ? undefined : input };
}

export async function readInput({ terminal, workingFolder }: Context, input: string | undefined): Promise<Uint8Array> {
  return input === undefined ? allInput(terminal) : readBytes(resolve(workingFolder, input));
}

function describe(packets: readonly PacketPlan[]): string {
  const names = [...new Set(packets.map(({ name }) => name))];
  if (names.length === 0) return "there is no packet at all in the specs";
  return names.length <= 12
    ? `there are ${names.join(", ")}`
    : `there are ${names.slice(0, 12).join(", ")} and ${(names.length - 12).toString()} more`;
}

/** The given specs' packets come before those that they import. */
export function findPacket(packets: readonly PacketPlan[], name: string, given: readonly string[]): number {
  const matching = packets.flatMap((packet, index) => (packet.name === name ? [{ index, file: packet.file }] : []));
  const own = matching.filter(({ file }) => given.some((path) => path === file || path.endsWith(`/${file}`)));
  const [found, second] = own.length > 0 ? own : matching;
  if (found === undefined) {
    const meant = suggest(
      name,
      packets.map((packet) => packet.name),
    );
    throw usage(`there is no packet \`${name}\``, meant === undefined ? describe(packets) : `did you mean ${meant}?`);
  }
  if (second !== undefined) {
    throw usage(`there is a packet \`${name}\` in ${found.file} and in ${second.file}`, "give only one of the two files");
  }
  return found.index;
}

export interface OpenPacket {
  readonly functions: PacketFunctions;
  readonly args: Arguments;
  readonly input: string | undefined;
  /** The modules of its codec states, in the order in which its functions take these. */
  readonly states: () => Promise<readonly ModuleExports[]>;
}

export async function openPacket(context: Context, files: readonly string[], options: PacketOptions): Promise<OpenPacket> {
  const split = await splitFiles(context.workingFolder, files);
  const project = await projectOf(context);
  const { paths } = await projectSpecs(project, context.workingFolder, split.specs);
  const byteOrder = options.byteOrder ?? project.config.byteOrder;
  const { plan, packet, states } = await prepare({ root: project.root, config: project.config, specs: paths, byteOrder });
  const index = findPacket(plan.packets, options.packet, paths);
  const functions = await packet(index);
  return { functions, args: parseArguments(functions.plan, options.arg, false), input: split.input, states: () => states(index) };
}
