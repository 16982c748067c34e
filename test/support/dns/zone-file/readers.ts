/** The readers of zone files that are compared: ours, BIND's, NSD's and Knot's. */
import { decodeDnsRecord, encodeDnsRecord, type DnsRecordInput } from "../../../../generated/dns/dns.js";
import { parseZoneFile } from "../../../../servers/dns/zone-file/index.js";
import { wireOf } from "../names.js";
import {
  indexOf,
  indexOfLine,
  numbersIn,
  ORIGIN,
  outputOf,
  readAll,
  readEach,
  TAKEN,
  zoneText,
  type Readings,
  type ZoneFileReader,
} from "./reader.js";

const room = new DataView(new ArrayBuffer(0x1_2000));
/** The root, type, class, TTL, length. */
const HEADER = 11;

/** A record's type and data. */
function dataOf({ rdata, type }: { readonly rdata: DnsRecordInput["rdata"]; readonly type: number }): string {
  const end = encodeDnsRecord({ name: ".", class: 1, ttl: 0, rdata }, room, 0);
  if (end < 0) throw new Error(`a record that cannot be encoded: ${JSON.stringify(rdata)}`);
  return `${type} ${Buffer.from(room.buffer, HEADER, end - HEADER).toString("hex")}`;
}

/** The same of encoded data, so that names are compressed in one way. */
function normalized(type: number, data: Uint8Array): string {
  const record = Buffer.concat([Buffer.alloc(HEADER), data]);
  record.writeUInt16BE(type, 1);
  record.writeUInt16BE(1, 3);
  record.writeUInt16BE(data.length, HEADER - 2);
  const decoded = decodeDnsRecord(new DataView(record.buffer, record.byteOffset, record.length), 0, record.length);
  return decoded.ok ? dataOf({ type, rdata: decoded.value.rdata }) : `${type} ${Buffer.from(data).toString("hex")}, which is refused`;
}

/** What our parser makes of a text: data by owner, and the lines of problems. */
function parsed(text: string): { readonly data: Map<number, string>; readonly problems: Map<number, string> } {
  const data = new Map<number, string>();
  const problems = new Map<number, string>();
  parseZoneFile(
    Buffer.from(text),
    { file: "zone", origin: wireOf(ORIGIN), limits: { problems: 1e6 } },
    {
      record(record) {
        const owner = Buffer.from(record.owner.subarray(1, 1 + (record.owner[0] ?? 0))).toString("latin1");
        data.set(indexOf(`${owner}.${ORIGIN}`), dataOf(record));
      },
      problem: ({ line, message }) => void problems.set(indexOfLine(line), message),
    },
  );
  return { data, problems };
}

export const DEENS: ZoneFileReader = {
  name: "deens",
  peers: [],
  read(records) {
    const { data } = parsed(zoneText(records));
    return Promise.resolve(records.map((_, index) => data.get(index)));
  },
};

const RRCHECKER = { command: "named-rrchecker", package: "bind9" };

export const BIND: ZoneFileReader = {
  name: "BIND",
  peers: [RRCHECKER],
  read: (records) =>
    readEach(records, async (folder, _file, record) => {
      const { stdout } = await outputOf(RRCHECKER, ["-u", "-o", ORIGIN], folder, `IN ${record}\n`);
      // CLASS1 TYPE1 \# 4 C0000201
      const [, type = "0", digits = ""] = /^CLASS1\tTYPE(\d+)\t\\# \d+ ?(.*)$/mu.exec(stdout) ?? [];
      return type === "0" ? undefined : normalized(Number(type), Buffer.from(digits.replaceAll(" ", ""), "hex"));
    }),
};

const NSD_CHECKZONE = { command: "nsd-checkzone", package: "nsd" };

export const NSD: ZoneFileReader = {
  name: "NSD",
  peers: [NSD_CHECKZONE],
  read: (records) =>
    readEach(records, async (folder, file) => {
      const { stdout } = await outputOf(NSD_CHECKZONE, ["-p", ORIGIN, file], folder);
      return stdout.includes(" errors") ? undefined : (parsed(stdout).data.get(0) ?? TAKEN);
    }),
};

const KZONECHECK = { command: "kzonecheck", package: "knot-dnssecutils" };

/** It prints nothing of what it has read: only what it refuses is known. */
export const KNOT: ZoneFileReader = {
  name: "Knot",
  peers: [KZONECHECK],
  read: (records) =>
    readAll(records, {
      refused: async (folder, file) =>
        numbersIn((await outputOf(KZONECHECK, ["-v", "-o", ORIGIN, file], folder)).all, /error in zone.* line (\d+) /gu),
      data: () => Promise.resolve(new Map()),
    }),
};

export function readingsOf(readers: readonly ZoneFileReader[], records: readonly string[]): Promise<readonly Readings[]> {
  return Promise.all(readers.map((reader) => reader.read(records)));
}
