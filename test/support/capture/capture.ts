/** Reads a capture file of either kind. */
import { readFile } from "node:fs/promises";
import { isPcap, readPcap } from "./pcap.js";
import { isPcapng, readPcapng } from "./pcapng.js";
import type { CapturedFrame } from "./types.js";

export function readCapture(bytes: Uint8Array): readonly CapturedFrame[] {
  if (isPcapng(bytes)) return readPcapng(bytes);
  if (isPcap(bytes)) return readPcap(bytes);
  throw new Error("neither pcap nor pcapng");
}

export async function readCaptureFile(file: string): Promise<readonly CapturedFrame[]> {
  return readCapture(new Uint8Array(await readFile(file)));
}
