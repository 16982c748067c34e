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
var timestampOptions = [1, 1, 8, 10, 9, 8, 7, 6, 5, 4, 3, 2];
var sackOptions = [...timestampOptions, 1, 1, 5, 10, 0, 1, 2, 3, 0, 1, 2, 99];

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
    const at2 = this.octets.length;
    this.uint16(0);
    body();
    const length = this.octets.length - at2 - 2;
    this.octets[at2] = length >> 8;
    this.octets[at2 + 1] = length & 255;
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
function dnsAnswers(count, seed = 3) {
  const random = new Random(seed);
  return packPackets(Array.from({ length: count }, () => dnsAnswer(random)));
}
function dnsAnswer(random) {
  const message = new MessageBuilder();
  header(message, random, 33152, 5);
  const name = randomName(random);
  const kind = random.below(3);
  message.name(name);
  message.uint16(kind === 2 ? 15 : 1);
  message.uint16(1);
  const alias = kind === 0 ? ["edge", ...randomName(random)] : name;
  for (let index = 0; index < 5; index++) {
    if (kind === 0 && index === 0) record(message, random, name, 5, () => message.name(alias));
    else if (kind === 2) record(message, random, name, 15, () => exchange(message, index, name));
    else record(message, random, alias, 1, () => message.uint32(random.below(4294967295)));
  }
  return message.finish();
}
function exchange(message, index, name) {
  message.uint16(10 * index);
  message.name([`mx${index}`, ...name.slice(1)]);
}
function record(message, random, name, type, data) {
  message.name(name);
  message.uint16(type);
  message.uint16(1);
  message.uint32(random.pick([60, 300, 3600, 86400]));
  message.counted(data);
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
function checkName(bytes, at2, end, base) {
  let position = at2;
  let start = at2;
  let limit = end;
  let stop = -1;
  let length = 1;
  for (let hops = 0; hops <= MAX_HOPS; hops++) {
    for (; ; ) {
      if (position >= limit) return stop < 0 ? needMore(position - limit + 1) : MALFORMED;
      const size = bytes.getUint8(position);
      if (size > MAX_LABEL) break;
      position += 1 + size;
      if (size === 0) return stop < 0 ? position : stop;
      length += 1 + size;
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
function labelAt(bytes, at2, base, end) {
  let position = at2;
  for (let hops = 0; hops <= MAX_HOPS && position >= 0 && position < end; hops++) {
    const size = bytes.getUint8(position);
    if (size <= MAX_LABEL) return position + size < end ? position : -1;
    if (size < 192 || position + 1 >= end) return -1;
    const target = base + (bytes.getUint16(position) & 16383);
    if (target >= position) return -1;
    position = target;
  }
  return -1;
}
function nameLength(bytes, at2, base) {
  const end = bytes.byteLength;
  let length = 1;
  for (let label = labelAt(bytes, at2, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (size === 0) return length;
    length += 1 + size;
    if (length > MAX_NAME) return MALFORMED;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}
function countLabels(bytes, at2, base) {
  const end = bytes.byteLength;
  let count = 0;
  for (let label = labelAt(bytes, at2, base, end); label >= 0 && count < 128; count++) {
    const size = bytes.getUint8(label);
    if (size === 0) return count;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}
function copyName(bytes, at2, base, out, outAt) {
  const end = bytes.byteLength;
  let position = outAt;
  for (let label = labelAt(bytes, at2, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (position + size + (size === 0 ? 1 : 2) > outAt + MAX_NAME) return MALFORMED;
    for (let index = 0; index <= size; index++) out[position + index] = bytes.getUint8(label + index);
    position += 1 + size;
    if (size === 0) return position;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}
function lower(byte) {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
function sameNames(bytesA, atA, baseA, bytesB, atB, baseB, exact) {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  let a2 = labelAt(bytesA, atA, baseA, endA);
  let b = labelAt(bytesB, atB, baseB, endB);
  for (let length = 1; length <= MAX_NAME && a2 >= 0 && b >= 0; ) {
    const size = bytesA.getUint8(a2);
    if (size !== bytesB.getUint8(b)) return false;
    if (size === 0) return true;
    for (let index = 1; index <= size; index++) {
      const byteA = bytesA.getUint8(a2 + index);
      const byteB = bytesB.getUint8(b + index);
      if (byteA !== byteB && (exact || lower(byteA) !== lower(byteB))) return false;
    }
    length += 1 + size;
    a2 = labelAt(bytesA, a2 + 1 + size, baseA, endA);
    b = labelAt(bytesB, b + 1 + size, baseB, endB);
  }
  return false;
}
function equalsName(bytes, at2, base, wire) {
  const end = bytes.byteLength;
  let position = 0;
  for (let label = labelAt(bytes, at2, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (size !== wire[position]) return false;
    if (size === 0) return true;
    for (let index = 1; index <= size; index++) {
      const expected = wire[position + index];
      if (expected === void 0 || lower(bytes.getUint8(label + index)) !== lower(expected)) return false;
    }
    position += 1 + size;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return false;
}
function compareNames(bytesA, atA, baseA, bytesB, atB, baseB) {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  const countA = countLabels(bytesA, atA, baseA);
  const countB = countLabels(bytesB, atB, baseB);
  let a2 = skipLabels(bytesA, atA, baseA, countA - countB);
  let b = skipLabels(bytesB, atB, baseB, countB - countA);
  let order = 0;
  for (let left = Math.min(countA, countB); left > 0 && a2 >= 0 && b >= 0; left--) {
    const difference = compareLabels(bytesA, a2, bytesB, b);
    if (difference !== 0) order = difference;
    a2 = labelAt(bytesA, a2 + 1 + bytesA.getUint8(a2), baseA, endA);
    b = labelAt(bytesB, b + 1 + bytesB.getUint8(b), baseB, endB);
  }
  return order === 0 ? countA - countB : order;
}
function skipLabels(bytes, at2, base, count) {
  const end = bytes.byteLength;
  let label = labelAt(bytes, at2, base, end);
  for (let left = count; left > 0 && label >= 0; left--) {
    label = labelAt(bytes, label + 1 + bytes.getUint8(label), base, end);
  }
  return label;
}
function compareLabels(bytesA, a2, bytesB, b) {
  const sizeA = bytesA.getUint8(a2);
  const sizeB = bytesB.getUint8(b);
  for (let index = 1; index <= sizeA && index <= sizeB; index++) {
    const difference = lower(bytesA.getUint8(a2 + index)) - lower(bytesB.getUint8(b + index));
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
function formatName(bytes, at2, base) {
  const units = [];
  const end = bytes.byteLength;
  let special = 0;
  let position = at2;
  for (let hops = 0; position >= 0 && position < end; ) {
    const size = bytes.getUint8(position++);
    if (size > MAX_LABEL) {
      if (size < 192 || position >= end || ++hops > MAX_HOPS) break;
      position = base + (bytes.getUint16(position - 1) & 16383);
      continue;
    }
    const next = position + size;
    if (size === 0 || next >= end || units.length + size > MAX_NAME) break;
    if (units.length !== 0) units.push(DOT);
    for (; position + 4 <= next; position += 4) {
      const word = bytes.getUint32(position);
      const a2 = word >>> 24;
      const b = word >>> 16 & 255;
      const c2 = word >>> 8 & 255;
      const d2 = word & 255;
      special |= (SPECIAL[a2] ?? 1) | (SPECIAL[b] ?? 1) | (SPECIAL[c2] ?? 1) | (SPECIAL[d2] ?? 1);
      units.push(a2, b, c2, d2);
    }
    for (; position < next; position++) {
      const byte = bytes.getUint8(position);
      special |= SPECIAL[byte] ?? 1;
      units.push(byte);
    }
  }
  if (special !== 0) return formatEscaped(bytes, at2, base);
  return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
}
function formatEscaped(bytes, at2, base) {
  let text = "";
  let length = 1;
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at2, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    length += 1 + size;
    if (size === 0 || length > MAX_NAME) break;
    if (text !== "") text += ".";
    for (let index = 1; index <= size; index++) text += escaped(bytes.getUint8(label + index));
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return text;
}
function escaped(byte) {
  const character = String.fromCharCode(byte);
  if (byte === DOT || byte === BACKSLASH) return `\\${character}`;
  return byte > 32 && byte < 127 ? character : `\\${String(byte).padStart(3, "0")}`;
}
function parseName(text, out, at2) {
  if (text === "." || text === "") {
    out[at2] = 0;
    return at2 + 1;
  }
  if (text.length > LONGEST_TEXT) return MALFORMED;
  const last = at2 + MAX_NAME - 2;
  let label = at2;
  let position = at2 + 1;
  for (let index = 0; index < text.length; index++) {
    let byte = text.charCodeAt(index);
    if (byte === DOT) {
      const size2 = position - label - 1;
      if (size2 === 0 || size2 > MAX_LABEL) return MALFORMED;
      out[label] = size2;
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
  const size = position - label - 1;
  if (size > MAX_LABEL) return MALFORMED;
  out[label] = size;
  if (size === 0) return label + 1;
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
function writePoint(point, out, at2, last) {
  if (point >= 55296 && point <= 57343) return MALFORMED;
  const more = point < 2048 ? 1 : point < 65536 ? 2 : 3;
  if (at2 + more > last) return MALFORMED;
  out[at2] = 255 << 7 - more | point >> 6 * more;
  for (let left = more - 1; left >= 0; left--) out[at2 + more - left] = 128 | point >> 6 * left & 63;
  return at2 + more + 1;
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
  constructor(bytes, at2, base) {
    this.bytes = bytes;
    this.at = at2;
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
      const size = this.bytes.getUint8(label);
      if (size === 0) break;
      labels.push(new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + label + 1, size));
      label = labelAt(this.bytes, label + 1 + size, this.base, end);
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

// limits/dnsName.ts
function skipName(bytes, at2, end, base) {
  let position = at2;
  let stop = -1;
  let limit = at2;
  let length = 1;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size === 0) return stop < 0 ? position + 1 : stop;
    if (size < 64) {
      length += size + 1;
      if (length > 255) return -1;
      position += size + 1;
    } else {
      if (size < 192 || position + 2 > end) return -1;
      if (stop < 0) stop = position + 2;
      const target = base + (bytes.getUint16(position) & 16383);
      if (target >= limit) return -1;
      limit = target;
      position = target;
    }
  }
  return -1;
}
function isName(bytes, at2, base, wire) {
  let position = at2;
  let index = 0;
  for (; ; ) {
    const size = bytes.getUint8(position);
    if (size >= 192) {
      position = base + (bytes.getUint16(position) & 16383);
      continue;
    }
    if (size !== wire[index]) return false;
    if (size === 0) return true;
    position++;
    index++;
    for (const next = position + size; position < next; position++, index++) {
      const byte = bytes.getUint8(position);
      const expected = wire[index] ?? 0;
      if (byte !== expected && (byte < 65 || byte > 90 || byte + 32 !== expected)) return false;
    }
  }
}
function nameText(bytes, at2, base) {
  const units = [];
  let position = at2;
  for (; ; ) {
    const size = bytes.getUint8(position);
    if (size >= 192) {
      position = base + (bytes.getUint16(position) & 16383);
      continue;
    }
    if (size === 0) return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
    if (units.length > 0) units.push(46);
    const next = position + 1 + size;
    for (position++; position < next; position++) units.push(bytes.getUint8(position));
  }
}

// limits/dnsDecode.ts
var LimitName = class {
  constructor(bytes, at2, base) {
    this.bytes = bytes;
    this.at = at2;
    this.base = base;
  }
  bytes;
  at;
  base;
  toString() {
    return nameText(this.bytes, this.at, this.base);
  }
};
function decodeMessage(bytes, at2, end) {
  if (end - at2 < 12) return void 0;
  const questionCount = bytes.getUint16(at2 + 4);
  const answerCount = bytes.getUint16(at2 + 6) + bytes.getUint16(at2 + 8) + bytes.getUint16(at2 + 10);
  const questions = [];
  let position = at2 + 12;
  for (let index = 0; index < questionCount; index++) {
    const nameEnd = skipName(bytes, position, end, at2);
    if (nameEnd < 0 || end - nameEnd < 4) return void 0;
    const name = new LimitName(bytes, position, at2);
    questions.push({ name, type: bytes.getUint16(nameEnd), class: bytes.getUint16(nameEnd + 2) });
    position = nameEnd + 4;
  }
  const answers = [];
  for (let index = 0; index < answerCount; index++) {
    const nameEnd = skipName(bytes, position, end, at2);
    if (nameEnd < 0 || end - nameEnd < 10) return void 0;
    const type = bytes.getUint16(nameEnd);
    const next = nameEnd + 10 + bytes.getUint16(nameEnd + 8);
    if (next > end) return void 0;
    const data = decodeData(bytes, type, nameEnd + 10, next, at2);
    if (data === void 0) return void 0;
    const name = new LimitName(bytes, position, at2);
    answers.push({ name, type, class: bytes.getUint16(nameEnd + 2), ttl: bytes.getUint32(nameEnd + 4), data });
    position = next;
  }
  return { id: bytes.getUint16(at2), flags: bytes.getUint16(at2 + 2), questions, answers };
}
function decodeData(bytes, type, at2, end, base) {
  switch (type) {
    case 1:
      return end - at2 === 4 ? { kind: "A", address: bytes.getUint32(at2) } : void 0;
    case 5:
      return skipName(bytes, at2, end, base) === end ? { kind: "CNAME", name: new LimitName(bytes, at2, base) } : void 0;
    case 15:
      return end - at2 >= 3 && skipName(bytes, at2 + 2, end, base) === end ? { kind: "MX", preference: bytes.getUint16(at2), exchange: new LimitName(bytes, at2 + 2, base) } : void 0;
    default:
      return { kind: "other", start: at2, end };
  }
}

// .exp/names.ts
function fastCheck(bytes, at2, end, base) {
  let position = at2;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size > 63) return checkPointers(bytes, at2, position, end, base);
    position += size + 1;
    if (size === 0) return position - at2 > 255 ? -1 : position;
  }
  return position - at2 > 254 ? -1 : -1 - (position - end + 1);
}
function checkPointers(bytes, at2, from, end, base) {
  if (from - at2 > 254 || bytes.getUint8(from) < 192) return -1;
  if (from + 1 >= end) return -1 - (from - end + 2);
  let length = from - at2 + 1;
  let start = at2;
  let position = from;
  for (let hops = 1; hops <= 127; hops++) {
    const target = base + (bytes.getUint16(position) & 16383);
    if (!(target >= 0 && target < start)) return -1;
    const limit = start;
    start = target;
    position = target;
    let size = 0;
    for (; ; ) {
      if (position >= limit) return -1;
      size = bytes.getUint8(position);
      if (size > 63) break;
      if (size === 0) return from + 2;
      length += size + 1;
      if (length > 255) return -1;
      position += size + 1;
    }
    if (size < 192 || position + 1 >= limit) return -1;
  }
  return -1;
}
function fastEquals(bytes, at2, base, wire) {
  const end = bytes.byteLength;
  let position = at2;
  let limit = at2;
  let index = 0;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size > 63) {
      if (size < 192 || position + 1 >= end) return false;
      position = base + (bytes.getUint16(position) & 16383);
      if (!(position >= 0 && position < limit)) return false;
      limit = position;
      continue;
    }
    if (size !== wire[index]) return false;
    if (size === 0) return true;
    const next = position + size;
    if (next >= end) return false;
    while (position < next) {
      const byte = bytes.getUint8(++position);
      const expected = wire[++index] ?? 0;
      if (byte !== expected && ((byte ^ expected) !== 32 || (byte | 32) < 97 || (byte | 32) > 122)) return false;
    }
    position++;
    index++;
  }
  return false;
}
var p = dnsQueries(256);
var known = DnsName.parse(knownName).toWire();
var c = [
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
  { name: "fastEquals", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + (fastEquals(bytes, starts[i] + 12, starts[i], known) ? 1 : 0) | 0;
    }
    return t;
  } }
];
var a = dnsAnswers(256);
var at = [];
var ba = [];
var en = [];
for (let i = 0; i < 256; i++) {
  const m = decodeMessage(a.bytes, a.starts[i], a.starts[i + 1]);
  for (const q of [m.questions[0].name, ...m.answers.map((r) => r.name), ...m.answers.flatMap((r) => r.data.kind === "MX" ? [r.data.exchange] : r.data.kind === "CNAME" ? [r.data.name] : [])]) {
    at.push(q.at);
    ba.push(q.base);
    en.push(a.starts[i + 1]);
  }
}
var A = Int32Array.from(at);
var B = Int32Array.from(ba);
var E = Int32Array.from(en);
{
  const b = new Uint8Array(a.octets);
  const dv = new DataView(b.buffer);
  let s = 1;
  let n = 0;
  for (let k = 0; k < 2e5; k++) {
    s = Math.imul(s, 1103515245) + 12345 >>> 0;
    const pos = s % b.length;
    const old = b[pos];
    b[pos] = s >>> 13 & 1 ? 192 | s >>> 20 & 3 : s >>> 16 & 255;
    const j = (s >>> 3) % A.length;
    const e2 = E[j] - (s >>> 7) % 40;
    const x = checkName(dv, A[j], e2, B[j]), y = fastCheck(dv, A[j], e2, B[j]);
    if (x !== y) {
      n++;
      if (n < 5) console.log("DIFF", x, y);
    }
    if (s >>> 28 !== 3) b[pos] = old;
  }
  console.log("differences", n);
}
var d = [
  { name: "checkName q", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + checkName(bytes, starts[i] + 12, starts[i + 1], starts[i]) | 0;
    }
    return t;
  } },
  { name: "skipName (lean) q", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + skipName(bytes, starts[i] + 12, starts[i + 1], starts[i]) | 0;
    }
    return t;
  } },
  { name: "fastCheck q", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      t = t + fastCheck(bytes, starts[i] + 12, starts[i + 1], starts[i]) | 0;
    }
    return t;
  } }
];
var e = [
  { name: "checkName a", run: () => {
    let t = 0;
    for (let i = 0; i < A.length; i++) t = t + checkName(a.bytes, A[i], E[i], B[i]) | 0;
    return t;
  } },
  { name: "fastCheck a", run: () => {
    let t = 0;
    for (let i = 0; i < A.length; i++) t = t + fastCheck(a.bytes, A[i], E[i], B[i]) | 0;
    return t;
  } }
];
for (const [x, n] of [[c, 256], [d, 256], [e, A.length]]) console.log(renderTask(measure({ name: "names", batch: n, reference: x[0].name, candidates: x })));
export {
  fastCheck,
  fastEquals
};
