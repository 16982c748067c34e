/** A small stack, compiled on the spot, with packets called as in the specs that come with mplc. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig } from "../../../src/cli/config.js";
import { packageRoot } from "../../../src/cli/package-files.js";
import { prepare } from "../../../src/cli/run/prepared.js";
import { Engine, type EngineOptions, type PacketFunctions } from "../../../src/dissect/index.js";
import type { TemporaryFolder } from "../cli/support.js";

const CAPTURE_SPECS = ["pcap/pcap.mpl", "pcap/pcapng.mpl", "ethernet/ethernet.mpl"];

const STACK = `import "pcap/pcap.mpl";
import "pcap/pcapng.mpl";
packet ipv4 {
  identification: uint16;
  more_fragments: bit[1];
  fragment_offset: bit[7];
  total_length: uint16 value(offset(data));
  protocol: byte;
  source_address: uint32;
  destination_address: uint32;
  data: byte[total_length - 14];
}
packet tcp {
  source_port: uint16;
  destination_port: uint16;
  sequence_number: uint32;
  syn: bit[1] default(0);
  fin: bit[1] default(0);
  rst: bit[1] default(0);
  rest: bit[5] default(0);
  data: byte[remaining()];
}
packet message {
  length: byte value(sizeof(text));
  text: byte[length];
}
packet note {
  seven: byte const(7);
  inside: array (2) of packet option();
}
packet option {
  content: byte[2];
}
packet first {
  version: byte const(1);
  length: byte value(sizeof(text));
  text: byte[length];
}
packet second {
  version: byte const(2);
  length: byte value(sizeof(text)) max(100);
  text: byte[length];
}
packet number {
  value: uint16;
}
dissect pcap_record.data by (link_type) { |228 -> ipv4() |147 -> note() |148 -> second() else note() };
dissect ipv4.data by (more_fragments == 0 && fragment_offset == 0 ? protocol : 256) { |6 -> tcp() |17 -> message() |4 -> ipv4() |18 -> first() else second() };
dissect tcp.data {
  |when (destination_port == 99 && sizeof(data) >= 2) -> message()
  |when (destination_port == 98) -> note()
  |when (destination_port == 97) -> first() else second()
};
dissect option.content { |_ -> number() };
`;

export async function smallStack(folder: TemporaryFolder, options: EngineOptions = {}): Promise<Engine> {
  for (const name of CAPTURE_SPECS) await folder.write(name, readFileSync(join(packageRoot, "specs", name)));
  await folder.write("stack.mpl", STACK);
  const { plan, packet } = await prepare({
    root: folder.path,
    config: defaultConfig,
    specs: [join(folder.path, "stack.mpl")],
    byteOrder: "big",
  });
  return new Engine(plan, await Promise.all(plan.packets.map((_, index) => packet(index))), options);
}

export function functionsOf(engine: Engine, name: string): PacketFunctions {
  const functions = engine.named(name);
  if (functions === undefined) throw new Error(`the small stack has no ${name}`);
  return functions;
}

export function encode(engine: Engine, name: string, value: object): Uint8Array {
  const functions = functionsOf(engine, name);
  const bytes = new Uint8Array(functions.sizeOf(value, []));
  functions.encode(value, new DataView(bytes.buffer), 0, []);
  return bytes;
}
