// harness.ts
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// statistics.ts
function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
function spreadPercent(values) {
  const center = median(values);
  return 100 * median(values.map((value) => Math.abs(value - center))) / center;
}
function medianInterval(values) {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  let tail = 0;
  let rank = 0;
  for (let probability = 0.5 ** count; rank < count >> 1; rank++) {
    if (tail + probability > 0.025) break;
    tail += probability;
    probability = probability * (count - rank) / (rank + 1);
  }
  const low = Math.max(rank - 1, 0);
  return { low: sorted[low] ?? NaN, high: sorted[count - 1 - low] ?? NaN };
}

// harness.ts
var defaultOptions = { rounds: 21, sliceMilliseconds: 15, warmUpMilliseconds: 250 };
var controlName = "control (reference again)";
var sink = 0;
function measure(task, options = defaultOptions) {
  if (task.sameResult !== false) requireSameResult(task);
  const reference = task.candidates.find((candidate) => candidate.name === task.reference);
  if (!reference) throw new Error(`${task.name}: no candidate ${task.reference}`);
  const candidates = [...task.candidates, { name: controlName, run: reference.run }];
  for (const candidate of candidates) runFor(candidate, options.warmUpMilliseconds);
  const repeats = candidates.map((candidate) => calibrate(candidate, options));
  const times = candidates.map(() => []);
  for (let round = 0; round < options.rounds; round++) {
    for (let step = 0; step < candidates.length; step++) {
      const index = (round + step) % candidates.length;
      const candidate = candidates[index];
      if (candidate) times[index]?.push(timeOnce(candidate, repeats[index] ?? 1) / task.batch);
    }
  }
  const referenceTimes = times[task.candidates.indexOf(reference)] ?? [];
  const measurements = candidates.map((candidate, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (referenceTimes[round] ?? NaN));
    return {
      name: candidate.name,
      nanoseconds: median(own),
      spreadPercent: spreadPercent(own),
      bestNanoseconds: Math.min(...own),
      bestRatio: Math.min(...own) / Math.min(...referenceTimes),
      ratio: median(ratios),
      ratioInterval: medianInterval(ratios),
      bytesAllocated: bytesAllocated(candidate, task.batch)
    };
  });
  return { name: task.name, rounds: options.rounds, measurements };
}
function requireSameResult(task) {
  const compared = task.candidates.filter((candidate) => candidate.ownResult !== true);
  const results = compared.map((candidate) => `${candidate.name} = ${candidate.run()}`);
  if (new Set(compared.map((candidate) => candidate.run())).size > 1) throw new Error(`${task.name}: candidates disagree: ${results.join(", ")}`);
}
function runFor(candidate, milliseconds) {
  const stop = performance.now() + milliseconds;
  while (performance.now() < stop) sink += candidate.run();
}
function calibrate(candidate, options) {
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < options.sliceMilliseconds) {
    sink += candidate.run();
    count++;
  }
  return Math.max(count, 1);
}
function timeOnce(candidate, repeat) {
  const start = process.hrtime.bigint();
  for (let index = 0; index < repeat; index++) sink += candidate.run();
  return Number(process.hrtime.bigint() - start) / repeat;
}
var collect;
function collectGarbage() {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect();
}
function bytesAllocated(candidate, batch) {
  const samples = [];
  let repeat = 1;
  while (samples.length < 9) {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < repeat; index++) sink += candidate.run();
    const grown = process.memoryUsage().heapUsed - before;
    if (grown < 2e5 && repeat < 64) repeat *= 2;
    else if (grown >= 0) samples.push(grown / repeat / batch);
    else repeat = Math.max(1, repeat >> 1);
  }
  const bytes = median(samples);
  return bytes < 1 ? 0 : bytes;
}

// report.ts
function renderTask(result) {
  const width = Math.max(...result.measurements.map((measurement) => measurement.name.length));
  const lines = result.measurements.map((measurement) => renderLine(measurement, width));
  return [`${result.name} (${result.rounds} rounds)`, ...lines].join("\n");
}
function renderLine(measurement, width) {
  const { name, nanoseconds, spreadPercent: spreadPercent2, bestNanoseconds, bestRatio, ratio, ratioInterval, bytesAllocated: bytesAllocated2 } = measurement;
  return [
    `  ${name.padEnd(width)}`,
    `${nanoseconds.toFixed(1).padStart(9)} ns`,
    `+-${spreadPercent2.toFixed(1).padStart(4)} %`,
    `${ratio.toFixed(3).padStart(8)}x`,
    `[${ratioInterval.low.toFixed(3)}, ${ratioInterval.high.toFixed(3)}]`,
    `best ${bestNanoseconds.toFixed(1).padStart(8)} ns ${bestRatio.toFixed(3).padStart(7)}x`,
    `${bytesAllocated2.toFixed(0).padStart(6)} B`
  ].join("  ");
}

// random.ts
var Random = class {
  state;
  constructor(seed) {
    this.state = seed;
  }
  /** 0 to limit - 1. */
  below(limit) {
    this.state = this.state + 1831565813 | 0;
    let mixed = Math.imul(this.state ^ this.state >>> 15, 1 | this.state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 4294967296 * limit);
  }
  chance(percent) {
    return this.below(100) < percent;
  }
  pick(values) {
    return values[this.below(values.length)] ?? values[0];
  }
};

// data.ts
function packPackets(list) {
  const starts = new Int32Array(list.length + 1);
  list.forEach((packet, index) => starts[index + 1] = (starts[index] ?? 0) + packet.length);
  const octets = new Uint8Array(starts[list.length] ?? 0);
  list.forEach((packet, index) => octets.set(packet, starts[index] ?? 0));
  return {
    count: list.length,
    bytes: new DataView(octets.buffer),
    octets,
    starts,
    separate: list.map((packet) => new DataView(packet.slice().buffer)),
    buffers: list.map((packet) => Buffer.from(packet))
  };
}
function tcpOverIpv4(count, seed = 1) {
  const random = new Random(seed);
  return packPackets(Array.from({ length: count }, () => tcpPacket(random)));
}
var synOptions = [2, 4, 5, 180, 4, 2, 8, 10, 1, 2, 3, 4, 0, 0, 0, 0, 1, 3, 3, 7];
var timestampOptions = [1, 1, 8, 10, 9, 8, 7, 6, 5, 4, 3, 2];
var sackOptions = [...timestampOptions, 1, 1, 5, 10, 0, 1, 2, 3, 0, 1, 2, 99];
var routerAlert = [148, 4, 0, 0];
function tcpOptions(random) {
  const kind = random.below(100);
  if (kind < 12) return synOptions;
  if (kind < 75) return timestampOptions;
  if (kind < 82) return sackOptions;
  return [];
}
function tcpPacket(random) {
  const ipOptions = random.chance(5) ? routerAlert : [];
  const options = tcpOptions(random);
  const syn = options === synOptions;
  const payload = syn ? 0 : random.pick([0, 0, 0, 16, 48, 120, 536]);
  const ipHeader = 20 + ipOptions.length;
  const total = ipHeader + 20 + options.length + payload;
  const octets = new Uint8Array(total);
  const bytes = new DataView(octets.buffer);
  bytes.setUint8(0, 64 | ipHeader >> 2);
  bytes.setUint8(1, random.pick([0, 0, 16, 184]));
  bytes.setUint16(2, total);
  bytes.setUint16(4, random.below(65536));
  bytes.setUint16(6, 16384);
  bytes.setUint8(8, random.pick([64, 63, 57, 128, 117]));
  bytes.setUint8(9, 6);
  bytes.setUint32(12, 167772160 + random.below(65535));
  bytes.setUint32(16, random.below(4294967295));
  octets.set(ipOptions, 20);
  bytes.setUint16(10, internetChecksum(bytes, 0, ipHeader));
  bytes.setUint16(ipHeader, random.pick([443, 80, 22, 1024 + random.below(6e4)]));
  bytes.setUint16(ipHeader + 2, 1024 + random.below(6e4));
  bytes.setUint32(ipHeader + 4, random.below(4294967295));
  bytes.setUint32(ipHeader + 8, random.below(4294967295));
  bytes.setUint8(ipHeader + 12, 20 + options.length >> 2 << 4);
  bytes.setUint8(ipHeader + 13, syn ? 2 : random.pick([16, 16, 24, 17]));
  bytes.setUint16(ipHeader + 14, random.below(65536));
  bytes.setUint16(ipHeader + 16, random.below(65536));
  octets.set(options, ipHeader + 20);
  for (let index = ipHeader + 20 + options.length; index < total; index++) octets[index] = random.below(256);
  return octets;
}
function internetChecksum(bytes, at, end) {
  let sum = 0;
  for (let index = at; index < end; index += 2) sum += bytes.getUint16(index);
  while (sum > 65535) sum = (sum & 65535) + (sum >>> 16);
  return ~sum & 65535;
}

// dnsData.ts
var MessageBuilder = class {
  octets = [];
  written = /* @__PURE__ */ new Map();
  uint8(value) {
    this.octets.push(value & 255);
  }
  uint16(value) {
    this.octets.push(value >> 8 & 255, value & 255);
  }
  uint32(value) {
    this.uint16(value >>> 16);
    this.uint16(value & 65535);
  }
  name(labels) {
    for (let index = 0; index < labels.length; index++) {
      const ending = labels.slice(index).join(".");
      const pointer = this.written.get(ending);
      if (pointer !== void 0) return this.uint16(49152 | pointer);
      this.written.set(ending, this.octets.length);
      const label = labels[index] ?? "";
      this.uint8(label.length);
      for (const character of label) this.uint8(character.charCodeAt(0));
    }
    this.uint8(0);
  }
  /** Writes what `body` writes behind its length. */
  counted(body) {
    const at = this.octets.length;
    this.uint16(0);
    body();
    const length = this.octets.length - at - 2;
    this.octets[at] = length >> 8;
    this.octets[at + 1] = length & 255;
  }
  finish() {
    return Uint8Array.from(this.octets);
  }
};
var hosts = ["www", "mail", "api", "cdn", "static-assets", "ns1", "a", "img2"];
var domains = ["example", "wikipedia", "openstreetmap", "ietf", "some-longer-domain-name", "xn--bcher-kva"];
var tops = ["com", "org", "net", "de", "co.uk"];
var knownName = "www.example.com";
function randomName(random) {
  const text = `${random.pick(hosts)}.${random.pick(domains)}.${random.pick(tops)}`;
  return text.split(".");
}
function mixedCase(random, labels) {
  return labels.map((label) => random.chance(50) ? label.toUpperCase() : label);
}
function header(message, random, flags, answers) {
  message.uint16(random.below(65536));
  message.uint16(flags);
  message.uint16(1);
  message.uint16(answers);
  message.uint32(0);
}
function dnsQueries(count, seed = 2) {
  const random = new Random(seed);
  const list = Array.from({ length: count }, () => {
    const message = new MessageBuilder();
    header(message, random, random.pick([256, 256, 288, 0]), 0);
    const name = random.chance(50) ? knownName.split(".") : randomName(random);
    message.name(random.chance(30) ? mixedCase(random, name) : name);
    message.uint16(random.pick([1, 1, 1, 28, 15, 65]));
    message.uint16(1);
    return message.finish();
  });
  return packPackets(list);
}

// ../runtime/codes.ts
var MALFORMED = -1;
function needMore(bytes) {
  return -1 - bytes;
}

// ../runtime/types/dns-wire.ts
var MAX_NAME = 255;
var MAX_LABEL = 63;
var MAX_HOPS = 127;
function checkName(bytes, at, end, base) {
  let position = at;
  let start = at;
  let limit = end;
  let stop = -1;
  let length = 1;
  for (let hops = 0; hops <= MAX_HOPS; hops++) {
    for (; ; ) {
      if (position >= limit) return stop < 0 ? needMore(position - limit + 1) : MALFORMED;
      const size4 = bytes.getUint8(position);
      if (size4 > MAX_LABEL) break;
      position += 1 + size4;
      if (size4 === 0) return stop < 0 ? position : stop;
      length += 1 + size4;
      if (length > MAX_NAME) return MALFORMED;
    }
    if (bytes.getUint8(position) < 192) return MALFORMED;
    if (position + 1 >= limit) return stop < 0 ? needMore(position - limit + 2) : MALFORMED;
    const target = base + (bytes.getUint16(position) & 16383);
    if (!(target >= 0 && target < start)) return MALFORMED;
    if (stop < 0) stop = position + 2;
    limit = start;
    start = target;
    position = target;
  }
  return MALFORMED;
}
function labelAt(bytes, at, base, end) {
  let position = at;
  for (let hops = 0; hops <= MAX_HOPS && position >= 0 && position < end; hops++) {
    const size4 = bytes.getUint8(position);
    if (size4 <= MAX_LABEL) return position + size4 < end ? position : -1;
    if (size4 < 192 || position + 1 >= end) return -1;
    const target = base + (bytes.getUint16(position) & 16383);
    if (target >= position) return -1;
    position = target;
  }
  return -1;
}
function nameLength(bytes, at, base) {
  const end = bytes.byteLength;
  let length = 1;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size4 = bytes.getUint8(label);
    if (size4 === 0) return length;
    length += 1 + size4;
    if (length > MAX_NAME) return MALFORMED;
    label = labelAt(bytes, label + 1 + size4, base, end);
  }
  return MALFORMED;
}
function countLabels(bytes, at, base) {
  const end = bytes.byteLength;
  let count = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0 && count < 128; count++) {
    const size4 = bytes.getUint8(label);
    if (size4 === 0) return count;
    label = labelAt(bytes, label + 1 + size4, base, end);
  }
  return MALFORMED;
}
function copyName(bytes, at, base, out, outAt) {
  const end = bytes.byteLength;
  let position = outAt;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size4 = bytes.getUint8(label);
    if (position + size4 + (size4 === 0 ? 1 : 2) > outAt + MAX_NAME) return MALFORMED;
    for (let index = 0; index <= size4; index++) out[position + index] = bytes.getUint8(label + index);
    position += 1 + size4;
    if (size4 === 0) return position;
    label = labelAt(bytes, label + 1 + size4, base, end);
  }
  return MALFORMED;
}
function lower(byte) {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
function sameNames(bytesA, atA, baseA, bytesB, atB, baseB, exact) {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  let a = labelAt(bytesA, atA, baseA, endA);
  let b = labelAt(bytesB, atB, baseB, endB);
  for (let length = 1; length <= MAX_NAME && a >= 0 && b >= 0; ) {
    const size4 = bytesA.getUint8(a);
    if (size4 !== bytesB.getUint8(b)) return false;
    if (size4 === 0) return true;
    for (let index = 1; index <= size4; index++) {
      const byteA = bytesA.getUint8(a + index);
      const byteB = bytesB.getUint8(b + index);
      if (byteA !== byteB && (exact || lower(byteA) !== lower(byteB))) return false;
    }
    length += 1 + size4;
    a = labelAt(bytesA, a + 1 + size4, baseA, endA);
    b = labelAt(bytesB, b + 1 + size4, baseB, endB);
  }
  return false;
}
function equalsName(bytes, at, base, wire) {
  const end = bytes.byteLength;
  let position = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size4 = bytes.getUint8(label);
    if (size4 !== wire[position]) return false;
    if (size4 === 0) return true;
    for (let index = 1; index <= size4; index++) {
      const expected = wire[position + index];
      if (expected === void 0 || lower(bytes.getUint8(label + index)) !== lower(expected)) return false;
    }
    position += 1 + size4;
    label = labelAt(bytes, label + 1 + size4, base, end);
  }
  return false;
}
function compareNames(bytesA, atA, baseA, bytesB, atB, baseB) {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  const countA = countLabels(bytesA, atA, baseA);
  const countB = countLabels(bytesB, atB, baseB);
  let a = skipLabels(bytesA, atA, baseA, countA - countB);
  let b = skipLabels(bytesB, atB, baseB, countB - countA);
  let order = 0;
  for (let left = Math.min(countA, countB); left > 0 && a >= 0 && b >= 0; left--) {
    const difference = compareLabels(bytesA, a, bytesB, b);
    if (difference !== 0) order = difference;
    a = labelAt(bytesA, a + 1 + bytesA.getUint8(a), baseA, endA);
    b = labelAt(bytesB, b + 1 + bytesB.getUint8(b), baseB, endB);
  }
  return order === 0 ? countA - countB : order;
}
function skipLabels(bytes, at, base, count) {
  const end = bytes.byteLength;
  let label = labelAt(bytes, at, base, end);
  for (let left = count; left > 0 && label >= 0; left--) {
    label = labelAt(bytes, label + 1 + bytes.getUint8(label), base, end);
  }
  return label;
}
function compareLabels(bytesA, a, bytesB, b) {
  const sizeA = bytesA.getUint8(a);
  const sizeB = bytesB.getUint8(b);
  for (let index = 1; index <= sizeA && index <= sizeB; index++) {
    const difference = lower(bytesA.getUint8(a + index)) - lower(bytesB.getUint8(b + index));
    if (difference !== 0) return difference;
  }
  return sizeA - sizeB;
}

// ../runtime/types/dns-text.ts
var DOT = 46;
var BACKSLASH = 92;
var LONGEST_TEXT = 4 * MAX_NAME;
var SPECIAL = /* @__PURE__ */ specialBytes();
function specialBytes() {
  return Uint8Array.from({ length: 256 }, (_, byte) => escaped(byte).length === 1 ? 0 : 1);
}
function formatName(bytes, at, base) {
  const units = [];
  const end = bytes.byteLength;
  let special = 0;
  let position = at;
  for (let hops = 0; position >= 0 && position < end; ) {
    const size4 = bytes.getUint8(position++);
    if (size4 > MAX_LABEL) {
      if (size4 < 192 || position >= end || ++hops > MAX_HOPS) break;
      position = base + (bytes.getUint16(position - 1) & 16383);
      continue;
    }
    const next = position + size4;
    if (size4 === 0 || next >= end || units.length + size4 > MAX_NAME) break;
    if (units.length !== 0) units.push(DOT);
    for (; position + 4 <= next; position += 4) {
      const word = bytes.getUint32(position);
      const a = word >>> 24;
      const b = word >>> 16 & 255;
      const c2 = word >>> 8 & 255;
      const d2 = word & 255;
      special |= (SPECIAL[a] ?? 1) | (SPECIAL[b] ?? 1) | (SPECIAL[c2] ?? 1) | (SPECIAL[d2] ?? 1);
      units.push(a, b, c2, d2);
    }
    for (; position < next; position++) {
      const byte = bytes.getUint8(position);
      special |= SPECIAL[byte] ?? 1;
      units.push(byte);
    }
  }
  if (special !== 0) return formatEscaped(bytes, at, base);
  return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
}
function formatEscaped(bytes, at, base) {
  let text = "";
  let length = 1;
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size4 = bytes.getUint8(label);
    length += 1 + size4;
    if (size4 === 0 || length > MAX_NAME) break;
    if (text !== "") text += ".";
    for (let index = 1; index <= size4; index++) text += escaped(bytes.getUint8(label + index));
    label = labelAt(bytes, label + 1 + size4, base, end);
  }
  return text;
}
function escaped(byte) {
  const character = String.fromCharCode(byte);
  if (byte === DOT || byte === BACKSLASH) return `\\${character}`;
  return byte > 32 && byte < 127 ? character : `\\${String(byte).padStart(3, "0")}`;
}
function parseName(text, out, at) {
  if (text === "." || text === "") {
    out[at] = 0;
    return at + 1;
  }
  if (text.length > LONGEST_TEXT) return MALFORMED;
  const last = at + MAX_NAME - 2;
  let label = at;
  let position = at + 1;
  for (let index = 0; index < text.length; index++) {
    let byte = text.charCodeAt(index);
    if (byte === DOT) {
      const size5 = position - label - 1;
      if (size5 === 0 || size5 > MAX_LABEL) return MALFORMED;
      out[label] = size5;
      label = position++;
      continue;
    }
    if (byte === BACKSLASH && isDigit(text.charCodeAt(index + 1))) {
      byte = decimalEscape(text, index + 1);
      index += 3;
      if (byte < 0) return MALFORMED;
    } else {
      if (byte === BACKSLASH) byte = text.charCodeAt(++index);
      if (!(byte < 128)) {
        const point = text.codePointAt(index) ?? 55296;
        position = writePoint(point, out, position, last);
        if (position < 0) return MALFORMED;
        if (point > 65535) index++;
        continue;
      }
    }
    if (position > last) return MALFORMED;
    out[position++] = byte;
  }
  const size4 = position - label - 1;
  if (size4 > MAX_LABEL) return MALFORMED;
  out[label] = size4;
  if (size4 === 0) return label + 1;
  out[position] = 0;
  return position + 1;
}
function isDigit(unit) {
  return unit >= 48 && unit <= 57;
}
function decimalEscape(text, index) {
  const tens = text.charCodeAt(index + 1);
  const ones = text.charCodeAt(index + 2);
  if (!isDigit(tens) || !isDigit(ones)) return MALFORMED;
  const byte = 100 * text.charCodeAt(index) + 10 * tens + ones - 111 * 48;
  return byte > 255 ? MALFORMED : byte;
}
function writePoint(point, out, at, last) {
  if (point >= 55296 && point <= 57343) return MALFORMED;
  const more = point < 2048 ? 1 : point < 65536 ? 2 : 3;
  if (at + more > last) return MALFORMED;
  out[at] = 255 << 7 - more | point >> 6 * more;
  for (let left = more - 1; left >= 0; left--) out[at + more - left] = 128 | point >> 6 * left & 63;
  return at + more + 1;
}

// ../runtime/types/dns-name.ts
var DnsName = class _DnsName {
  /** The bytes that hold the name. */
  bytes;
  /** Where in `bytes` the name starts. */
  at;
  /** What its compression pointers count from. */
  base;
  /** The bytes must hold a name at `at` that checkName accepts. */
  constructor(bytes, at, base) {
    this.bytes = bytes;
    this.at = at;
    this.base = base;
  }
  /** A name in presentation format, absolute, with or without the trailing dot; undefined if it is none. See parseName. */
  static parse(text) {
    const wire = new Uint8Array(MAX_NAME);
    const end = parseName(text, wire, 0);
    return end < 0 ? void 0 : new _DnsName(new DataView(wire.buffer, 0, end), 0, 0);
  }
  /** A name in wire form without pointers, no byte more; undefined if it is none. Not copied. */
  static fromWire(wire) {
    const bytes = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
    const name = new _DnsName(bytes, 0, 0);
    return checkName(bytes, 0, wire.length, 0) === wire.length ? name : void 0;
  }
  /** Bytes of the wire form without pointers, 1 to 255. */
  get wireLength() {
    return Math.max(1, nameLength(this.bytes, this.at, this.base));
  }
  /** Presentation format (RFC 1035 section 5.1), without the trailing dot; the root is ".". */
  toString() {
    return formatName(this.bytes, this.at, this.base);
  }
  /** For JSON.stringify. */
  toJSON() {
    return this.toString();
  }
  /** The labels' bytes, first label first, the root not among them; not copied. Allocates. */
  labels() {
    const labels = [];
    const end = this.bytes.byteLength;
    for (let label = labelAt(this.bytes, this.at, this.base, end); label >= 0 && labels.length < 128; ) {
      const size4 = this.bytes.getUint8(label);
      if (size4 === 0) break;
      labels.push(new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + label + 1, size4));
      label = labelAt(this.bytes, label + 1 + size4, this.base, end);
    }
    return labels;
  }
  /** The wire form without pointers, in new bytes. */
  toWire() {
    const wire = new Uint8Array(MAX_NAME);
    const end = copyName(this.bytes, this.at, this.base, wire, 0);
    return wire.slice(0, Math.max(1, end));
  }
  /** The same name in bytes of its own. */
  detach() {
    const wire = this.toWire();
    return new _DnsName(new DataView(wire.buffer), 0, 0);
  }
  /** The same bytes: upper and lower case differ. */
  equals(other) {
    return sameNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base, true);
  }
  /** The same name as DNS has it (RFC 4343): ASCII letters' case ignored. */
  equalsIgnoringCase(other) {
    return sameNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base, false);
  }
  /** Canonical order (RFC 4034 section 6.1): negative, 0 or positive. */
  compare(other) {
    return compareNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base);
  }
};
function readState(at) {
  return at;
}
function read(bytes, at, _end, base) {
  return new DnsName(bytes, at, base);
}

// limits/dnsName.ts
function skipName(bytes, at, end, base) {
  let position = at;
  let stop = -1;
  let limit = at;
  let length = 1;
  while (position < end) {
    const size4 = bytes.getUint8(position);
    if (size4 === 0) return stop < 0 ? position + 1 : stop;
    if (size4 < 64) {
      length += size4 + 1;
      if (length > 255) return -1;
      position += size4 + 1;
    } else {
      if (size4 < 192 || position + 2 > end) return -1;
      if (stop < 0) stop = position + 2;
      const target = base + (bytes.getUint16(position) & 16383);
      if (target >= limit) return -1;
      limit = target;
      position = target;
    }
  }
  return -1;
}
function isName(bytes, at, base, wire) {
  let position = at;
  let index = 0;
  for (; ; ) {
    const size4 = bytes.getUint8(position);
    if (size4 >= 192) {
      position = base + (bytes.getUint16(position) & 16383);
      continue;
    }
    if (size4 !== wire[index]) return false;
    if (size4 === 0) return true;
    position++;
    index++;
    for (const next = position + size4; position < next; position++, index++) {
      const byte = bytes.getUint8(position);
      const expected = wire[index] ?? 0;
      if (byte !== expected && (byte < 65 || byte > 90 || byte + 32 !== expected)) return false;
    }
  }
}

// ../runtime/bits.ts
function setBits(bytes, at, bit, width, value) {
  const last = bit + width - 1;
  let left = width;
  let rest = value;
  let position = at + Math.floor(last / 8);
  for (let end = last % 8 + 1; left > 0; end = 8, position--) {
    const count = Math.min(left, end);
    const shift = 8 - end;
    const mask = (1 << count) - 1 << shift;
    const low = rest % (1 << count);
    bytes.setUint8(position, bytes.getUint8(position) & ~mask | low << shift);
    rest = (rest - low) / (1 << count);
    left -= count;
  }
}

// ../runtime/bytes.ts
function subarray(bytes, start, end) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}

// ../runtime/checksum.ts
function internetSum(bytes, from, to) {
  let sum = 0;
  let at = from;
  for (const last = to - 7; at < last; at += 8) {
    sum += bytes.getUint16(at) + bytes.getUint16(at + 2) + bytes.getUint16(at + 4) + bytes.getUint16(at + 6);
  }
  for (; at < to - 1; at += 2) sum += bytes.getUint16(at);
  return at < to ? sum + bytes.getUint8(at) * 256 : sum;
}
function internetFold(sum) {
  let folded = sum;
  while (folded > 65535) folded = folded % 65536 + Math.floor(folded / 65536);
  return folded;
}
function internetUpdate(checksum, oldSum, newSum) {
  return 65535 - internetFold(65535 - checksum + (65535 - internetFold(oldSum)) + newSum);
}

// ../runtime/version.ts
var RUNTIME_MAJOR = 1;
function requireRuntime(major) {
  if (major === RUNTIME_MAJOR) return;
  const advice = major > RUNTIME_MAJOR ? "update the mplc package that it imports" : "generate it again with the installed mplc";
  throw new Error(
    `this generated packet module needs version ${String(major)} of the mplc runtime, and version ${String(RUNTIME_MAJOR)} is installed: ${advice}`
  );
}

// ../runtime/limits.ts
var defaultLimits = { depth: 32, elements: 1048576 };

// ../runtime/values.ts
function isInteger(value, min, max) {
  return Number.isInteger(value) && value >= min && value <= max;
}

// ../runtime/adjust.ts
function adjustInternetChecksum(bytes, checksumAt, origin, at, size4, before) {
  const after = internetSum(bytes, at - (at - origin) % 2, at + size4);
  bytes.setUint16(checksumAt, internetUpdate(bytes.getUint16(checksumAt), before, after));
}

// ../runtime/types/string8.ts
var PREFIX = 1;
function check(bytes, at, end) {
  if (at + PREFIX > end) return needMore(at + PREFIX - end);
  const stop = at + PREFIX + bytes.getUint8(at);
  return stop > end ? needMore(stop - end) : stop;
}

// .exp/gen/options.ts
requireRuntime(1);
function walkDnsEdnsOption(bytes, at, end, dnsNameState, limits, slots) {
  if (end - at < 4) return end - (at + 4) - 1;
  const code = bytes.getUint16(at);
  const length = bytes.getUint16(at + 2);
  let codeEnd;
  switch (code) {
    case 3: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const nsidEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 0;
        slots.$part1 = nsidEnd;
      }
      codeEnd = nsidEnd;
      break;
    }
    case 5: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const algorithmsEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 1;
        slots.$part1 = algorithmsEnd;
      }
      codeEnd = algorithmsEnd;
      break;
    }
    case 6: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const algorithmsEnd_2 = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 2;
        slots.$part1 = algorithmsEnd_2;
      }
      codeEnd = algorithmsEnd_2;
      break;
    }
    case 7: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const algorithmsEnd_3 = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 3;
        slots.$part1 = algorithmsEnd_3;
      }
      codeEnd = algorithmsEnd_3;
      break;
    }
    case 8: {
      if (end - at < 8) return end - (at + 8) - 1;
      const addressSize = length - 4;
      if (addressSize < 0) return -1;
      if (end - (at + 8) < addressSize) return end - (at + 8 + addressSize) - 1;
      const addressEnd = at + 8 + addressSize;
      if (slots !== void 0) {
        slots.$codeArm = 4;
        slots.$part1 = addressEnd;
      }
      codeEnd = addressEnd;
      break;
    }
    case 9: {
      const hasExpire = length !== 0;
      let afterExpire = at + 4;
      if (hasExpire) {
        if (end - at < 8) return end - (at + 8) - 1;
        afterExpire = at + 8;
      }
      if (slots !== void 0) {
        slots.$codeArm = 5;
        slots.$has1 = hasExpire;
        slots.$part2 = afterExpire;
      }
      codeEnd = afterExpire;
      break;
    }
    case 10: {
      if (end - at < 12) return end - (at + 12) - 1;
      const serverSize = length - 8;
      if (serverSize < 0) return -1;
      if (end - (at + 12) < serverSize) return end - (at + 12 + serverSize) - 1;
      const serverEnd = at + 12 + serverSize;
      if (slots !== void 0) {
        slots.$codeArm = 6;
        slots.$part1 = serverEnd;
      }
      codeEnd = serverEnd;
      break;
    }
    case 11: {
      const hasTimeout = length !== 0;
      let afterTimeout = at + 4;
      if (hasTimeout) {
        if (end - at < 6) return end - (at + 6) - 1;
        afterTimeout = at + 6;
      }
      if (slots !== void 0) {
        slots.$codeArm = 7;
        slots.$has1 = hasTimeout;
        slots.$part2 = afterTimeout;
      }
      codeEnd = afterTimeout;
      break;
    }
    case 12: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const paddingEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 8;
        slots.$part1 = paddingEnd;
      }
      codeEnd = paddingEnd;
      break;
    }
    case 13: {
      const closestTrustPointEnd = checkName(bytes, at + 4, end, dnsNameState);
      if (closestTrustPointEnd < 0) return closestTrustPointEnd;
      if (slots !== void 0) {
        slots.$codeArm = 9;
        slots.$part1 = closestTrustPointEnd;
      }
      codeEnd = closestTrustPointEnd;
      break;
    }
    case 14: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const keyTagsPartEnd = at + 4 + length;
      let keyTagsEnd = at + 4;
      let keyTagsIndex = 0;
      while (keyTagsEnd < keyTagsPartEnd) {
        if (keyTagsIndex++ >= limits.elements) return -1;
        if (keyTagsPartEnd - keyTagsEnd < 2) return -1;
        keyTagsEnd = keyTagsEnd + 2;
      }
      if (keyTagsEnd !== keyTagsPartEnd) return -1;
      if (slots !== void 0) {
        slots.$codeArm = 10;
        slots.$part1 = keyTagsPartEnd;
        slots.$part2 = keyTagsEnd;
      }
      codeEnd = keyTagsPartEnd;
      break;
    }
    case 15: {
      if (end - at < 6) return end - (at + 6) - 1;
      const extraTextSize = length - 2;
      if (extraTextSize < 0) return -1;
      if (end - (at + 6) < extraTextSize) return end - (at + 6 + extraTextSize) - 1;
      const extraTextEnd = at + 6 + extraTextSize;
      if (slots !== void 0) {
        slots.$codeArm = 11;
        slots.$part1 = extraTextEnd;
      }
      codeEnd = extraTextEnd;
      break;
    }
    case 18: {
      const agentDomainEnd = checkName(bytes, at + 4, end, dnsNameState);
      if (agentDomainEnd < 0) return agentDomainEnd;
      if (slots !== void 0) {
        slots.$codeArm = 12;
        slots.$part1 = agentDomainEnd;
      }
      codeEnd = agentDomainEnd;
      break;
    }
    case 19: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const zoneVersionEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 13;
        slots.$part1 = zoneVersionEnd;
      }
      codeEnd = zoneVersionEnd;
      break;
    }
    default: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const dataEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$codeArm = 14;
        slots.$part1 = dataEnd;
      }
      codeEnd = dataEnd;
      break;
    }
  }
  if (!(codeEnd - at - 4 === length)) return -1;
  if (slots !== void 0) {
    slots.end = codeEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$codeEnd = codeEnd;
  }
  return codeEnd;
}
function walkDnsSvcParam(bytes, at, end, limits, slots) {
  if (end - at < 4) return end - (at + 4) - 1;
  const key = bytes.getUint16(at);
  const length = bytes.getUint16(at + 2);
  let keyEnd;
  switch (key) {
    case 0: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const keysPartEnd = at + 4 + length;
      let keysEnd = at + 4;
      let keysIndex = 0;
      while (keysEnd < keysPartEnd) {
        if (keysIndex++ >= limits.elements) return -1;
        if (keysPartEnd - keysEnd < 2) return -1;
        keysEnd = keysEnd + 2;
      }
      if (keysEnd !== keysPartEnd) return -1;
      if (slots !== void 0) {
        slots.$keyArm = 0;
        slots.$part1 = keysPartEnd;
        slots.$part2 = keysEnd;
      }
      keyEnd = keysPartEnd;
      break;
    }
    case 1: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const protocolsPartEnd = at + 4 + length;
      let protocolsEnd = at + 4;
      let protocolsIndex = 0;
      while (protocolsEnd < protocolsPartEnd) {
        if (protocolsIndex++ >= limits.elements) return -1;
        const protocolsEnd_2 = check(bytes, protocolsEnd, protocolsPartEnd);
        if (protocolsEnd_2 < 0) return -1;
        protocolsEnd = protocolsEnd_2;
      }
      if (protocolsEnd !== protocolsPartEnd) return -1;
      if (slots !== void 0) {
        slots.$keyArm = 1;
        slots.$part1 = protocolsPartEnd;
        slots.$part2 = protocolsEnd;
      }
      keyEnd = protocolsPartEnd;
      break;
    }
    case 2: {
      if (slots !== void 0) {
        slots.$keyArm = 2;
      }
      keyEnd = at + 4;
      break;
    }
    case 3: {
      if (end - at < 6) return end - (at + 6) - 1;
      if (slots !== void 0) {
        slots.$keyArm = 3;
      }
      keyEnd = at + 6;
      break;
    }
    case 4: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const addressesPartEnd = at + 4 + length;
      let addressesEnd = at + 4;
      let addressesIndex = 0;
      while (addressesEnd < addressesPartEnd) {
        if (addressesIndex++ >= limits.elements) return -1;
        if (addressesPartEnd - addressesEnd < 4) return -1;
        addressesEnd = addressesEnd + 4;
      }
      if (addressesEnd !== addressesPartEnd) return -1;
      if (slots !== void 0) {
        slots.$keyArm = 4;
        slots.$part1 = addressesPartEnd;
        slots.$part2 = addressesEnd;
      }
      keyEnd = addressesPartEnd;
      break;
    }
    case 5: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const echConfigListEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$keyArm = 5;
        slots.$part1 = echConfigListEnd;
      }
      keyEnd = echConfigListEnd;
      break;
    }
    case 6: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const addressesPartEnd_2 = at + 4 + length;
      let addressesEnd_2 = at + 4;
      let addressesIndex_2 = 0;
      while (addressesEnd_2 < addressesPartEnd_2) {
        if (addressesIndex_2++ >= limits.elements) return -1;
        if (addressesPartEnd_2 - addressesEnd_2 < 16) return -1;
        addressesEnd_2 = addressesEnd_2 + 16;
      }
      if (addressesEnd_2 !== addressesPartEnd_2) return -1;
      if (slots !== void 0) {
        slots.$keyArm = 6;
        slots.$part1 = addressesPartEnd_2;
        slots.$part2 = addressesEnd_2;
      }
      keyEnd = addressesPartEnd_2;
      break;
    }
    case 7: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const templateEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$keyArm = 7;
        slots.$part1 = templateEnd;
      }
      keyEnd = templateEnd;
      break;
    }
    case 8: {
      if (slots !== void 0) {
        slots.$keyArm = 8;
      }
      keyEnd = at + 4;
      break;
    }
    default: {
      if (end - (at + 4) < length) return end - (at + 4 + length) - 1;
      const dataEnd = at + 4 + length;
      if (slots !== void 0) {
        slots.$keyArm = 9;
        slots.$part1 = dataEnd;
      }
      keyEnd = dataEnd;
      break;
    }
  }
  if (!(keyEnd - at - 4 === length)) return -1;
  if (slots !== void 0) {
    slots.end = keyEnd;
    slots.$limits = limits;
    slots.$keyEnd = keyEnd;
  }
  return keyEnd;
}

// .exp/gen/dns.ts
requireRuntime(1);
function walkDnsQuestion(bytes, at, end, dnsNameState, slots) {
  const qnameEnd = checkName(bytes, at, end, dnsNameState);
  if (qnameEnd < 0) return qnameEnd;
  if (end - qnameEnd < 4) return end - (qnameEnd + 4) - 1;
  if (slots !== void 0) {
    slots.end = qnameEnd + 4;
    slots.$dnsNameState = dnsNameState;
    slots.$qnameEnd = qnameEnd;
  }
  return qnameEnd + 4;
}
var DnsQuestionView = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  $dnsNameState = readState(0);
  $qnameEnd = 0;
  get qnameStart() {
    return this.at;
  }
  get qnameEnd() {
    return this.$qnameEnd;
  }
  get qtype() {
    return this.bytes.getUint16(this.$qnameEnd);
  }
  get qclass() {
    return this.bytes.getUint16(this.$qnameEnd + 2);
  }
  /** Checks the bytes and points the view at them. Where it returns false, read nothing before the next bind. */
  bind(bytes, at, end, dnsNameState = readState(at)) {
    this.bytes = bytes;
    this.at = at;
    return walkDnsQuestion(bytes, at, end, dnsNameState, this) >= 0;
  }
  /** Allocates: a new object each time. */
  qname() {
    return read(this.bytes, this.at, this.$qnameEnd, this.$dnsNameState);
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setQtype(value) {
    if (!isInteger(value, 0, 65535)) return false;
    this.bytes.setUint16(this.$qnameEnd, value);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setQclass(value) {
    if (!isInteger(value, 0, 65535)) return false;
    this.bytes.setUint16(this.$qnameEnd + 2, value);
    return true;
  }
};
function walkDnsRecordHTTPSSvcParams(bytes, at, end, dnsNameState, limits, slots) {
  const paramEnd = walkDnsSvcParam(bytes, at, end, limits);
  if (paramEnd < 0) return paramEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = paramEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$paramEnd = paramEnd;
  }
  return paramEnd;
}
function walkDnsRecordSVCBSvcParams(bytes, at, end, dnsNameState, limits, slots) {
  const paramEnd = walkDnsSvcParam(bytes, at, end, limits);
  if (paramEnd < 0) return paramEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = paramEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$paramEnd = paramEnd;
  }
  return paramEnd;
}
function walkDnsRecordCSYNCTypeBitMaps(bytes, at, end, dnsNameState, limits, slots) {
  if (end - at < 2) return end - (at + 2) - 1;
  const length = bytes.getUint8(at + 1);
  if (length < 1) return -1;
  if (length > 32) return -1;
  if (end - (at + 2) < length) return end - (at + 2 + length) - 1;
  const bitmapEnd = at + 2 + length;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = bitmapEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$bitmapEnd = bitmapEnd;
  }
  return bitmapEnd;
}
function walkDnsRecordNSEC3TypeBitMaps(bytes, at, end, dnsNameState, limits, slots) {
  if (end - at < 2) return end - (at + 2) - 1;
  const length = bytes.getUint8(at + 1);
  if (length < 1) return -1;
  if (length > 32) return -1;
  if (end - (at + 2) < length) return end - (at + 2 + length) - 1;
  const bitmapEnd = at + 2 + length;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = bitmapEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$bitmapEnd = bitmapEnd;
  }
  return bitmapEnd;
}
function walkDnsRecordNSECTypeBitMaps(bytes, at, end, dnsNameState, limits, slots) {
  if (end - at < 2) return end - (at + 2) - 1;
  const length = bytes.getUint8(at + 1);
  if (length < 1) return -1;
  if (length > 32) return -1;
  if (end - (at + 2) < length) return end - (at + 2 + length) - 1;
  const bitmapEnd = at + 2 + length;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = bitmapEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$bitmapEnd = bitmapEnd;
  }
  return bitmapEnd;
}
function walkDnsRecordOPTOptions(bytes, at, end, dnsNameState, limits, slots) {
  const optionEnd = walkDnsEdnsOption(bytes, at, end, dnsNameState, limits);
  if (optionEnd < 0) return optionEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = optionEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$optionEnd = optionEnd;
  }
  return optionEnd;
}
function walkDnsRecord(bytes, at, end, dnsNameState, limits, slots) {
  const nameEnd = checkName(bytes, at, end, dnsNameState);
  if (nameEnd < 0) return nameEnd;
  if (end - nameEnd < 10) return end - (nameEnd + 10) - 1;
  const type_ = bytes.getUint16(nameEnd);
  const class_ = bytes.getUint16(nameEnd + 2);
  const rdlength = bytes.getUint16(nameEnd + 8);
  let rdataEnd;
  if (type_ === 41) {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const optionsPartEnd = nameEnd + 10 + rdlength;
    let optionsEnd = nameEnd + 10;
    let optionsIndex = 0;
    while (optionsEnd < optionsPartEnd) {
      if (optionsIndex++ >= limits.elements) return -1;
      const elementEnd = walkDnsRecordOPTOptions(bytes, optionsEnd, optionsPartEnd, dnsNameState, limits);
      if (elementEnd < 0) return -1;
      optionsEnd = elementEnd;
    }
    if (optionsEnd !== optionsPartEnd) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 0;
      slots.$part1 = optionsPartEnd;
      slots.$part2 = optionsEnd;
    }
    rdataEnd = optionsPartEnd;
  } else if (rdlength === 0) {
    if (slots !== void 0) {
      slots.$rdataArm = 1;
    }
    rdataEnd = nameEnd + 10;
  } else if (type_ === 1 && class_ !== 3 && rdlength !== 0) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    if (slots !== void 0) {
      slots.$rdataArm = 2;
    }
    rdataEnd = nameEnd + 14;
  } else if (type_ === 2) {
    const nsdnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (nsdnameEnd < 0) return nsdnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 3;
      slots.$part1 = nsdnameEnd;
    }
    rdataEnd = nsdnameEnd;
  } else if (type_ === 5) {
    const cnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (cnameEnd < 0) return cnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 4;
      slots.$part1 = cnameEnd;
    }
    rdataEnd = cnameEnd;
  } else if (type_ === 6) {
    const mnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (mnameEnd < 0) return mnameEnd;
    const rnameEnd = checkName(bytes, mnameEnd, end, dnsNameState);
    if (rnameEnd < 0) return rnameEnd;
    if (end - rnameEnd < 20) return end - (rnameEnd + 20) - 1;
    if (slots !== void 0) {
      slots.$rdataArm = 5;
      slots.$part1 = mnameEnd;
      slots.$part2 = rnameEnd;
    }
    rdataEnd = rnameEnd + 20;
  } else if (type_ === 7) {
    const madnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (madnameEnd < 0) return madnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 6;
      slots.$part1 = madnameEnd;
    }
    rdataEnd = madnameEnd;
  } else if (type_ === 8) {
    const mgmnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (mgmnameEnd < 0) return mgmnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 7;
      slots.$part1 = mgmnameEnd;
    }
    rdataEnd = mgmnameEnd;
  } else if (type_ === 9) {
    const newnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (newnameEnd < 0) return newnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 8;
      slots.$part1 = newnameEnd;
    }
    rdataEnd = newnameEnd;
  } else if (type_ === 12) {
    const ptrdnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (ptrdnameEnd < 0) return ptrdnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 9;
      slots.$part1 = ptrdnameEnd;
    }
    rdataEnd = ptrdnameEnd;
  } else if (type_ === 13) {
    const cpuEnd = check(bytes, nameEnd + 10, end);
    if (cpuEnd < 0) return cpuEnd;
    const osEnd = check(bytes, cpuEnd, end);
    if (osEnd < 0) return osEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 10;
      slots.$part1 = cpuEnd;
      slots.$part2 = osEnd;
    }
    rdataEnd = osEnd;
  } else if (type_ === 14) {
    const rmailbxEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (rmailbxEnd < 0) return rmailbxEnd;
    const emailbxEnd = checkName(bytes, rmailbxEnd, end, dnsNameState);
    if (emailbxEnd < 0) return emailbxEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 11;
      slots.$part1 = rmailbxEnd;
      slots.$part2 = emailbxEnd;
    }
    rdataEnd = emailbxEnd;
  } else if (type_ === 15) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const exchangeEnd = checkName(bytes, nameEnd + 12, end, dnsNameState);
    if (exchangeEnd < 0) return exchangeEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 12;
      slots.$part1 = exchangeEnd;
    }
    rdataEnd = exchangeEnd;
  } else if (type_ === 16) {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const txtDataPartEnd = nameEnd + 10 + rdlength;
    let txtDataEnd = nameEnd + 10;
    let txtDataIndex = 0;
    while (txtDataEnd < txtDataPartEnd) {
      if (txtDataIndex++ >= limits.elements) return -1;
      const txtDataEnd_2 = check(bytes, txtDataEnd, txtDataPartEnd);
      if (txtDataEnd_2 < 0) return -1;
      txtDataEnd = txtDataEnd_2;
    }
    if (txtDataEnd !== txtDataPartEnd) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 13;
      slots.$part1 = txtDataPartEnd;
      slots.$part2 = txtDataEnd;
    }
    rdataEnd = txtDataPartEnd;
  } else if (type_ === 99) {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const txtDataPartEnd_2 = nameEnd + 10 + rdlength;
    let txtDataEnd_3 = nameEnd + 10;
    let txtDataIndex_2 = 0;
    while (txtDataEnd_3 < txtDataPartEnd_2) {
      if (txtDataIndex_2++ >= limits.elements) return -1;
      const txtDataEnd_4 = check(bytes, txtDataEnd_3, txtDataPartEnd_2);
      if (txtDataEnd_4 < 0) return -1;
      txtDataEnd_3 = txtDataEnd_4;
    }
    if (txtDataEnd_3 !== txtDataPartEnd_2) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 14;
      slots.$part1 = txtDataPartEnd_2;
      slots.$part2 = txtDataEnd_3;
    }
    rdataEnd = txtDataPartEnd_2;
  } else if (type_ === 17) {
    const mboxDnameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (mboxDnameEnd < 0) return mboxDnameEnd;
    const txtDnameEnd = checkName(bytes, mboxDnameEnd, end, dnsNameState);
    if (txtDnameEnd < 0) return txtDnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 15;
      slots.$part1 = mboxDnameEnd;
      slots.$part2 = txtDnameEnd;
    }
    rdataEnd = txtDnameEnd;
  } else if (type_ === 18) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const hostnameEnd = checkName(bytes, nameEnd + 12, end, dnsNameState);
    if (hostnameEnd < 0) return hostnameEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 16;
      slots.$part1 = hostnameEnd;
    }
    rdataEnd = hostnameEnd;
  } else if (type_ === 28) {
    if (end - nameEnd < 26) return end - (nameEnd + 26) - 1;
    if (slots !== void 0) {
      slots.$rdataArm = 17;
    }
    rdataEnd = nameEnd + 26;
  } else if (type_ === 29) {
    if (end - nameEnd < 11) return end - (nameEnd + 11) - 1;
    const version = bytes.getUint8(nameEnd + 10);
    let versionEnd;
    switch (version) {
      case 0: {
        if (end - nameEnd < 26) return end - (nameEnd + 26) - 1;
        if (slots !== void 0) {
          slots.$part1 = 0;
        }
        versionEnd = nameEnd + 26;
        break;
      }
      default: {
        const dataSize = rdlength - 1;
        if (dataSize < 0) return -1;
        if (end - (nameEnd + 11) < dataSize) return end - (nameEnd + 11 + dataSize) - 1;
        const dataEnd = nameEnd + 11 + dataSize;
        if (slots !== void 0) {
          slots.$part1 = 1;
          slots.$part2 = dataEnd;
        }
        versionEnd = dataEnd;
        break;
      }
    }
    if (slots !== void 0) {
      slots.$rdataArm = 18;
      slots.$part2 = versionEnd;
    }
    rdataEnd = versionEnd;
  } else if (type_ === 33) {
    if (end - nameEnd < 16) return end - (nameEnd + 16) - 1;
    const targetEnd = checkName(bytes, nameEnd + 16, end, dnsNameState);
    if (targetEnd < 0) return targetEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 19;
      slots.$part1 = targetEnd;
    }
    rdataEnd = targetEnd;
  } else if (type_ === 35) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const flagsEnd = check(bytes, nameEnd + 14, end);
    if (flagsEnd < 0) return flagsEnd;
    const servicesEnd = check(bytes, flagsEnd, end);
    if (servicesEnd < 0) return servicesEnd;
    const regexpEnd = check(bytes, servicesEnd, end);
    if (regexpEnd < 0) return regexpEnd;
    const replacementEnd = checkName(bytes, regexpEnd, end, dnsNameState);
    if (replacementEnd < 0) return replacementEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 20;
      slots.$part1 = flagsEnd;
      slots.$part2 = servicesEnd;
      slots.$part3 = regexpEnd;
      slots.$part4 = replacementEnd;
    }
    rdataEnd = replacementEnd;
  } else if (type_ === 36) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const exchangerEnd = checkName(bytes, nameEnd + 12, end, dnsNameState);
    if (exchangerEnd < 0) return exchangerEnd;
    if (slots !== void 0) {
      slots.$rdataArm = 21;
      slots.$part1 = exchangerEnd;
    }
    rdataEnd = exchangerEnd;
  } else if (type_ === 37) {
    if (end - nameEnd < 15) return end - (nameEnd + 15) - 1;
    const certificateSize = rdlength - 5;
    if (certificateSize < 0) return -1;
    if (end - (nameEnd + 15) < certificateSize) return end - (nameEnd + 15 + certificateSize) - 1;
    const certificateEnd = nameEnd + 15 + certificateSize;
    if (slots !== void 0) {
      slots.$rdataArm = 22;
      slots.$part1 = certificateEnd;
    }
    rdataEnd = certificateEnd;
  } else if (type_ === 39) {
    const targetEnd_2 = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (targetEnd_2 < 0) return targetEnd_2;
    if (slots !== void 0) {
      slots.$rdataArm = 23;
      slots.$part1 = targetEnd_2;
    }
    rdataEnd = targetEnd_2;
  } else if (type_ === 43) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const digestSize = rdlength - 4;
    if (digestSize < 0) return -1;
    if (end - (nameEnd + 14) < digestSize) return end - (nameEnd + 14 + digestSize) - 1;
    const digestEnd = nameEnd + 14 + digestSize;
    if (slots !== void 0) {
      slots.$rdataArm = 24;
      slots.$part1 = digestEnd;
    }
    rdataEnd = digestEnd;
  } else if (type_ === 59) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const digestSize_2 = rdlength - 4;
    if (digestSize_2 < 0) return -1;
    if (end - (nameEnd + 14) < digestSize_2) return end - (nameEnd + 14 + digestSize_2) - 1;
    const digestEnd_2 = nameEnd + 14 + digestSize_2;
    if (slots !== void 0) {
      slots.$rdataArm = 25;
      slots.$part1 = digestEnd_2;
    }
    rdataEnd = digestEnd_2;
  } else if (type_ === 44) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const fingerprintSize = rdlength - 2;
    if (fingerprintSize < 0) return -1;
    if (end - (nameEnd + 12) < fingerprintSize) return end - (nameEnd + 12 + fingerprintSize) - 1;
    const fingerprintEnd = nameEnd + 12 + fingerprintSize;
    if (slots !== void 0) {
      slots.$rdataArm = 26;
      slots.$part1 = fingerprintEnd;
    }
    rdataEnd = fingerprintEnd;
  } else if (type_ === 46) {
    if (end - nameEnd < 28) return end - (nameEnd + 28) - 1;
    const signersNameEnd = checkName(bytes, nameEnd + 28, end, dnsNameState);
    if (signersNameEnd < 0) return signersNameEnd;
    const signatureSize = rdlength - 18 - (signersNameEnd - (nameEnd + 28));
    if (signatureSize < 0) return -1;
    if (end - signersNameEnd < signatureSize) return end - (signersNameEnd + signatureSize) - 1;
    const signatureEnd = signersNameEnd + signatureSize;
    if (slots !== void 0) {
      slots.$rdataArm = 27;
      slots.$part1 = signersNameEnd;
      slots.$part2 = signatureEnd;
    }
    rdataEnd = signatureEnd;
  } else if (type_ === 24) {
    if (end - nameEnd < 28) return end - (nameEnd + 28) - 1;
    const signersNameEnd_2 = checkName(bytes, nameEnd + 28, end, dnsNameState);
    if (signersNameEnd_2 < 0) return signersNameEnd_2;
    const signatureSize_2 = rdlength - 18 - (signersNameEnd_2 - (nameEnd + 28));
    if (signatureSize_2 < 0) return -1;
    if (end - signersNameEnd_2 < signatureSize_2) return end - (signersNameEnd_2 + signatureSize_2) - 1;
    const signatureEnd_2 = signersNameEnd_2 + signatureSize_2;
    if (slots !== void 0) {
      slots.$rdataArm = 28;
      slots.$part1 = signersNameEnd_2;
      slots.$part2 = signatureEnd_2;
    }
    rdataEnd = signatureEnd_2;
  } else if (type_ === 47) {
    const nextDomainNameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (nextDomainNameEnd < 0) return nextDomainNameEnd;
    const typeBitMapsSize = rdlength - (nextDomainNameEnd - (nameEnd + 10));
    if (typeBitMapsSize < 0) return -1;
    if (end - nextDomainNameEnd < typeBitMapsSize) return end - (nextDomainNameEnd + typeBitMapsSize) - 1;
    const typeBitMapsPartEnd = nextDomainNameEnd + typeBitMapsSize;
    let typeBitMapsEnd = nextDomainNameEnd;
    let typeBitMapsIndex = 0;
    while (typeBitMapsEnd < typeBitMapsPartEnd) {
      if (typeBitMapsIndex++ >= limits.elements) return -1;
      const elementEnd_2 = walkDnsRecordNSECTypeBitMaps(
        bytes,
        typeBitMapsEnd,
        typeBitMapsPartEnd,
        dnsNameState,
        limits
      );
      if (elementEnd_2 < 0) return -1;
      typeBitMapsEnd = elementEnd_2;
    }
    if (typeBitMapsEnd !== typeBitMapsPartEnd) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 29;
      slots.$part1 = nextDomainNameEnd;
      slots.$part2 = typeBitMapsPartEnd;
      slots.$part3 = typeBitMapsEnd;
    }
    rdataEnd = typeBitMapsPartEnd;
  } else if (type_ === 48) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const publicKeySize = rdlength - 4;
    if (publicKeySize < 0) return -1;
    if (end - (nameEnd + 14) < publicKeySize) return end - (nameEnd + 14 + publicKeySize) - 1;
    const publicKeyEnd = nameEnd + 14 + publicKeySize;
    if (slots !== void 0) {
      slots.$rdataArm = 30;
      slots.$part1 = publicKeyEnd;
    }
    rdataEnd = publicKeyEnd;
  } else if (type_ === 60) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const publicKeySize_2 = rdlength - 4;
    if (publicKeySize_2 < 0) return -1;
    if (end - (nameEnd + 14) < publicKeySize_2) return end - (nameEnd + 14 + publicKeySize_2) - 1;
    const publicKeyEnd_2 = nameEnd + 14 + publicKeySize_2;
    if (slots !== void 0) {
      slots.$rdataArm = 31;
      slots.$part1 = publicKeyEnd_2;
    }
    rdataEnd = publicKeyEnd_2;
  } else if (type_ === 25) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const publicKeySize_3 = rdlength - 4;
    if (publicKeySize_3 < 0) return -1;
    if (end - (nameEnd + 14) < publicKeySize_3) return end - (nameEnd + 14 + publicKeySize_3) - 1;
    const publicKeyEnd_3 = nameEnd + 14 + publicKeySize_3;
    if (slots !== void 0) {
      slots.$rdataArm = 32;
      slots.$part1 = publicKeyEnd_3;
    }
    rdataEnd = publicKeyEnd_3;
  } else if (type_ === 49) {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const digestEnd_3 = nameEnd + 10 + rdlength;
    if (slots !== void 0) {
      slots.$rdataArm = 33;
      slots.$part1 = digestEnd_3;
    }
    rdataEnd = digestEnd_3;
  } else if (type_ === 50) {
    if (end - nameEnd < 15) return end - (nameEnd + 15) - 1;
    const bits_nameEnd_11 = bytes.getUint8(nameEnd + 11);
    const saltLength = bytes.getUint8(nameEnd + 14);
    if (end - (nameEnd + 15) < saltLength) return end - (nameEnd + 15 + saltLength) - 1;
    const saltEnd = nameEnd + 15 + saltLength;
    if (end - saltEnd < 1) return end - (saltEnd + 1) - 1;
    const hashLength = bytes.getUint8(saltEnd);
    if (end - (saltEnd + 1) < hashLength) return end - (saltEnd + 1 + hashLength) - 1;
    const nextHashedOwnerNameEnd = saltEnd + 1 + hashLength;
    const typeBitMapsSize_2 = rdlength - 6 - saltLength - hashLength;
    if (typeBitMapsSize_2 < 0) return -1;
    if (end - nextHashedOwnerNameEnd < typeBitMapsSize_2)
      return end - (nextHashedOwnerNameEnd + typeBitMapsSize_2) - 1;
    const typeBitMapsPartEnd_2 = nextHashedOwnerNameEnd + typeBitMapsSize_2;
    let typeBitMapsEnd_2 = nextHashedOwnerNameEnd;
    let typeBitMapsIndex_2 = 0;
    while (typeBitMapsEnd_2 < typeBitMapsPartEnd_2) {
      if (typeBitMapsIndex_2++ >= limits.elements) return -1;
      const elementEnd_3 = walkDnsRecordNSEC3TypeBitMaps(
        bytes,
        typeBitMapsEnd_2,
        typeBitMapsPartEnd_2,
        dnsNameState,
        limits
      );
      if (elementEnd_3 < 0) return -1;
      typeBitMapsEnd_2 = elementEnd_3;
    }
    if (typeBitMapsEnd_2 !== typeBitMapsPartEnd_2) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 34;
      slots.$part1 = saltEnd;
      slots.$part2 = nextHashedOwnerNameEnd;
      slots.$part3 = typeBitMapsPartEnd_2;
      slots.$part4 = typeBitMapsEnd_2;
    }
    rdataEnd = typeBitMapsPartEnd_2;
  } else if (type_ === 51) {
    if (end - nameEnd < 15) return end - (nameEnd + 15) - 1;
    const saltLength_2 = bytes.getUint8(nameEnd + 14);
    if (end - (nameEnd + 15) < saltLength_2) return end - (nameEnd + 15 + saltLength_2) - 1;
    const saltEnd_2 = nameEnd + 15 + saltLength_2;
    if (slots !== void 0) {
      slots.$rdataArm = 35;
      slots.$part1 = saltEnd_2;
    }
    rdataEnd = saltEnd_2;
  } else if (type_ === 52) {
    if (end - nameEnd < 13) return end - (nameEnd + 13) - 1;
    const associationDataSize = rdlength - 3;
    if (associationDataSize < 0) return -1;
    if (end - (nameEnd + 13) < associationDataSize) return end - (nameEnd + 13 + associationDataSize) - 1;
    const associationDataEnd = nameEnd + 13 + associationDataSize;
    if (slots !== void 0) {
      slots.$rdataArm = 36;
      slots.$part1 = associationDataEnd;
    }
    rdataEnd = associationDataEnd;
  } else if (type_ === 53) {
    if (end - nameEnd < 13) return end - (nameEnd + 13) - 1;
    const associationDataSize_2 = rdlength - 3;
    if (associationDataSize_2 < 0) return -1;
    if (end - (nameEnd + 13) < associationDataSize_2) return end - (nameEnd + 13 + associationDataSize_2) - 1;
    const associationDataEnd_2 = nameEnd + 13 + associationDataSize_2;
    if (slots !== void 0) {
      slots.$rdataArm = 37;
      slots.$part1 = associationDataEnd_2;
    }
    rdataEnd = associationDataEnd_2;
  } else if (type_ === 61) {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const keyEnd = nameEnd + 10 + rdlength;
    if (slots !== void 0) {
      slots.$rdataArm = 38;
      slots.$part1 = keyEnd;
    }
    rdataEnd = keyEnd;
  } else if (type_ === 62) {
    if (end - nameEnd < 16) return end - (nameEnd + 16) - 1;
    const bits_nameEnd_14 = bytes.getUint16(nameEnd + 14);
    const typeBitMapsSize_3 = rdlength - 6;
    if (typeBitMapsSize_3 < 0) return -1;
    if (end - (nameEnd + 16) < typeBitMapsSize_3) return end - (nameEnd + 16 + typeBitMapsSize_3) - 1;
    const typeBitMapsPartEnd_3 = nameEnd + 16 + typeBitMapsSize_3;
    let typeBitMapsEnd_3 = nameEnd + 16;
    let typeBitMapsIndex_3 = 0;
    while (typeBitMapsEnd_3 < typeBitMapsPartEnd_3) {
      if (typeBitMapsIndex_3++ >= limits.elements) return -1;
      const elementEnd_4 = walkDnsRecordCSYNCTypeBitMaps(
        bytes,
        typeBitMapsEnd_3,
        typeBitMapsPartEnd_3,
        dnsNameState,
        limits
      );
      if (elementEnd_4 < 0) return -1;
      typeBitMapsEnd_3 = elementEnd_4;
    }
    if (typeBitMapsEnd_3 !== typeBitMapsPartEnd_3) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 39;
      slots.$part1 = typeBitMapsPartEnd_3;
      slots.$part2 = typeBitMapsEnd_3;
    }
    rdataEnd = typeBitMapsPartEnd_3;
  } else if (type_ === 63) {
    if (end - nameEnd < 16) return end - (nameEnd + 16) - 1;
    const digestSize_3 = rdlength - 6;
    if (digestSize_3 < 0) return -1;
    if (end - (nameEnd + 16) < digestSize_3) return end - (nameEnd + 16 + digestSize_3) - 1;
    const digestEnd_4 = nameEnd + 16 + digestSize_3;
    if (slots !== void 0) {
      slots.$rdataArm = 40;
      slots.$part1 = digestEnd_4;
    }
    rdataEnd = digestEnd_4;
  } else if (type_ === 64) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const targetNameEnd = checkName(bytes, nameEnd + 12, end, dnsNameState);
    if (targetNameEnd < 0) return targetNameEnd;
    const svcParamsSize = rdlength - 2 - (targetNameEnd - (nameEnd + 12));
    if (svcParamsSize < 0) return -1;
    if (end - targetNameEnd < svcParamsSize) return end - (targetNameEnd + svcParamsSize) - 1;
    const svcParamsPartEnd = targetNameEnd + svcParamsSize;
    let svcParamsEnd = targetNameEnd;
    let svcParamsIndex = 0;
    while (svcParamsEnd < svcParamsPartEnd) {
      if (svcParamsIndex++ >= limits.elements) return -1;
      const elementEnd_5 = walkDnsRecordSVCBSvcParams(
        bytes,
        svcParamsEnd,
        svcParamsPartEnd,
        dnsNameState,
        limits
      );
      if (elementEnd_5 < 0) return -1;
      svcParamsEnd = elementEnd_5;
    }
    if (svcParamsEnd !== svcParamsPartEnd) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 41;
      slots.$part1 = targetNameEnd;
      slots.$part2 = svcParamsPartEnd;
      slots.$part3 = svcParamsEnd;
    }
    rdataEnd = svcParamsPartEnd;
  } else if (type_ === 65) {
    if (end - nameEnd < 12) return end - (nameEnd + 12) - 1;
    const targetNameEnd_2 = checkName(bytes, nameEnd + 12, end, dnsNameState);
    if (targetNameEnd_2 < 0) return targetNameEnd_2;
    const svcParamsSize_2 = rdlength - 2 - (targetNameEnd_2 - (nameEnd + 12));
    if (svcParamsSize_2 < 0) return -1;
    if (end - targetNameEnd_2 < svcParamsSize_2) return end - (targetNameEnd_2 + svcParamsSize_2) - 1;
    const svcParamsPartEnd_2 = targetNameEnd_2 + svcParamsSize_2;
    let svcParamsEnd_2 = targetNameEnd_2;
    let svcParamsIndex_2 = 0;
    while (svcParamsEnd_2 < svcParamsPartEnd_2) {
      if (svcParamsIndex_2++ >= limits.elements) return -1;
      const elementEnd_6 = walkDnsRecordHTTPSSvcParams(
        bytes,
        svcParamsEnd_2,
        svcParamsPartEnd_2,
        dnsNameState,
        limits
      );
      if (elementEnd_6 < 0) return -1;
      svcParamsEnd_2 = elementEnd_6;
    }
    if (svcParamsEnd_2 !== svcParamsPartEnd_2) return -1;
    if (slots !== void 0) {
      slots.$rdataArm = 42;
      slots.$part1 = targetNameEnd_2;
      slots.$part2 = svcParamsPartEnd_2;
      slots.$part3 = svcParamsEnd_2;
    }
    rdataEnd = svcParamsPartEnd_2;
  } else if (type_ === 108) {
    if (end - nameEnd < 16) return end - (nameEnd + 16) - 1;
    if (slots !== void 0) {
      slots.$rdataArm = 43;
    }
    rdataEnd = nameEnd + 16;
  } else if (type_ === 109) {
    if (end - nameEnd < 18) return end - (nameEnd + 18) - 1;
    if (slots !== void 0) {
      slots.$rdataArm = 44;
    }
    rdataEnd = nameEnd + 18;
  } else if (type_ === 249) {
    const algorithmEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (algorithmEnd < 0) return algorithmEnd;
    if (end - algorithmEnd < 14) return end - (algorithmEnd + 14) - 1;
    const keySize = bytes.getUint16(algorithmEnd + 12);
    if (end - (algorithmEnd + 14) < keySize) return end - (algorithmEnd + 14 + keySize) - 1;
    const keyEnd_2 = algorithmEnd + 14 + keySize;
    if (end - keyEnd_2 < 2) return end - (keyEnd_2 + 2) - 1;
    const otherSize = bytes.getUint16(keyEnd_2);
    if (end - (keyEnd_2 + 2) < otherSize) return end - (keyEnd_2 + 2 + otherSize) - 1;
    const otherDataEnd = keyEnd_2 + 2 + otherSize;
    if (slots !== void 0) {
      slots.$rdataArm = 45;
      slots.$part1 = algorithmEnd;
      slots.$part2 = keyEnd_2;
      slots.$part3 = otherDataEnd;
    }
    rdataEnd = otherDataEnd;
  } else if (type_ === 250) {
    const algorithmNameEnd = checkName(bytes, nameEnd + 10, end, dnsNameState);
    if (algorithmNameEnd < 0) return algorithmNameEnd;
    if (end - algorithmNameEnd < 10) return end - (algorithmNameEnd + 10) - 1;
    const macSize = bytes.getUint16(algorithmNameEnd + 8);
    if (end - (algorithmNameEnd + 10) < macSize) return end - (algorithmNameEnd + 10 + macSize) - 1;
    const macEnd = algorithmNameEnd + 10 + macSize;
    if (end - macEnd < 6) return end - (macEnd + 6) - 1;
    const otherLen = bytes.getUint16(macEnd + 4);
    if (end - (macEnd + 6) < otherLen) return end - (macEnd + 6 + otherLen) - 1;
    const otherDataEnd_2 = macEnd + 6 + otherLen;
    if (slots !== void 0) {
      slots.$rdataArm = 46;
      slots.$part1 = algorithmNameEnd;
      slots.$part2 = macEnd;
      slots.$part3 = otherDataEnd_2;
    }
    rdataEnd = otherDataEnd_2;
  } else if (type_ === 256) {
    if (end - nameEnd < 14) return end - (nameEnd + 14) - 1;
    const targetSize = rdlength - 4;
    if (targetSize < 0) return -1;
    if (end - (nameEnd + 14) < targetSize) return end - (nameEnd + 14 + targetSize) - 1;
    const targetEnd_3 = nameEnd + 14 + targetSize;
    if (slots !== void 0) {
      slots.$rdataArm = 47;
      slots.$part1 = targetEnd_3;
    }
    rdataEnd = targetEnd_3;
  } else if (type_ === 257) {
    if (end - nameEnd < 11) return end - (nameEnd + 11) - 1;
    const bits_nameEnd_10 = bytes.getUint8(nameEnd + 10);
    const tagEnd = check(bytes, nameEnd + 11, end);
    if (tagEnd < 0) return tagEnd;
    const propertyValueSize = rdlength - 1 - (tagEnd - (nameEnd + 11));
    if (propertyValueSize < 0) return -1;
    if (end - tagEnd < propertyValueSize) return end - (tagEnd + propertyValueSize) - 1;
    const propertyValueEnd = tagEnd + propertyValueSize;
    if (slots !== void 0) {
      slots.$rdataArm = 48;
      slots.$part1 = tagEnd;
      slots.$part2 = propertyValueEnd;
    }
    rdataEnd = propertyValueEnd;
  } else {
    if (end - (nameEnd + 10) < rdlength) return end - (nameEnd + 10 + rdlength) - 1;
    const dataEnd_2 = nameEnd + 10 + rdlength;
    if (slots !== void 0) {
      slots.$rdataArm = 49;
      slots.$part1 = dataEnd_2;
    }
    rdataEnd = dataEnd_2;
  }
  if (!(rdataEnd - (nameEnd + 10) === rdlength)) return -1;
  if (slots !== void 0) {
    slots.end = rdataEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$nameEnd = nameEnd;
    slots.$rdataEnd = rdataEnd;
  }
  return rdataEnd;
}
function walkDnsMessageAdditionals(bytes, at, end, dnsNameState, limits, slots) {
  const recordEnd = walkDnsRecord(bytes, at, end, dnsNameState, limits);
  if (recordEnd < 0) return recordEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = recordEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$recordEnd = recordEnd;
  }
  return recordEnd;
}
function walkDnsMessageAuthorities(bytes, at, end, dnsNameState, limits, slots) {
  const recordEnd = walkDnsRecord(bytes, at, end, dnsNameState, limits);
  if (recordEnd < 0) return recordEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = recordEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$recordEnd = recordEnd;
  }
  return recordEnd;
}
function walkDnsMessageAnswers(bytes, at, end, dnsNameState, limits, slots) {
  const recordEnd = walkDnsRecord(bytes, at, end, dnsNameState, limits);
  if (recordEnd < 0) return recordEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = recordEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$recordEnd = recordEnd;
  }
  return recordEnd;
}
function walkDnsMessageQuestions(bytes, at, end, dnsNameState, limits, slots) {
  const questionEnd = walkDnsQuestion(bytes, at, end, dnsNameState);
  if (questionEnd < 0) return questionEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = questionEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$questionEnd = questionEnd;
  }
  return questionEnd;
}
function walkDnsMessage(bytes, at, end, dnsNameState, limits, slots) {
  if (end - at < 12) return end - (at + 12) - 1;
  const bits2 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  if (end - (at + 12) < qdcount * 5) return end - (at + 12 + qdcount * 5) - 1;
  if (qdcount > limits.elements) return -1;
  let questionsEnd = at + 12;
  for (let questionsIndex = 0; questionsIndex < qdcount; questionsIndex++) {
    const elementEnd = walkDnsMessageQuestions(bytes, questionsEnd, end, dnsNameState, limits);
    if (elementEnd < 0) return elementEnd;
    questionsEnd = elementEnd;
  }
  if (end - questionsEnd < ancount * 11) return end - (questionsEnd + ancount * 11) - 1;
  if (ancount > limits.elements) return -1;
  let answersEnd = questionsEnd;
  for (let answersIndex = 0; answersIndex < ancount; answersIndex++) {
    const elementEnd_2 = walkDnsMessageAnswers(bytes, answersEnd, end, dnsNameState, limits);
    if (elementEnd_2 < 0) return elementEnd_2;
    answersEnd = elementEnd_2;
  }
  if (end - answersEnd < nscount * 11) return end - (answersEnd + nscount * 11) - 1;
  if (nscount > limits.elements) return -1;
  let authoritiesEnd = answersEnd;
  for (let authoritiesIndex = 0; authoritiesIndex < nscount; authoritiesIndex++) {
    const elementEnd_3 = walkDnsMessageAuthorities(bytes, authoritiesEnd, end, dnsNameState, limits);
    if (elementEnd_3 < 0) return elementEnd_3;
    authoritiesEnd = elementEnd_3;
  }
  if (end - authoritiesEnd < arcount * 11) return end - (authoritiesEnd + arcount * 11) - 1;
  if (arcount > limits.elements) return -1;
  let additionalsEnd = authoritiesEnd;
  for (let additionalsIndex = 0; additionalsIndex < arcount; additionalsIndex++) {
    const elementEnd_4 = walkDnsMessageAdditionals(bytes, additionalsEnd, end, dnsNameState, limits);
    if (elementEnd_4 < 0) return elementEnd_4;
    additionalsEnd = elementEnd_4;
  }
  if (slots !== void 0) {
    slots.end = additionalsEnd;
    slots.$dnsNameState = dnsNameState;
    slots.$limits = limits;
    slots.$bits2 = bits2;
    slots.$questionsEnd = questionsEnd;
    slots.$answersEnd = answersEnd;
    slots.$authoritiesEnd = authoritiesEnd;
    slots.$additionalsEnd = additionalsEnd;
  }
  return additionalsEnd;
}
function checkDnsMessage(bytes, at, end, dnsNameState = readState(at), limits = defaultLimits) {
  return walkDnsMessage(bytes, at, end, dnsNameState, limits);
}
var DnsMessageView = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  $dnsNameState = readState(0);
  $limits = defaultLimits;
  $bits2 = 0;
  $questionsEnd = 0;
  $answersEnd = 0;
  $authoritiesEnd = 0;
  $additionalsEnd = 0;
  get id() {
    return this.bytes.getUint16(this.at);
  }
  get qr() {
    return this.$bits2 >> 15;
  }
  get opcode() {
    return this.$bits2 >> 11 & 15;
  }
  get aa() {
    return this.$bits2 >> 10 & 1;
  }
  get tc() {
    return this.$bits2 >> 9 & 1;
  }
  get rd() {
    return this.$bits2 >> 8 & 1;
  }
  get ra() {
    return this.$bits2 >> 7 & 1;
  }
  get z() {
    return this.$bits2 >> 6 & 1;
  }
  get ad() {
    return this.$bits2 >> 5 & 1;
  }
  get cd() {
    return this.$bits2 >> 4 & 1;
  }
  get rcode() {
    return this.$bits2 & 15;
  }
  get qdcount() {
    return this.bytes.getUint16(this.at + 4);
  }
  get ancount() {
    return this.bytes.getUint16(this.at + 6);
  }
  get nscount() {
    return this.bytes.getUint16(this.at + 8);
  }
  get arcount() {
    return this.bytes.getUint16(this.at + 10);
  }
  get questionsStart() {
    return this.at + 12;
  }
  get questionsEnd() {
    return this.$questionsEnd;
  }
  get questionsCount() {
    return this.bytes.getUint16(this.at + 4);
  }
  get answersStart() {
    return this.$questionsEnd;
  }
  get answersEnd() {
    return this.$answersEnd;
  }
  get answersCount() {
    return this.bytes.getUint16(this.at + 6);
  }
  get authoritiesStart() {
    return this.$answersEnd;
  }
  get authoritiesEnd() {
    return this.$authoritiesEnd;
  }
  get authoritiesCount() {
    return this.bytes.getUint16(this.at + 8);
  }
  get additionalsStart() {
    return this.$authoritiesEnd;
  }
  get additionalsEnd() {
    return this.$additionalsEnd;
  }
  get additionalsCount() {
    return this.bytes.getUint16(this.at + 10);
  }
  /** Checks the bytes and points the view at them. Where it returns false, read nothing before the next bind. */
  bind(bytes, at, end, dnsNameState = readState(at), limits = defaultLimits) {
    this.bytes = bytes;
    this.at = at;
    return walkDnsMessage(bytes, at, end, dnsNameState, limits, this) >= 0;
  }
  /** Puts the view before the first element: `while (view.next()) ...` */
  openQuestions(view) {
    view.bytes = this.bytes;
    view.$next = this.at + 12;
    view.$limit = this.$questionsEnd;
    view.$dnsNameState = this.$dnsNameState;
    view.$limits = this.$limits;
  }
  /** Puts the view before the first element: `while (view.next()) ...` */
  openAnswers(view) {
    view.bytes = this.bytes;
    view.$next = this.$questionsEnd;
    view.$limit = this.$answersEnd;
    view.$dnsNameState = this.$dnsNameState;
    view.$limits = this.$limits;
  }
  /** Puts the view before the first element: `while (view.next()) ...` */
  openAuthorities(view) {
    view.bytes = this.bytes;
    view.$next = this.$answersEnd;
    view.$limit = this.$authoritiesEnd;
    view.$dnsNameState = this.$dnsNameState;
    view.$limits = this.$limits;
  }
  /** Puts the view before the first element: `while (view.next()) ...` */
  openAdditionals(view) {
    view.bytes = this.bytes;
    view.$next = this.$authoritiesEnd;
    view.$limit = this.$additionalsEnd;
    view.$dnsNameState = this.$dnsNameState;
    view.$limits = this.$limits;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setId(value) {
    if (!isInteger(value, 0, 65535)) return false;
    this.bytes.setUint16(this.at, value);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setQr(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 2, 0, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setOpcode(value) {
    if (!isInteger(value, 0, 15)) return false;
    setBits(this.bytes, this.at + 2, 1, 4, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setAa(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 2, 5, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setTc(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 2, 6, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setRd(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 2, 7, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setRa(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 3, 0, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setZ(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 3, 1, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setAd(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 3, 2, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setCd(value) {
    if (!isInteger(value, 0, 1)) return false;
    setBits(this.bytes, this.at + 3, 3, 1, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setRcode(value) {
    if (!isInteger(value, 0, 15)) return false;
    setBits(this.bytes, this.at + 3, 4, 4, value);
    this.$bits2 = this.bytes.getUint16(this.at + 2);
    return true;
  }
};
var DnsMessageQuestionsView = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  $dnsNameState = readState(0);
  $limits = defaultLimits;
  $questionEnd = 0;
  $next = 0;
  $limit = 0;
  get questionStart() {
    return this.at;
  }
  get questionEnd() {
    return this.$questionEnd;
  }
  /** Goes to the next element; false behind the last. */
  next() {
    if (this.$next >= this.$limit) return false;
    const end = walkDnsMessageQuestions(
      this.bytes,
      this.$next,
      this.$limit,
      this.$dnsNameState,
      this.$limits,
      this
    );
    if (end < 0) return false;
    this.$next = end;
    return true;
  }
  bindQuestion(view) {
    return view.bind(this.bytes, this.at, this.$questionEnd, this.$dnsNameState);
  }
};

// .exp/gen/ipv4.ts
requireRuntime(1);
function walkIpv4Options(bytes, at, end, limits, slots) {
  if (end - at < 1) return end - (at + 1) - 1;
  const type_ = bytes.getUint8(at);
  let typeEnd;
  switch (type_) {
    case 0: {
      const paddingEnd = end;
      if (slots !== void 0) {
        slots.$typeArm = 0;
        slots.$part1 = paddingEnd;
      }
      typeEnd = paddingEnd;
      break;
    }
    case 1: {
      if (slots !== void 0) {
        slots.$typeArm = 1;
      }
      typeEnd = at + 1;
      break;
    }
    case 7: {
      if (end - at < 3) return end - (at + 3) - 1;
      const length = bytes.getUint8(at + 1);
      if (length < 3) return -1;
      const routeSize = length - 3;
      if (end - (at + 3) < routeSize) return end - (at + 3 + routeSize) - 1;
      const routePartEnd = at + 3 + routeSize;
      let routeEnd = at + 3;
      let routeIndex = 0;
      while (routeEnd < routePartEnd) {
        if (routeIndex++ >= limits.elements) return -1;
        if (routePartEnd - routeEnd < 4) return -1;
        routeEnd = routeEnd + 4;
      }
      if (routeEnd !== routePartEnd) return -1;
      if (slots !== void 0) {
        slots.$typeArm = 2;
        slots.$part1 = routePartEnd;
        slots.$part2 = routeEnd;
      }
      typeEnd = routePartEnd;
      break;
    }
    case 68: {
      if (end - at < 4) return end - (at + 4) - 1;
      const bits3 = bytes.getUint8(at + 3);
      const length_2 = bytes.getUint8(at + 1);
      if (length_2 < 4) return -1;
      const entriesSize = length_2 - 4;
      if (end - (at + 4) < entriesSize) return end - (at + 4 + entriesSize) - 1;
      const entriesPartEnd = at + 4 + entriesSize;
      let entriesEnd = at + 4;
      let entriesIndex = 0;
      while (entriesEnd < entriesPartEnd) {
        if (entriesIndex++ >= limits.elements) return -1;
        if (entriesPartEnd - entriesEnd < 4) return -1;
        entriesEnd = entriesEnd + 4;
      }
      if (entriesEnd !== entriesPartEnd) return -1;
      if (slots !== void 0) {
        slots.$typeArm = 3;
        slots.$part1 = entriesPartEnd;
        slots.$part2 = entriesEnd;
      }
      typeEnd = entriesPartEnd;
      break;
    }
    case 131: {
      if (end - at < 3) return end - (at + 3) - 1;
      const length_3 = bytes.getUint8(at + 1);
      if (length_3 < 3) return -1;
      const routeSize_2 = length_3 - 3;
      if (end - (at + 3) < routeSize_2) return end - (at + 3 + routeSize_2) - 1;
      const routePartEnd_2 = at + 3 + routeSize_2;
      let routeEnd_2 = at + 3;
      let routeIndex_2 = 0;
      while (routeEnd_2 < routePartEnd_2) {
        if (routeIndex_2++ >= limits.elements) return -1;
        if (routePartEnd_2 - routeEnd_2 < 4) return -1;
        routeEnd_2 = routeEnd_2 + 4;
      }
      if (routeEnd_2 !== routePartEnd_2) return -1;
      if (slots !== void 0) {
        slots.$typeArm = 4;
        slots.$part1 = routePartEnd_2;
        slots.$part2 = routeEnd_2;
      }
      typeEnd = routePartEnd_2;
      break;
    }
    case 137: {
      if (end - at < 3) return end - (at + 3) - 1;
      const length_4 = bytes.getUint8(at + 1);
      if (length_4 < 3) return -1;
      const routeSize_3 = length_4 - 3;
      if (end - (at + 3) < routeSize_3) return end - (at + 3 + routeSize_3) - 1;
      const routePartEnd_3 = at + 3 + routeSize_3;
      let routeEnd_3 = at + 3;
      let routeIndex_3 = 0;
      while (routeEnd_3 < routePartEnd_3) {
        if (routeIndex_3++ >= limits.elements) return -1;
        if (routePartEnd_3 - routeEnd_3 < 4) return -1;
        routeEnd_3 = routeEnd_3 + 4;
      }
      if (routeEnd_3 !== routePartEnd_3) return -1;
      if (slots !== void 0) {
        slots.$typeArm = 5;
        slots.$part1 = routePartEnd_3;
        slots.$part2 = routeEnd_3;
      }
      typeEnd = routePartEnd_3;
      break;
    }
    case 148: {
      if (end - at < 4) return end - (at + 4) - 1;
      const length_5 = bytes.getUint8(at + 1);
      if (length_5 !== 4) return -1;
      if (slots !== void 0) {
        slots.$typeArm = 6;
      }
      typeEnd = at + 4;
      break;
    }
    default: {
      if (end - at < 2) return end - (at + 2) - 1;
      const length_6 = bytes.getUint8(at + 1);
      if (length_6 < 2) return -1;
      const dataSize = length_6 - 2;
      if (end - (at + 2) < dataSize) return end - (at + 2 + dataSize) - 1;
      const dataEnd = at + 2 + dataSize;
      if (slots !== void 0) {
        slots.$typeArm = 7;
        slots.$part1 = dataEnd;
      }
      typeEnd = dataEnd;
      break;
    }
  }
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = typeEnd;
    slots.$limits = limits;
    slots.$typeEnd = typeEnd;
  }
  return typeEnd;
}
function walkIpv4(bytes, at, end, limits, slots) {
  if (end - at < 20) return end - (at + 20) - 1;
  const bits0 = bytes.getUint16(at);
  const bits6 = bytes.getUint16(at + 6);
  const version = bits0 >> 12;
  if (version !== 4) return -1;
  const ihl = bits0 >> 8 & 15;
  if (ihl < 5) return -1;
  const totalLength = bytes.getUint16(at + 2);
  const optionsSize = ihl * 4 - 20;
  if (end - (at + 20) < optionsSize) return end - (at + 20 + optionsSize) - 1;
  const optionsPartEnd = at + 20 + optionsSize;
  let optionsEnd = at + 20;
  let optionsIndex = 0;
  while (optionsEnd < optionsPartEnd) {
    if (optionsIndex++ >= limits.elements) return -1;
    const elementEnd = walkIpv4Options(bytes, optionsEnd, optionsPartEnd, limits);
    if (elementEnd < 0) return -1;
    optionsEnd = elementEnd;
  }
  if (optionsEnd !== optionsPartEnd) return -1;
  const dataSize = totalLength - ihl * 4;
  if (dataSize < 0) return -1;
  if (end - optionsPartEnd < dataSize) return end - (optionsPartEnd + dataSize) - 1;
  const dataEnd = optionsPartEnd + dataSize;
  if (slots !== void 0) {
    slots.end = dataEnd;
    slots.$limits = limits;
    slots.$bits0 = bits0;
    slots.$bits6 = bits6;
    slots.$optionsPartEnd = optionsPartEnd;
    slots.$optionsEnd = optionsEnd;
    slots.$dataEnd = dataEnd;
  }
  return dataEnd;
}
function checkIpv4(bytes, at, end, limits = defaultLimits) {
  return walkIpv4(bytes, at, end, limits);
}
var Ipv4View = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  $limits = defaultLimits;
  $bits0 = 0;
  $bits6 = 0;
  $optionsPartEnd = 0;
  $optionsEnd = 0;
  $dataEnd = 0;
  get version() {
    return this.$bits0 >> 12;
  }
  /** Internet header length, in 32-bit words. */
  get ihl() {
    return this.$bits0 >> 8 & 15;
  }
  /** Differentiated services code point (RFC 2474), once the upper bits of the type of service. */
  get dscp() {
    return this.$bits0 >> 2 & 63;
  }
  get ecn() {
    return this.$bits0 & 3;
  }
  /** Header and data, in bytes. */
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  /** What the fragments of one packet share (RFC 6864). */
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.$bits6 >> 15;
  }
  get dontFragment() {
    return this.$bits6 >> 14 & 1;
  }
  get moreFragments() {
    return this.$bits6 >> 13 & 1;
  }
  /** In units of 8 bytes. */
  get fragmentOffset() {
    return this.$bits6 & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get headerChecksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get sourceAddress() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destinationAddress() {
    return this.bytes.getUint32(this.at + 16);
  }
  get optionsStart() {
    return this.at + 20;
  }
  get optionsEnd() {
    return this.$optionsPartEnd;
  }
  get dataStart() {
    return this.$optionsPartEnd;
  }
  get dataEnd() {
    return this.$dataEnd;
  }
  /** Checks the bytes and points the view at them. Where it returns false, read nothing before the next bind. */
  bind(bytes, at, end, limits = defaultLimits) {
    this.bytes = bytes;
    this.at = at;
    return walkIpv4(bytes, at, end, limits, this) >= 0;
  }
  /**
   * Together a multiple of 4 bytes: whoever writes them ends with as many `NoOperation` or `EndOfOptions` as that takes.
   *
   * Puts the view before the first element: `while (view.next()) ...`
   */
  openOptions(view) {
    view.bytes = this.bytes;
    view.$next = this.at + 20;
    view.$limit = this.$optionsPartEnd;
    view.$limits = this.$limits;
  }
  /** Allocates: a new object each time. */
  data() {
    return subarray(this.bytes, this.$optionsPartEnd, this.$dataEnd);
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setDscp(value) {
    if (!isInteger(value, 0, 63)) return false;
    const before = internetSum(this.bytes, this.at + 1 - (this.at + 1 - this.at) % 2, this.at + 1 + 1);
    setBits(this.bytes, this.at + 1, 0, 6, value);
    this.$bits0 = this.bytes.getUint16(this.at);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 1, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setEcn(value) {
    if (!isInteger(value, 0, 3)) return false;
    const before = internetSum(this.bytes, this.at + 1 - (this.at + 1 - this.at) % 2, this.at + 1 + 1);
    setBits(this.bytes, this.at + 1, 6, 2, value);
    this.$bits0 = this.bytes.getUint16(this.at);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 1, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setIdentification(value) {
    if (!isInteger(value, 0, 65535)) return false;
    const before = internetSum(this.bytes, this.at + 4 - (this.at + 4 - this.at) % 2, this.at + 4 + 2);
    this.bytes.setUint16(this.at + 4, value);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 4, 2, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setReserved(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 6 - (this.at + 6 - this.at) % 2, this.at + 6 + 1);
    setBits(this.bytes, this.at + 6, 0, 1, value);
    this.$bits6 = this.bytes.getUint16(this.at + 6);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 6, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setDontFragment(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 6 - (this.at + 6 - this.at) % 2, this.at + 6 + 1);
    setBits(this.bytes, this.at + 6, 1, 1, value);
    this.$bits6 = this.bytes.getUint16(this.at + 6);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 6, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setMoreFragments(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 6 - (this.at + 6 - this.at) % 2, this.at + 6 + 1);
    setBits(this.bytes, this.at + 6, 2, 1, value);
    this.$bits6 = this.bytes.getUint16(this.at + 6);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 6, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setFragmentOffset(value) {
    if (!isInteger(value, 0, 8191)) return false;
    const before = internetSum(this.bytes, this.at + 6 - (this.at + 6 - this.at) % 2, this.at + 6 + 2);
    setBits(this.bytes, this.at + 6, 3, 13, value);
    this.$bits6 = this.bytes.getUint16(this.at + 6);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 6, 2, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setTimeToLive(value) {
    if (!isInteger(value, 0, 255)) return false;
    const before = internetSum(this.bytes, this.at + 8 - (this.at + 8 - this.at) % 2, this.at + 8 + 1);
    this.bytes.setUint8(this.at + 8, value);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 8, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setProtocol(value) {
    if (!isInteger(value, 0, 255)) return false;
    const before = internetSum(this.bytes, this.at + 9 - (this.at + 9 - this.at) % 2, this.at + 9 + 1);
    this.bytes.setUint8(this.at + 9, value);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 9, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setSourceAddress(value) {
    if (!isInteger(value, 0, 4294967295)) return false;
    const before = internetSum(this.bytes, this.at + 12 - (this.at + 12 - this.at) % 2, this.at + 12 + 4);
    this.bytes.setUint32(this.at + 12, value);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 12, 4, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setDestinationAddress(value) {
    if (!isInteger(value, 0, 4294967295)) return false;
    const before = internetSum(this.bytes, this.at + 16 - (this.at + 16 - this.at) % 2, this.at + 16 + 4);
    this.bytes.setUint32(this.at + 16, value);
    adjustInternetChecksum(this.bytes, this.at + 10, this.at, this.at + 16, 4, before);
    return true;
  }
};

// .exp/gen/tcp.ts
requireRuntime(1);
function walkTcpOptionsSackBlocks(bytes, at, end, limits, slots) {
  if (end - at < 8) return end - (at + 8) - 1;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = at + 8;
    slots.$limits = limits;
  }
  return at + 8;
}
function walkTcpOptions(bytes, at, end, limits, slots) {
  if (end - at < 1) return end - (at + 1) - 1;
  const kind = bytes.getUint8(at);
  let kindEnd;
  switch (kind) {
    case 0: {
      const paddingEnd = end;
      if (slots !== void 0) {
        slots.$kindArm = 0;
        slots.$part1 = paddingEnd;
      }
      kindEnd = paddingEnd;
      break;
    }
    case 1: {
      if (slots !== void 0) {
        slots.$kindArm = 1;
      }
      kindEnd = at + 1;
      break;
    }
    case 2: {
      if (end - at < 4) return end - (at + 4) - 1;
      const length = bytes.getUint8(at + 1);
      if (length !== 4) return -1;
      if (slots !== void 0) {
        slots.$kindArm = 2;
      }
      kindEnd = at + 4;
      break;
    }
    case 3: {
      if (end - at < 3) return end - (at + 3) - 1;
      const length_2 = bytes.getUint8(at + 1);
      if (length_2 !== 3) return -1;
      if (slots !== void 0) {
        slots.$kindArm = 3;
      }
      kindEnd = at + 3;
      break;
    }
    case 4: {
      if (end - at < 2) return end - (at + 2) - 1;
      const length_3 = bytes.getUint8(at + 1);
      if (length_3 !== 2) return -1;
      if (slots !== void 0) {
        slots.$kindArm = 4;
      }
      kindEnd = at + 2;
      break;
    }
    case 5: {
      if (end - at < 2) return end - (at + 2) - 1;
      const length_4 = bytes.getUint8(at + 1);
      if (length_4 < 2) return -1;
      const blocksSize = length_4 - 2;
      if (end - (at + 2) < blocksSize) return end - (at + 2 + blocksSize) - 1;
      const blocksPartEnd = at + 2 + blocksSize;
      let blocksEnd = at + 2;
      let blocksIndex = 0;
      while (blocksEnd < blocksPartEnd) {
        if (blocksIndex++ >= limits.elements) return -1;
        const elementEnd = walkTcpOptionsSackBlocks(bytes, blocksEnd, blocksPartEnd, limits);
        if (elementEnd < 0) return -1;
        blocksEnd = elementEnd;
      }
      if (blocksEnd !== blocksPartEnd) return -1;
      if (slots !== void 0) {
        slots.$kindArm = 5;
        slots.$part1 = blocksPartEnd;
        slots.$part2 = blocksEnd;
      }
      kindEnd = blocksPartEnd;
      break;
    }
    case 8: {
      if (end - at < 10) return end - (at + 10) - 1;
      const length_5 = bytes.getUint8(at + 1);
      if (length_5 !== 10) return -1;
      if (slots !== void 0) {
        slots.$kindArm = 6;
      }
      kindEnd = at + 10;
      break;
    }
    case 34: {
      if (end - at < 2) return end - (at + 2) - 1;
      const length_6 = bytes.getUint8(at + 1);
      if (length_6 < 2) return -1;
      const cookieSize = length_6 - 2;
      if (end - (at + 2) < cookieSize) return end - (at + 2 + cookieSize) - 1;
      const cookieEnd = at + 2 + cookieSize;
      if (slots !== void 0) {
        slots.$kindArm = 7;
        slots.$part1 = cookieEnd;
      }
      kindEnd = cookieEnd;
      break;
    }
    default: {
      if (end - at < 2) return end - (at + 2) - 1;
      const length_7 = bytes.getUint8(at + 1);
      if (length_7 < 2) return -1;
      const dataSize = length_7 - 2;
      if (end - (at + 2) < dataSize) return end - (at + 2 + dataSize) - 1;
      const dataEnd = at + 2 + dataSize;
      if (slots !== void 0) {
        slots.$kindArm = 8;
        slots.$part1 = dataEnd;
      }
      kindEnd = dataEnd;
      break;
    }
  }
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.end = kindEnd;
    slots.$limits = limits;
    slots.$kindEnd = kindEnd;
  }
  return kindEnd;
}
function walkTcp(bytes, at, end, pseudoHeaderSum, limits, slots) {
  if (end - at < 20) return end - (at + 20) - 1;
  const bits12 = bytes.getUint16(at + 12);
  const dataOffset = bits12 >> 12;
  if (dataOffset < 5) return -1;
  const optionsSize = dataOffset * 4 - 20;
  if (end - (at + 20) < optionsSize) return end - (at + 20 + optionsSize) - 1;
  const optionsPartEnd = at + 20 + optionsSize;
  let optionsEnd = at + 20;
  let optionsIndex = 0;
  while (optionsEnd < optionsPartEnd) {
    if (optionsIndex++ >= limits.elements) return -1;
    const elementEnd = walkTcpOptions(bytes, optionsEnd, optionsPartEnd, limits);
    if (elementEnd < 0) return -1;
    optionsEnd = elementEnd;
  }
  if (optionsEnd !== optionsPartEnd) return -1;
  const dataEnd = end;
  if (slots !== void 0) {
    slots.end = dataEnd;
    slots.$pseudoHeaderSum = pseudoHeaderSum;
    slots.$limits = limits;
    slots.$bits12 = bits12;
    slots.$optionsPartEnd = optionsPartEnd;
    slots.$optionsEnd = optionsEnd;
    slots.$dataEnd = dataEnd;
  }
  return dataEnd;
}
function checkTcp(bytes, at, end, pseudoHeaderSum, limits = defaultLimits) {
  return walkTcp(bytes, at, end, pseudoHeaderSum, limits);
}
var TcpView = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  $pseudoHeaderSum = 0;
  $limits = defaultLimits;
  $bits12 = 0;
  $optionsPartEnd = 0;
  $optionsEnd = 0;
  $dataEnd = 0;
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequenceNumber() {
    return this.bytes.getUint32(this.at + 4);
  }
  /** What the sender expects next; without meaning unless `ack` is set. */
  get acknowledgmentNumber() {
    return this.bytes.getUint32(this.at + 8);
  }
  /** Where the data begin, in 32-bit words. */
  get dataOffset() {
    return this.$bits12 >> 12;
  }
  get reserved() {
    return this.$bits12 >> 9 & 7;
  }
  /** Accurate ECN (RFC 9768); the nonce sum of RFC 3540 before. */
  get ae() {
    return this.$bits12 >> 8 & 1;
  }
  /** Congestion window reduced (RFC 3168). */
  get cwr() {
    return this.$bits12 >> 7 & 1;
  }
  /** ECN echo (RFC 3168). */
  get ece() {
    return this.$bits12 >> 6 & 1;
  }
  get urg() {
    return this.$bits12 >> 5 & 1;
  }
  get ack() {
    return this.$bits12 >> 4 & 1;
  }
  get psh() {
    return this.$bits12 >> 3 & 1;
  }
  get rst() {
    return this.$bits12 >> 2 & 1;
  }
  get syn() {
    return this.$bits12 >> 1 & 1;
  }
  get fin() {
    return this.$bits12 & 1;
  }
  /** Not scaled: to be shifted by what the peer's `WindowScale` said, except in a SYN (RFC 7323 section 2.2). */
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
  get optionsStart() {
    return this.at + 20;
  }
  get optionsEnd() {
    return this.$optionsPartEnd;
  }
  get dataStart() {
    return this.$optionsPartEnd;
  }
  get dataEnd() {
    return this.$dataEnd;
  }
  /** Checks the bytes and points the view at them. Where it returns false, read nothing before the next bind. */
  bind(bytes, at, end, pseudoHeaderSum, limits = defaultLimits) {
    this.bytes = bytes;
    this.at = at;
    return walkTcp(bytes, at, end, pseudoHeaderSum, limits, this) >= 0;
  }
  /**
   * Together a multiple of 4 bytes: whoever writes them fills up with `NoOperation` or `EndOfOptions`.
   *
   * Puts the view before the first element: `while (view.next()) ...`
   */
  openOptions(view) {
    view.bytes = this.bytes;
    view.$next = this.at + 20;
    view.$limit = this.$optionsPartEnd;
    view.$limits = this.$limits;
  }
  /** Allocates: a new object each time. */
  data() {
    return subarray(this.bytes, this.$optionsPartEnd, this.$dataEnd);
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setSourcePort(value) {
    if (!isInteger(value, 0, 65535)) return false;
    const before = internetSum(this.bytes, this.at - (this.at - this.at) % 2, this.at + 2);
    this.bytes.setUint16(this.at, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at, 2, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setDestinationPort(value) {
    if (!isInteger(value, 0, 65535)) return false;
    const before = internetSum(this.bytes, this.at + 2 - (this.at + 2 - this.at) % 2, this.at + 2 + 2);
    this.bytes.setUint16(this.at + 2, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 2, 2, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setSequenceNumber(value) {
    if (!isInteger(value, 0, 4294967295)) return false;
    const before = internetSum(this.bytes, this.at + 4 - (this.at + 4 - this.at) % 2, this.at + 4 + 4);
    this.bytes.setUint32(this.at + 4, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 4, 4, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setAcknowledgmentNumber(value) {
    if (!isInteger(value, 0, 4294967295)) return false;
    const before = internetSum(this.bytes, this.at + 8 - (this.at + 8 - this.at) % 2, this.at + 8 + 4);
    this.bytes.setUint32(this.at + 8, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 8, 4, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setReserved(value) {
    if (!isInteger(value, 0, 7)) return false;
    const before = internetSum(this.bytes, this.at + 12 - (this.at + 12 - this.at) % 2, this.at + 12 + 1);
    setBits(this.bytes, this.at + 12, 4, 3, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 12, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setAe(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 12 - (this.at + 12 - this.at) % 2, this.at + 12 + 1);
    setBits(this.bytes, this.at + 12, 7, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 12, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setCwr(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 0, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setEce(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 1, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setUrg(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 2, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setAck(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 3, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setPsh(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 4, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setRst(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 5, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setSyn(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 6, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setFin(value) {
    if (!isInteger(value, 0, 1)) return false;
    const before = internetSum(this.bytes, this.at + 13 - (this.at + 13 - this.at) % 2, this.at + 13 + 1);
    setBits(this.bytes, this.at + 13, 7, 1, value);
    this.$bits12 = this.bytes.getUint16(this.at + 12);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 13, 1, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setWindow(value) {
    if (!isInteger(value, 0, 65535)) return false;
    const before = internetSum(this.bytes, this.at + 14 - (this.at + 14 - this.at) % 2, this.at + 14 + 2);
    this.bytes.setUint16(this.at + 14, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 14, 2, before);
    return true;
  }
  /** False, and nothing written, for a value that the field can't hold. */
  setUrgentPointer(value) {
    if (!isInteger(value, 0, 65535)) return false;
    const before = internetSum(this.bytes, this.at + 18 - (this.at + 18 - this.at) % 2, this.at + 18 + 2);
    this.bytes.setUint16(this.at + 18, value);
    adjustInternetChecksum(this.bytes, this.at + 16, this.at, this.at + 18, 2, before);
    return true;
  }
};

// .exp/parts.ts
var p = dnsQueries(256);
var known = DnsName.parse(knownName).toWire();
var m = new DnsMessageView();
var q = new DnsMessageQuestionsView();
var v = new DnsQuestionView();
var c = [
  { name: "nothing", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) t = t + starts[i] | 0;
    return t;
  } },
  { name: "check", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) t = t + checkDnsMessage(bytes, starts[i], starts[i + 1]) | 0;
    return t;
  } },
  { name: "bind", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) t = t + (m.bind(bytes, starts[i], starts[i + 1]) ? 1 : 0) | 0;
    return t;
  } },
  { name: "bind open", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (m.bind(bytes, starts[i], starts[i + 1]) ? 1 : 0) | 0;
      m.openQuestions(q);
    }
    return t;
  } },
  { name: "bind open next", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (m.bind(bytes, starts[i], starts[i + 1]) ? 1 : 0) | 0;
      m.openQuestions(q);
      q.next();
    }
    return t;
  } },
  { name: "bind open next bindQ", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (m.bind(bytes, starts[i], starts[i + 1]) ? 1 : 0) | 0;
      m.openQuestions(q);
      q.next();
      q.bindQuestion(v);
    }
    return t;
  } },
  { name: "equalsName", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (equalsName(bytes, starts[i] + 12, starts[i], known) ? 1 : 0) | 0;
    }
    return t;
  } },
  { name: "isName (lean)", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (isName(bytes, starts[i] + 12, starts[i], known) ? 1 : 0) | 0;
    }
    return t;
  } },
  { name: "checkName", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + checkName(bytes, starts[i] + 12, starts[i + 1], starts[i]) | 0;
    }
    return t;
  } },
  { name: "skipName (lean)", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + skipName(bytes, starts[i] + 12, starts[i + 1], starts[i]) | 0;
    }
    return t;
  } }
];
console.log(renderTask(measure({ name: "dns parts", batch: 256, reference: "check", sameResult: false, candidates: c })));
var h = tcpOverIpv4(512);
var iv = new Ipv4View();
var tv = new TcpView();
var d = [
  { name: "checkIpv4", run: () => {
    let t = 0;
    const { bytes, starts, count } = h;
    for (let i = 0; i < count; i++) t = t + checkIpv4(bytes, starts[i], starts[i + 1]) | 0;
    return t;
  } },
  { name: "bind ipv4", run: () => {
    let t = 0;
    const { bytes, starts, count } = h;
    for (let i = 0; i < count; i++) t = t + (iv.bind(bytes, starts[i], starts[i + 1]) ? 1 : 0) | 0;
    return t;
  } },
  { name: "checkTcp", run: () => {
    let t = 0;
    const { bytes, starts, count } = h;
    for (let i = 0; i < count; i++) t = t + checkTcp(bytes, starts[i] + (bytes.getUint8(starts[i]) & 15) * 4, starts[i + 1], 0) | 0;
    return t;
  } },
  { name: "bind tcp", run: () => {
    let t = 0;
    const { bytes, starts, count } = h;
    for (let i = 0; i < count; i++) t = t + (tv.bind(bytes, starts[i] + (bytes.getUint8(starts[i]) & 15) * 4, starts[i + 1], 0) ? 1 : 0) | 0;
    return t;
  } }
];
console.log(renderTask(measure({ name: "header parts", batch: 512, reference: "checkIpv4", sameResult: false, candidates: d })));
