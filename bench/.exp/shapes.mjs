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
  const results = task.candidates.map((candidate) => `${candidate.name} = ${candidate.run()}`);
  const values = new Set(task.candidates.map((candidate) => candidate.run()));
  if (values.size > 1) throw new Error(`${task.name}: candidates disagree: ${results.join(", ")}`);
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
    const grown2 = process.memoryUsage().heapUsed - before;
    if (grown2 < 2e5 && repeat < 64) repeat *= 2;
    else if (grown2 >= 0) samples.push(grown2 / repeat / batch);
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

// shapes/dns/task.ts
import dnsPacket from "dns-packet";

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
  const total2 = ipHeader + 20 + options.length + payload;
  const octets = new Uint8Array(total2);
  const bytes = new DataView(octets.buffer);
  bytes.setUint8(0, 64 | ipHeader >> 2);
  bytes.setUint8(1, random.pick([0, 0, 16, 184]));
  bytes.setUint16(2, total2);
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
  for (let index = ipHeader + 20 + options.length; index < total2; index++) octets[index] = random.below(256);
  return octets;
}
function internetChecksum(bytes, at, end) {
  let sum2 = 0;
  for (let index = at; index < end; index += 2) sum2 += bytes.getUint16(index);
  while (sum2 > 65535) sum2 = (sum2 & 65535) + (sum2 >>> 16);
  return ~sum2 & 65535;
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
  const text2 = `${random.pick(hosts)}.${random.pick(domains)}.${random.pick(tops)}`;
  return text2.split(".");
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

// limits/dnsName.ts
function skipName(bytes, at, end, base) {
  let position2 = at;
  let stop = -1;
  let limit = at;
  let length = 1;
  while (position2 < end) {
    const size = bytes.getUint8(position2);
    if (size === 0) return stop < 0 ? position2 + 1 : stop;
    if (size < 64) {
      length += size + 1;
      if (length > 255) return -1;
      position2 += size + 1;
    } else {
      if (size < 192 || position2 + 2 > end) return -1;
      if (stop < 0) stop = position2 + 2;
      const target = base + (bytes.getUint16(position2) & 16383);
      if (target >= limit) return -1;
      limit = target;
      position2 = target;
    }
  }
  return -1;
}
function isName(bytes, at, base, wire) {
  let position2 = at;
  let index = 0;
  for (; ; ) {
    const size = bytes.getUint8(position2);
    if (size >= 192) {
      position2 = base + (bytes.getUint16(position2) & 16383);
      continue;
    }
    if (size !== wire[index]) return false;
    if (size === 0) return true;
    position2++;
    index++;
    for (const next = position2 + size; position2 < next; position2++, index++) {
      const byte = bytes.getUint8(position2);
      const expected = wire[index] ?? 0;
      if (byte !== expected && (byte < 65 || byte > 90 || byte + 32 !== expected)) return false;
    }
  }
}
function nameText(bytes, at, base) {
  const units = [];
  let position2 = at;
  for (; ; ) {
    const size = bytes.getUint8(position2);
    if (size >= 192) {
      position2 = base + (bytes.getUint16(position2) & 16383);
      continue;
    }
    if (size === 0) return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
    if (units.length > 0) units.push(46);
    const next = position2 + 1 + size;
    for (position2++; position2 < next; position2++) units.push(bytes.getUint8(position2));
  }
}

// limits/dnsDecode.ts
var LimitName = class {
  constructor(bytes, at, base) {
    this.bytes = bytes;
    this.at = at;
    this.base = base;
  }
  bytes;
  at;
  base;
  toString() {
    return nameText(this.bytes, this.at, this.base);
  }
};
function decodeMessage(bytes, at, end) {
  if (end - at < 12) return void 0;
  const questionCount = bytes.getUint16(at + 4);
  const answerCount = bytes.getUint16(at + 6) + bytes.getUint16(at + 8) + bytes.getUint16(at + 10);
  const questions = [];
  let position2 = at + 12;
  for (let index = 0; index < questionCount; index++) {
    const nameEnd2 = skipName(bytes, position2, end, at);
    if (nameEnd2 < 0 || end - nameEnd2 < 4) return void 0;
    const name = new LimitName(bytes, position2, at);
    questions.push({ name, type: bytes.getUint16(nameEnd2), class: bytes.getUint16(nameEnd2 + 2) });
    position2 = nameEnd2 + 4;
  }
  const answers = [];
  for (let index = 0; index < answerCount; index++) {
    const nameEnd2 = skipName(bytes, position2, end, at);
    if (nameEnd2 < 0 || end - nameEnd2 < 10) return void 0;
    const type = bytes.getUint16(nameEnd2);
    const next = nameEnd2 + 10 + bytes.getUint16(nameEnd2 + 8);
    if (next > end) return void 0;
    const data = decodeData(bytes, type, nameEnd2 + 10, next, at);
    if (data === void 0) return void 0;
    const name = new LimitName(bytes, position2, at);
    answers.push({ name, type, class: bytes.getUint16(nameEnd2 + 2), ttl: bytes.getUint32(nameEnd2 + 4), data });
    position2 = next;
  }
  return { id: bytes.getUint16(at), flags: bytes.getUint16(at + 2), questions, answers };
}
function decodeData(bytes, type, at, end, base) {
  switch (type) {
    case 1:
      return end - at === 4 ? { kind: "A", address: bytes.getUint32(at) } : void 0;
    case 5:
      return skipName(bytes, at, end, base) === end ? { kind: "CNAME", name: new LimitName(bytes, at, base) } : void 0;
    case 15:
      return end - at >= 3 && skipName(bytes, at + 2, end, base) === end ? { kind: "MX", preference: bytes.getUint16(at), exchange: new LimitName(bytes, at + 2, base) } : void 0;
    default:
      return { kind: "other", start: at, end };
  }
}

// limits/dnsQuery.ts
function sumQueries(packets, known) {
  const { bytes, starts, count } = packets;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    total2 = total2 + readQuery(bytes, at, starts[index + 1] ?? 0, known) | 0;
  }
  return total2;
}
function readQuery(bytes, at, end, known) {
  if (end - at < 12) return -1;
  const flags = bytes.getUint16(at + 2);
  if (bytes.getUint16(at + 4) !== 1 || bytes.getUint32(at + 6) !== 0 || bytes.getUint16(at + 10) !== 0) return -1;
  const nameEnd2 = skipName(bytes, at + 12, end, at);
  if (nameEnd2 < 0 || end - nameEnd2 < 4) return -1;
  const type = bytes.getUint16(nameEnd2);
  return bytes.getUint16(at) + flags + type + (isName(bytes, at + 12, at, known) ? 1 : 0);
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
var POINTER_REACH = 16384;
function checkName(bytes, at, end, base) {
  let position2 = at;
  let start = at;
  let limit = end;
  let stop = -1;
  let length = 1;
  for (let hops = 0; hops <= MAX_HOPS; hops++) {
    for (; ; ) {
      if (position2 >= limit) return stop < 0 ? needMore(position2 - limit + 1) : MALFORMED;
      const size = bytes.getUint8(position2);
      if (size > MAX_LABEL) break;
      position2 += 1 + size;
      if (size === 0) return stop < 0 ? position2 : stop;
      length += 1 + size;
      if (length > MAX_NAME) return MALFORMED;
    }
    if (bytes.getUint8(position2) < 192) return MALFORMED;
    if (position2 + 1 >= limit) return stop < 0 ? needMore(position2 - limit + 2) : MALFORMED;
    const target = base + (bytes.getUint16(position2) & 16383);
    if (!(target >= 0 && target < start)) return MALFORMED;
    if (stop < 0) stop = position2 + 2;
    limit = start;
    start = target;
    position2 = target;
  }
  return MALFORMED;
}
function nameEnd(bytes, at, end = bytes.byteLength) {
  let position2 = at;
  while (position2 < end) {
    const size = bytes.getUint8(position2);
    if (size === 0) return position2 + 1;
    if (size >= 192) return position2 + 2 <= end ? position2 + 2 : needMore(1);
    if (size > MAX_LABEL || position2 - at > MAX_NAME) return MALFORMED;
    position2 += 1 + size;
  }
  return needMore(position2 - end + 1);
}
function labelAt(bytes, at, base, end) {
  let position2 = at;
  for (let hops = 0; hops <= MAX_HOPS && position2 >= 0 && position2 < end; hops++) {
    const size = bytes.getUint8(position2);
    if (size <= MAX_LABEL) return position2 + size < end ? position2 : -1;
    if (size < 192 || position2 + 1 >= end) return -1;
    const target = base + (bytes.getUint16(position2) & 16383);
    if (target >= position2) return -1;
    position2 = target;
  }
  return -1;
}
function nameLength(bytes, at, base) {
  const end = bytes.byteLength;
  let length = 1;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (size === 0) return length;
    length += 1 + size;
    if (length > MAX_NAME) return MALFORMED;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}
function countLabels(bytes, at, base) {
  const end = bytes.byteLength;
  let count = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0 && count < 128; count++) {
    const size = bytes.getUint8(label);
    if (size === 0) return count;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}
function copyName(bytes, at, base, out, outAt) {
  const end = bytes.byteLength;
  let position2 = outAt;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (position2 + size + (size === 0 ? 1 : 2) > outAt + MAX_NAME) return MALFORMED;
    for (let index = 0; index <= size; index++) out[position2 + index] = bytes.getUint8(label + index);
    position2 += 1 + size;
    if (size === 0) return position2;
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
  let a = labelAt(bytesA, atA, baseA, endA);
  let b = labelAt(bytesB, atB, baseB, endB);
  for (let length = 1; length <= MAX_NAME && a >= 0 && b >= 0; ) {
    const size = bytesA.getUint8(a);
    if (size !== bytesB.getUint8(b)) return false;
    if (size === 0) return true;
    for (let index = 1; index <= size; index++) {
      const byteA = bytesA.getUint8(a + index);
      const byteB = bytesB.getUint8(b + index);
      if (byteA !== byteB && (exact || lower(byteA) !== lower(byteB))) return false;
    }
    length += 1 + size;
    a = labelAt(bytesA, a + 1 + size, baseA, endA);
    b = labelAt(bytesB, b + 1 + size, baseB, endB);
  }
  return false;
}
function equalsName(bytes, at, base, wire) {
  const end = bytes.byteLength;
  let position2 = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    if (size !== wire[position2]) return false;
    if (size === 0) return true;
    for (let index = 1; index <= size; index++) {
      const expected = wire[position2 + index];
      if (expected === void 0 || lower(bytes.getUint8(label + index)) !== lower(expected)) return false;
    }
    position2 += 1 + size;
    label = labelAt(bytes, label + 1 + size, base, end);
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
  let position2 = at;
  for (let hops = 0; position2 >= 0 && position2 < end; ) {
    const size = bytes.getUint8(position2++);
    if (size > MAX_LABEL) {
      if (size < 192 || position2 >= end || ++hops > MAX_HOPS) break;
      position2 = base + (bytes.getUint16(position2 - 1) & 16383);
      continue;
    }
    const next = position2 + size;
    if (size === 0 || next >= end || units.length + size > MAX_NAME) break;
    if (units.length !== 0) units.push(DOT);
    for (; position2 + 4 <= next; position2 += 4) {
      const word = bytes.getUint32(position2);
      const a = word >>> 24;
      const b = word >>> 16 & 255;
      const c = word >>> 8 & 255;
      const d = word & 255;
      special |= (SPECIAL[a] ?? 1) | (SPECIAL[b] ?? 1) | (SPECIAL[c] ?? 1) | (SPECIAL[d] ?? 1);
      units.push(a, b, c, d);
    }
    for (; position2 < next; position2++) {
      const byte = bytes.getUint8(position2);
      special |= SPECIAL[byte] ?? 1;
      units.push(byte);
    }
  }
  if (special !== 0) return formatEscaped(bytes, at, base);
  return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
}
function formatEscaped(bytes, at, base) {
  let text2 = "";
  let length = 1;
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    length += 1 + size;
    if (size === 0 || length > MAX_NAME) break;
    if (text2 !== "") text2 += ".";
    for (let index = 1; index <= size; index++) text2 += escaped(bytes.getUint8(label + index));
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return text2;
}
function escaped(byte) {
  const character = String.fromCharCode(byte);
  if (byte === DOT || byte === BACKSLASH) return `\\${character}`;
  return byte > 32 && byte < 127 ? character : `\\${String(byte).padStart(3, "0")}`;
}
function parseName(text2, out, at) {
  if (text2 === "." || text2 === "") {
    out[at] = 0;
    return at + 1;
  }
  if (text2.length > LONGEST_TEXT) return MALFORMED;
  const last = at + MAX_NAME - 2;
  let label = at;
  let position2 = at + 1;
  for (let index = 0; index < text2.length; index++) {
    let byte = text2.charCodeAt(index);
    if (byte === DOT) {
      const size2 = position2 - label - 1;
      if (size2 === 0 || size2 > MAX_LABEL) return MALFORMED;
      out[label] = size2;
      label = position2++;
      continue;
    }
    if (byte === BACKSLASH && isDigit(text2.charCodeAt(index + 1))) {
      byte = decimalEscape(text2, index + 1);
      index += 3;
      if (byte < 0) return MALFORMED;
    } else {
      if (byte === BACKSLASH) byte = text2.charCodeAt(++index);
      if (!(byte < 128)) {
        const point = text2.codePointAt(index) ?? 55296;
        position2 = writePoint(point, out, position2, last);
        if (position2 < 0) return MALFORMED;
        if (point > 65535) index++;
        continue;
      }
    }
    if (position2 > last) return MALFORMED;
    out[position2++] = byte;
  }
  const size = position2 - label - 1;
  if (size > MAX_LABEL) return MALFORMED;
  out[label] = size;
  if (size === 0) return label + 1;
  out[position2] = 0;
  return position2 + 1;
}
function isDigit(unit) {
  return unit >= 48 && unit <= 57;
}
function decimalEscape(text2, index) {
  const tens = text2.charCodeAt(index + 1);
  const ones = text2.charCodeAt(index + 2);
  if (!isDigit(tens) || !isDigit(ones)) return MALFORMED;
  const byte = 100 * text2.charCodeAt(index) + 10 * tens + ones - 111 * 48;
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

// ../runtime/types/dns-writer.ts
var ENTRY = 5;
var HASH = 0;
var ARENA = 1;
var LENGTH = 2;
var OFFSET = 3;
var SLOT = 4;
var STEP = 3;
var SOURCE = 0;
var LITERAL = 1;
var POINTER = 2;
var WriteState = class {
  /** The message's start: pointers count from it. */
  #origin;
  /** Wire forms, one after the other. */
  #arena = new Uint8Array(1024);
  #arenaEnd = 0;
  #entries = new Int32Array(32 * ENTRY);
  #entryCount = 0;
  /**
   * Open addressing, linear. A slot holds an entry's index plus #firstSerial, which rises with each message, so that all
   * slots of the message before are empty without being cleared.
   */
  #slots = new Int32Array(128);
  #firstSerial = 1;
  #tape = new Int32Array(32 * STEP);
  #tapeEnd = 0;
  /** The next step to play; the tape plays while #writing. */
  #cursor = 0;
  #writing = false;
  /** Where the last name was sized, -1 before the first of a pass. */
  #lastAt = -1;
  /** The last name sized, and its entry or -1: the records of an answer often have one name, and the same string for it. */
  #lastName;
  #lastEntry = -1;
  /** What the passes before this one put in the message. */
  #keptEntries = 0;
  #keptArena = 0;
  /** Where the labels of the name at hand start in its wire form, and the hashes of the endings from there. */
  #starts = new Uint8Array(128);
  #hashes = new Int32Array(128);
  /** @param origin where the message starts in the DataView */
  constructor(origin) {
    this.#origin = origin;
  }
  /** Forgets everything, for the next message, which starts at `origin`. Cheap. */
  reset(origin) {
    this.#origin = origin;
    this.#firstSerial += this.#entryCount;
    if (this.#firstSerial > 1073741823) {
      this.#slots.fill(0);
      this.#firstSerial = 1;
    }
    this.#entryCount = 0;
    this.#keptEntries = 0;
    this.#arenaEnd = 0;
    this.#keptArena = 0;
    this.#startPass();
  }
  /**
   * Before the size pass of a packet that will be written at `at`: forgets the names of a size pass that was not
   * followed by its write pass, and all names from `at` on, which are about to be overwritten.
   * Sizing a name does this itself when the pass before was written or the position goes back.
   */
  begin(at) {
    if (this.#writing && this.#cursor === this.#tapeEnd) {
      this.#keptEntries = this.#entryCount;
      this.#keptArena = this.#arenaEnd;
    }
    const offset = at - this.#origin;
    for (let last = this.#entryCount - 1; last >= 0; last--) {
      if (last < this.#keptEntries && this.#entry(last, OFFSET) < offset) break;
      this.#slots[this.#entry(last, SLOT)] = 0;
      this.#entryCount = last;
    }
    if (this.#entryCount < this.#keptEntries) this.#keptEntries = this.#entryCount;
    this.#arenaEnd = this.#keptArena;
    this.#startPass();
  }
  #startPass() {
    this.#tapeEnd = 0;
    this.#cursor = 0;
    this.#writing = false;
    this.#lastAt = -1;
    this.#lastName = void 0;
  }
  /** Between the two passes. */
  rewind() {
    this.#writing = true;
    this.#cursor = 0;
  }
  /**
   * The size pass over one name.
   *
   * @param compress whether it may end in a pointer; its endings enter the table in either case
   * @returns its size in bytes if written at `at`, or MALFORMED
   */
  size(name, at, compress) {
    if (this.#writing || at <= this.#lastAt) this.begin(at);
    this.#lastAt = at;
    return this.#record(name, at, compress);
  }
  /** The write pass over one name; returns the end. A name that was not sized before is so now. */
  write(name, bytes, at, compress) {
    if (this.#cursor === this.#tapeEnd && this.#record(name, at, compress) < 0) return at;
    const step = this.#cursor;
    this.#cursor += STEP;
    const source = this.#tape[step + SOURCE] ?? 0;
    const literal = this.#tape[step + LITERAL] ?? 0;
    const pointer = this.#tape[step + POINTER] ?? 0;
    const arena = this.#arena;
    for (let index = 0; index < literal; index++) bytes.setUint8(at + index, arena[source + index] ?? 0);
    if (pointer < 0) {
      bytes.setUint8(at + literal, 0);
      return at + literal + 1;
    }
    bytes.setUint16(at + literal, 49152 | pointer);
    return at + literal + 2;
  }
  /** Adds a step to the tape, and the name's new endings to the table; the name's size, or MALFORMED. */
  #record(name, at, compress) {
    const offset = at - this.#origin;
    if (compress && name === this.#lastName && this.#lastEntry >= 0) {
      const pointer2 = this.#entry(this.#lastEntry, OFFSET);
      if (pointer2 < offset) {
        this.#push(0, 0, pointer2);
        return 2;
      }
    }
    const start = this.#arenaEnd;
    if (start + MAX_NAME > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(2 * this.#arena.length));
    const end = typeof name === "string" ? parseName(name, this.#arena, start) : copyName(name.bytes, name.at, name.base, this.#arena, start);
    if (end < 0) return MALFORMED;
    const count = this.#hashEndings(start);
    let match = -1;
    let fresh = 0;
    for (; fresh < count; fresh++) {
      match = this.#find(this.#hashes[fresh] ?? 0, start + (this.#starts[fresh] ?? 0), end, offset);
      if (match >= 0) break;
    }
    this.#lastName = name;
    if (fresh === 0) this.#lastEntry = match;
    else this.#lastEntry = offset >= 0 && offset < POINTER_REACH ? this.#entryCount : -1;
    for (let label = 0; label < fresh; label++) {
      const labelStart = this.#starts[label] ?? 0;
      if (offset < 0 || offset + labelStart >= POINTER_REACH) break;
      this.#insert(this.#hashes[label] ?? 0, start + labelStart, end, offset + labelStart);
    }
    const pointer = compress && match >= 0 ? this.#entry(match, OFFSET) : -1;
    const literal = pointer < 0 ? end - start - 1 : this.#starts[fresh] ?? 0;
    this.#arenaEnd = literal === 0 ? start : end;
    this.#push(start, literal, pointer);
    return literal + (pointer < 0 ? 1 : 2);
  }
  /** Fills #starts and #hashes for the wire form at `start` in the arena; returns the number of labels. */
  #hashEndings(start) {
    const arena = this.#arena;
    let count = 0;
    let position2 = start;
    for (let size = arena[position2] ?? 0; size !== 0; size = arena[position2] ?? 0) {
      this.#starts[count++] = position2 - start;
      position2 += 1 + size;
    }
    let hash = 2166136261 | 0;
    for (let label = count - 1; label >= 0; label--) {
      const labelStart = start + (this.#starts[label] ?? 0);
      for (position2--; position2 >= labelStart; position2--) {
        hash = Math.imul(hash ^ (arena[position2] ?? 0), 16777619);
      }
      position2 = labelStart;
      this.#hashes[label] = hash;
    }
    return count;
  }
  #entry(index, field) {
    return this.#entries[index * ENTRY + field] ?? 0;
  }
  /** The entry with the same bytes as the arena's `start..end` that stands before `offset`, or -1. */
  #find(hash, start, end, offset) {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = slot + 1 & mask) {
      const index = (this.#slots[slot] ?? 0) - this.#firstSerial;
      if (index < 0 || index >= this.#entryCount) return -1;
      if (this.#entry(index, HASH) !== hash || this.#entry(index, LENGTH) !== end - start) continue;
      if (this.#entry(index, OFFSET) >= offset) continue;
      if (sameRange(this.#arena, this.#entry(index, ARENA), start, end - start)) return index;
    }
  }
  #insert(hash, start, end, offset) {
    if (2 * (this.#entryCount + 1) > this.#slots.length) this.#growSlots();
    const index = this.#entryCount++;
    const at = index * ENTRY;
    if (at + ENTRY > this.#entries.length) {
      this.#entries = grown(this.#entries, new Int32Array(2 * this.#entries.length));
    }
    this.#entries[at + HASH] = hash;
    this.#entries[at + ARENA] = start;
    this.#entries[at + LENGTH] = end - start;
    this.#entries[at + OFFSET] = offset;
    this.#occupy(index, hash);
  }
  /** Puts an entry in the first empty slot of its chain. */
  #occupy(index, hash) {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (; ; ) {
      const other = (this.#slots[slot] ?? 0) - this.#firstSerial;
      if (other < 0 || other >= index) break;
      slot = slot + 1 & mask;
    }
    this.#slots[slot] = index + this.#firstSerial;
    this.#entries[index * ENTRY + SLOT] = slot;
  }
  #growSlots() {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let index = 0; index < this.#entryCount; index++) this.#occupy(index, this.#entry(index, HASH));
  }
  #push(source, literal, pointer) {
    const step = this.#tapeEnd;
    if (step + STEP > this.#tape.length) this.#tape = grown(this.#tape, new Int32Array(2 * this.#tape.length));
    this.#tape[step + SOURCE] = source;
    this.#tape[step + LITERAL] = literal;
    this.#tape[step + POINTER] = pointer;
    this.#tapeEnd = step + STEP;
  }
};
function grown(old, larger) {
  larger.set(old);
  return larger;
}
function spread(hash) {
  return hash ^ hash >>> 15;
}
function sameRange(bytes, a, b, length) {
  for (let index = 0; index < length; index++) {
    if (bytes[a + index] !== bytes[b + index]) return false;
  }
  return true;
}
function writeState(at) {
  return new WriteState(at);
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
  static parse(text2) {
    const wire = new Uint8Array(MAX_NAME);
    const end = parseName(text2, wire, 0);
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

// ../runtime/cursor.ts
var Cursor = class {
  /** The end of what was just decoded; after a failure its code (see codes.ts). */
  at;
  /** An `until` array's element says here whether it was the last. */
  last = false;
  constructor(at) {
    this.at = at;
  }
  /** Leaves a code; undefined is what a failed read returns. */
  fail(code) {
    this.at = code;
    return void 0;
  }
};

// shapes/dns/fusedCursor.ts
function decodeMessage2(bytes, at, end) {
  const cursor = new Cursor(at);
  return readMessage(bytes, at, end, cursor);
}
function readQuestion(bytes, at, end, base, cursor) {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return cursor.fail(qnameEnd);
  if (end - qnameEnd < 4) return cursor.fail(end - qnameEnd - 5);
  cursor.at = qnameEnd + 4;
  return { qname: new DnsName(bytes, at, base), qtype: bytes.getUint16(qnameEnd), qclass: bytes.getUint16(qnameEnd + 2) };
}
function readResource(bytes, at, end, base, cursor) {
  const nameEnd2 = checkName(bytes, at, end, base);
  if (nameEnd2 < 0) return cursor.fail(nameEnd2);
  if (end - nameEnd2 < 10) return cursor.fail(end - nameEnd2 - 11);
  const type = bytes.getUint16(nameEnd2);
  const rdlength = bytes.getUint16(nameEnd2 + 8);
  const rdataEnd = nameEnd2 + 10 + rdlength;
  if (rdataEnd > end) return cursor.fail(end - rdataEnd - 1);
  const rdata = readRdata(bytes, nameEnd2 + 10, rdataEnd, base, type, rdlength, cursor);
  if (rdata === void 0) return void 0;
  if (cursor.at !== rdataEnd) return cursor.fail(-1);
  return {
    name: new DnsName(bytes, at, base),
    type,
    class: bytes.getUint16(nameEnd2 + 2),
    ttl: bytes.getUint32(nameEnd2 + 4),
    rdlength,
    rdata
  };
}
function readRdata(bytes, at, end, base, type, rdlength, cursor) {
  if (rdlength === 0) {
    cursor.at = at;
    return { $kind: "Empty" };
  }
  switch (type) {
    case 1:
      if (end - at < 4) return cursor.fail(-1);
      cursor.at = at + 4;
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5: {
      const cnameEnd = checkName(bytes, at, end, base);
      if (cnameEnd < 0) return cursor.fail(-1);
      cursor.at = cnameEnd;
      return { $kind: "CNAME", cname: new DnsName(bytes, at, base) };
    }
    case 15: {
      if (end - at < 2) return cursor.fail(-1);
      const exchangeEnd = checkName(bytes, at + 2, end, base);
      if (exchangeEnd < 0) return cursor.fail(-1);
      cursor.at = exchangeEnd;
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: new DnsName(bytes, at + 2, base) };
    }
    default:
      cursor.at = end;
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}
function readMessage(bytes, at, end, cursor) {
  if (end - at < 12) return cursor.fail(end - at - 13);
  const bits22 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions = [];
  for (let index = 0; index < qdcount; index++) {
    const question = readQuestion(bytes, next, end, at, cursor);
    if (question === void 0) return void 0;
    next = cursor.at;
    questions.push({ question });
  }
  const answers = [];
  for (let index = 0; index < ancount; index++) {
    const record2 = readResource(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    answers.push({ record: record2 });
  }
  const authorities = [];
  for (let index = 0; index < nscount; index++) {
    const record2 = readResource(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    authorities.push({ record: record2 });
  }
  const additionals = [];
  for (let index = 0; index < arcount; index++) {
    const record2 = readResource(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    additionals.push({ record: record2 });
  }
  cursor.at = next;
  return {
    id: bytes.getUint16(at),
    qr: bits22 >> 15,
    opcode: bits22 >> 11 & 15,
    aa: bits22 >> 10 & 1,
    tc: bits22 >> 9 & 1,
    rd: bits22 >> 8 & 1,
    ra: bits22 >> 7 & 1,
    z: bits22 >> 6 & 1,
    ad: bits22 >> 5 & 1,
    cd: bits22 >> 4 & 1,
    rcode: bits22 & 15,
    qdcount,
    ancount,
    nscount,
    arcount,
    questions,
    answers,
    authorities,
    additionals
  };
}

// shapes/dns/fusedVariable.ts
var position = 0;
function decodeMessage3(bytes, at, end) {
  position = at;
  return readMessage2(bytes, at, end);
}
function readQuestion2(bytes, at, end, base) {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return fail(qnameEnd);
  if (end - qnameEnd < 4) return fail(end - qnameEnd - 5);
  position = qnameEnd + 4;
  return { qname: new DnsName(bytes, at, base), qtype: bytes.getUint16(qnameEnd), qclass: bytes.getUint16(qnameEnd + 2) };
}
function readResource2(bytes, at, end, base) {
  const nameEnd2 = checkName(bytes, at, end, base);
  if (nameEnd2 < 0) return fail(nameEnd2);
  if (end - nameEnd2 < 10) return fail(end - nameEnd2 - 11);
  const type = bytes.getUint16(nameEnd2);
  const rdlength = bytes.getUint16(nameEnd2 + 8);
  const rdataEnd = nameEnd2 + 10 + rdlength;
  if (rdataEnd > end) return fail(end - rdataEnd - 1);
  const rdata = readRdata2(bytes, nameEnd2 + 10, rdataEnd, base, type, rdlength);
  if (rdata === void 0) return void 0;
  if (position !== rdataEnd) return fail(-1);
  return {
    name: new DnsName(bytes, at, base),
    type,
    class: bytes.getUint16(nameEnd2 + 2),
    ttl: bytes.getUint32(nameEnd2 + 4),
    rdlength,
    rdata
  };
}
function readRdata2(bytes, at, end, base, type, rdlength) {
  if (rdlength === 0) {
    position = at;
    return { $kind: "Empty" };
  }
  switch (type) {
    case 1:
      if (end - at < 4) return fail(-1);
      position = at + 4;
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5: {
      const cnameEnd = checkName(bytes, at, end, base);
      if (cnameEnd < 0) return fail(-1);
      position = cnameEnd;
      return { $kind: "CNAME", cname: new DnsName(bytes, at, base) };
    }
    case 15: {
      if (end - at < 2) return fail(-1);
      const exchangeEnd = checkName(bytes, at + 2, end, base);
      if (exchangeEnd < 0) return fail(-1);
      position = exchangeEnd;
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: new DnsName(bytes, at + 2, base) };
    }
    default:
      position = end;
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}
function readMessage2(bytes, at, end) {
  if (end - at < 12) return fail(end - at - 13);
  const bits22 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions = [];
  for (let index = 0; index < qdcount; index++) {
    const question = readQuestion2(bytes, next, end, at);
    if (question === void 0) return void 0;
    next = position;
    questions.push({ question });
  }
  const answers = [];
  for (let index = 0; index < ancount; index++) {
    const record2 = readResource2(bytes, next, end, at);
    if (record2 === void 0) return void 0;
    next = position;
    answers.push({ record: record2 });
  }
  const authorities = [];
  for (let index = 0; index < nscount; index++) {
    const record2 = readResource2(bytes, next, end, at);
    if (record2 === void 0) return void 0;
    next = position;
    authorities.push({ record: record2 });
  }
  const additionals = [];
  for (let index = 0; index < arcount; index++) {
    const record2 = readResource2(bytes, next, end, at);
    if (record2 === void 0) return void 0;
    next = position;
    additionals.push({ record: record2 });
  }
  position = next;
  return {
    id: bytes.getUint16(at),
    qr: bits22 >> 15,
    opcode: bits22 >> 11 & 15,
    aa: bits22 >> 10 & 1,
    tc: bits22 >> 9 & 1,
    rd: bits22 >> 8 & 1,
    ra: bits22 >> 7 & 1,
    z: bits22 >> 6 & 1,
    ad: bits22 >> 5 & 1,
    cd: bits22 >> 4 & 1,
    rcode: bits22 & 15,
    qdcount,
    ancount,
    nscount,
    arcount,
    questions,
    answers,
    authorities,
    additionals
  };
}
function fail(code) {
  position = code;
  return void 0;
}

// shapes/dns/sharedNames.ts
var SharedName = class extends DnsName {
  text = void 0;
  toString() {
    return this.text ??= formatName(this.bytes, this.at, this.base);
  }
};
var Cursor2 = class {
  constructor(at) {
    this.at = at;
  }
  at;
  recent = void 0;
  older = void 0;
  fail(code) {
    this.at = code;
    return void 0;
  }
  /** The checked name at `at`. */
  name(bytes, at, base) {
    const start = bytes.getUint8(at) < 192 ? at : base + (bytes.getUint16(at) & 16383);
    const { recent, older } = this;
    if (recent !== void 0 && recent.at === start) return recent;
    if (older !== void 0 && older.at === start) {
      this.older = recent;
      this.recent = older;
      return older;
    }
    const name = new SharedName(bytes, start, base);
    this.older = recent;
    this.recent = name;
    return name;
  }
};
function decodeMessage4(bytes, at, end) {
  const cursor = new Cursor2(at);
  return readMessage3(bytes, at, end, cursor);
}
function readQuestion3(bytes, at, end, base, cursor) {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return cursor.fail(qnameEnd);
  if (end - qnameEnd < 4) return cursor.fail(end - qnameEnd - 5);
  cursor.at = qnameEnd + 4;
  return { qname: cursor.name(bytes, at, base), qtype: bytes.getUint16(qnameEnd), qclass: bytes.getUint16(qnameEnd + 2) };
}
function readResource3(bytes, at, end, base, cursor) {
  const nameEnd2 = checkName(bytes, at, end, base);
  if (nameEnd2 < 0) return cursor.fail(nameEnd2);
  if (end - nameEnd2 < 10) return cursor.fail(end - nameEnd2 - 11);
  const type = bytes.getUint16(nameEnd2);
  const rdlength = bytes.getUint16(nameEnd2 + 8);
  const rdataEnd = nameEnd2 + 10 + rdlength;
  if (rdataEnd > end) return cursor.fail(end - rdataEnd - 1);
  const rdata = readRdata3(bytes, nameEnd2 + 10, rdataEnd, base, type, rdlength, cursor);
  if (rdata === void 0) return void 0;
  if (cursor.at !== rdataEnd) return cursor.fail(-1);
  return {
    name: cursor.name(bytes, at, base),
    type,
    class: bytes.getUint16(nameEnd2 + 2),
    ttl: bytes.getUint32(nameEnd2 + 4),
    rdlength,
    rdata
  };
}
function readRdata3(bytes, at, end, base, type, rdlength, cursor) {
  if (rdlength === 0) {
    cursor.at = at;
    return { $kind: "Empty" };
  }
  switch (type) {
    case 1:
      if (end - at < 4) return cursor.fail(-1);
      cursor.at = at + 4;
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5: {
      const cnameEnd = checkName(bytes, at, end, base);
      if (cnameEnd < 0) return cursor.fail(-1);
      cursor.at = cnameEnd;
      return { $kind: "CNAME", cname: cursor.name(bytes, at, base) };
    }
    case 15: {
      if (end - at < 2) return cursor.fail(-1);
      const exchangeEnd = checkName(bytes, at + 2, end, base);
      if (exchangeEnd < 0) return cursor.fail(-1);
      cursor.at = exchangeEnd;
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: cursor.name(bytes, at + 2, base) };
    }
    default:
      cursor.at = end;
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}
function readMessage3(bytes, at, end, cursor) {
  if (end - at < 12) return cursor.fail(end - at - 13);
  const bits22 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions = [];
  for (let index = 0; index < qdcount; index++) {
    const question = readQuestion3(bytes, next, end, at, cursor);
    if (question === void 0) return void 0;
    next = cursor.at;
    questions.push({ question });
  }
  const answers = [];
  for (let index = 0; index < ancount; index++) {
    const record2 = readResource3(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    answers.push({ record: record2 });
  }
  const authorities = [];
  for (let index = 0; index < nscount; index++) {
    const record2 = readResource3(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    authorities.push({ record: record2 });
  }
  const additionals = [];
  for (let index = 0; index < arcount; index++) {
    const record2 = readResource3(bytes, next, end, at, cursor);
    if (record2 === void 0) return void 0;
    next = cursor.at;
    additionals.push({ record: record2 });
  }
  cursor.at = next;
  return {
    id: bytes.getUint16(at),
    qr: bits22 >> 15,
    opcode: bits22 >> 11 & 15,
    aa: bits22 >> 10 & 1,
    tc: bits22 >> 9 & 1,
    rd: bits22 >> 8 & 1,
    ra: bits22 >> 7 & 1,
    z: bits22 >> 6 & 1,
    ad: bits22 >> 5 & 1,
    cd: bits22 >> 4 & 1,
    rcode: bits22 & 15,
    qdcount,
    ancount,
    nscount,
    arcount,
    questions,
    answers,
    authorities,
    additionals
  };
}

// shapes/dns/twoPass.ts
function walkQuestion(bytes, at, end, base, slots) {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return qnameEnd;
  if (end - qnameEnd < 4) return end - qnameEnd - 5;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.base = base;
    slots.qnameEnd = qnameEnd;
  }
  return qnameEnd + 4;
}
function walkRdata(bytes, at, end, base, type, rdlength) {
  if (rdlength === 0) return at;
  switch (type) {
    case 1:
      return end - at < 4 ? -1 : at + 4;
    case 5:
      return checkName(bytes, at, end, base);
    case 15:
      return end - at < 2 ? -1 : checkName(bytes, at + 2, end, base);
    default:
      return end;
  }
}
function walkResource(bytes, at, end, base) {
  const nameEnd2 = checkName(bytes, at, end, base);
  if (nameEnd2 < 0) return nameEnd2;
  if (end - nameEnd2 < 10) return end - nameEnd2 - 11;
  const rdlength = bytes.getUint16(nameEnd2 + 8);
  const rdataEnd = nameEnd2 + 10 + rdlength;
  if (rdataEnd > end) return end - rdataEnd - 1;
  return walkRdata(bytes, nameEnd2 + 10, rdataEnd, base, bytes.getUint16(nameEnd2), rdlength) === rdataEnd ? rdataEnd : -1;
}
function walkResources(bytes, at, end, base, count) {
  let next = at;
  for (let index = 0; index < count; index++) {
    next = walkResource(bytes, next, end, base);
    if (next < 0) return next;
  }
  return next;
}
function walkMessage(bytes, at, end, slots) {
  if (end - at < 12) return end - at - 13;
  const bits22 = bytes.getUint16(at + 2);
  let questionsEnd = at + 12;
  const qdcount = bytes.getUint16(at + 4);
  for (let index = 0; index < qdcount; index++) {
    questionsEnd = walkQuestion(bytes, questionsEnd, end, at);
    if (questionsEnd < 0) return questionsEnd;
  }
  const answersEnd = walkResources(bytes, questionsEnd, end, at, bytes.getUint16(at + 6));
  if (answersEnd < 0) return answersEnd;
  const authoritiesEnd = walkResources(bytes, answersEnd, end, at, bytes.getUint16(at + 8));
  if (authoritiesEnd < 0) return authoritiesEnd;
  const additionalsEnd = walkResources(bytes, authoritiesEnd, end, at, bytes.getUint16(at + 10));
  if (additionalsEnd < 0) return additionalsEnd;
  if (slots !== void 0) {
    slots.bytes = bytes;
    slots.at = at;
    slots.bits2 = bits22;
    slots.questionsEnd = questionsEnd;
    slots.answersEnd = answersEnd;
    slots.authoritiesEnd = authoritiesEnd;
    slots.end = additionalsEnd;
  }
  return additionalsEnd;
}
var none = new DataView(new ArrayBuffer(0));
var MessageView = class {
  bytes = none;
  at = 0;
  end = 0;
  bits2 = 0;
  questionsEnd = 0;
  answersEnd = 0;
  authoritiesEnd = 0;
  bind(bytes, at, end) {
    return walkMessage(bytes, at, end, this) >= 0;
  }
  get id() {
    return this.bytes.getUint16(this.at);
  }
  get flags() {
    return this.bits2;
  }
  get qdcount() {
    return this.bytes.getUint16(this.at + 4);
  }
  bindQuestions(view) {
    view.bytes = this.bytes;
    view.base = this.at;
    view.next_ = this.at + 12;
    view.limit = this.questionsEnd;
  }
};
var QuestionView = class {
  bytes = none;
  at = 0;
  base = 0;
  qnameEnd = 0;
  next_ = 0;
  limit = 0;
  /** Checks again. */
  next() {
    if (this.next_ >= this.limit) return false;
    const end = walkQuestion(this.bytes, this.next_, this.limit, this.base, this);
    if (end < 0) return false;
    this.next_ = end;
    return true;
  }
  /** Trusts the check. */
  advance() {
    const at = this.next_;
    if (at >= this.limit) return false;
    this.at = at;
    this.qnameEnd = nameEnd(this.bytes, at, this.limit);
    this.next_ = this.qnameEnd + 4;
    return true;
  }
  get qtype() {
    return this.bytes.getUint16(this.qnameEnd);
  }
  qnameEquals(wire) {
    return equalsName(this.bytes, this.at, this.base, wire);
  }
};
function decodeMessage5(bytes, at, end) {
  if (walkMessage(bytes, at, end) < 0) return void 0;
  return readMessage4(bytes, at);
}
function readQuestion4(bytes, at, qnameEnd, base) {
  return { qname: new DnsName(bytes, at, base), qtype: bytes.getUint16(qnameEnd), qclass: bytes.getUint16(qnameEnd + 2) };
}
function readResource4(bytes, at, end, base) {
  const type = bytes.getUint16(end);
  const rdlength = bytes.getUint16(end + 8);
  return {
    name: new DnsName(bytes, at, base),
    type,
    class: bytes.getUint16(end + 2),
    ttl: bytes.getUint32(end + 4),
    rdlength,
    rdata: readRdata4(bytes, end + 10, base, type, rdlength)
  };
}
function readRdata4(bytes, at, base, type, rdlength) {
  if (rdlength === 0) return { $kind: "Empty" };
  switch (type) {
    case 1:
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5:
      return { $kind: "CNAME", cname: new DnsName(bytes, at, base) };
    case 15:
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: new DnsName(bytes, at + 2, base) };
    default:
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}
function readMessage4(bytes, at) {
  const bits22 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions = [];
  for (let index = 0; index < qdcount; index++) {
    const qnameEnd = nameEnd(bytes, next);
    questions.push({ question: readQuestion4(bytes, next, qnameEnd, at) });
    next = qnameEnd + 4;
  }
  const answers = [];
  for (let index = 0; index < ancount; index++) {
    const end = nameEnd(bytes, next);
    answers.push({ record: readResource4(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
  const authorities = [];
  for (let index = 0; index < nscount; index++) {
    const end = nameEnd(bytes, next);
    authorities.push({ record: readResource4(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
  const additionals = [];
  for (let index = 0; index < arcount; index++) {
    const end = nameEnd(bytes, next);
    additionals.push({ record: readResource4(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
  return {
    id: bytes.getUint16(at),
    qr: bits22 >> 15,
    opcode: bits22 >> 11 & 15,
    aa: bits22 >> 10 & 1,
    tc: bits22 >> 9 & 1,
    rd: bits22 >> 8 & 1,
    ra: bits22 >> 7 & 1,
    z: bits22 >> 6 & 1,
    ad: bits22 >> 5 & 1,
    cd: bits22 >> 4 & 1,
    rcode: bits22 & 15,
    qdcount,
    ancount,
    nscount,
    arcount,
    questions,
    answers,
    authorities,
    additionals
  };
}

// shapes/dns/task.ts
var messageView = new MessageView();
var questionView = new QuestionView();
function sumViews(packets, known) {
  const { bytes, starts, count } = packets;
  const message = messageView;
  const question = questionView;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total2 = total2 + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0) | 0;
  }
  return total2;
}
function sumTrusted(packets, known) {
  const { bytes, starts, count } = packets;
  const message = messageView;
  const question = questionView;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total2 = total2 + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0) | 0;
  }
  return total2;
}
function sumDnsPacket(packets, known) {
  let total2 = 0;
  for (const buffer of packets.buffers) {
    const { id, flags, questions } = dnsPacket.decode(buffer);
    const [question] = questions ?? [];
    total2 += (id ?? 0) + (flags ?? 0) + (question?.name.toLowerCase() === known ? 1 : 0);
  }
  return total2;
}
function dnsQueryTasks() {
  const packets = dnsQueries(256);
  const known = DnsName.parse(knownName)?.toWire() ?? new Uint8Array(1);
  const candidates = [
    { name: "limit", run: () => sumQueries(packets, known) },
    { name: "A views, next() checks again", run: () => sumViews(packets, known) },
    { name: "A views, next() trusts", run: () => sumTrusted(packets, known) },
    { name: "dns-packet", run: () => sumDnsPacket(packets, knownName) }
  ];
  return [{ name: "dns query", batch: packets.count, reference: "limit", sameResult: false, candidates }];
}
var loops = {
  cursor: (packets) => {
    let total2 = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeMessage2(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total2 += value?.answers[4]?.record.ttl ?? 0;
    }
    return total2;
  },
  shared: (packets) => {
    let total2 = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeMessage4(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total2 += value?.answers[4]?.record.ttl ?? 0;
    }
    return total2;
  },
  variable: (packets) => {
    let total2 = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeMessage3(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total2 += value?.answers[4]?.record.ttl ?? 0;
    }
    return total2;
  },
  twice: (packets) => {
    let total2 = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeMessage5(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total2 += value?.answers[4]?.record.ttl ?? 0;
    }
    return total2;
  },
  limit: (packets) => {
    let total2 = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total2 += value?.answers[4]?.ttl ?? 0;
    }
    return total2;
  },
  dnsPacket: (packets) => {
    let total2 = 0;
    for (const buffer of packets.buffers) {
      const record2 = dnsPacket.decode(buffer).answers?.[4];
      total2 += record2 !== void 0 && "ttl" in record2 ? record2.ttl ?? 0 : 0;
    }
    return total2;
  }
};
function textLength(message) {
  let length = 0;
  for (const { question } of message?.questions ?? []) length += question.qname.toString().length;
  for (const { record: record2 } of message?.answers ?? []) {
    length += record2.name.toString().length;
    const { rdata } = record2;
    if (rdata.$kind === "CNAME") length += rdata.cname.toString().length;
    if (rdata.$kind === "MX") length += rdata.exchange.toString().length;
  }
  return length;
}
function limitTextLength(message) {
  let length = 0;
  for (const question of message?.questions ?? []) length += question.name.toString().length;
  for (const { name, data } of message?.answers ?? []) {
    length += name.toString().length;
    if (data.kind === "CNAME") length += data.name.toString().length;
    if (data.kind === "MX") length += data.exchange.toString().length;
  }
  return length;
}
function sumTexts(packets, decode) {
  let total2 = 0;
  for (let index = 0; index < packets.count; index++) {
    total2 += textLength(decode(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0));
  }
  return total2;
}
function sumLimitTexts(packets) {
  let total2 = 0;
  for (let index = 0; index < packets.count; index++) {
    const at = packets.starts[index] ?? 0;
    total2 += limitTextLength(decodeMessage(packets.bytes, at, packets.starts[index + 1] ?? 0));
  }
  return total2;
}
function dnsDecodeTasks() {
  const packets = dnsAnswers(256);
  const lazy = [
    { name: "limit", run: () => loops.limit(packets) },
    { name: "A check, then trusted read", run: () => loops.twice(packets) },
    { name: "B fused, cursor object", run: () => loops.cursor(packets) },
    { name: "B fused, cursor object, shared names", run: () => loops.shared(packets) },
    { name: "B fused, module variable", run: () => loops.variable(packets) },
    { name: "dns-packet", run: () => loops.dnsPacket(packets) }
  ];
  const texts = [
    { name: "limit", run: () => sumLimitTexts(packets) },
    { name: "B fused, cursor object", run: () => sumTexts(packets, decodeMessage2) },
    { name: "B fused, cursor object, shared names", run: () => sumTexts(packets, decodeMessage4) },
    { name: "dns-packet", run: () => loops.dnsPacket(packets) }
  ];
  return [
    { name: "dns decode, names left in place", batch: packets.count, reference: "limit", sameResult: true, candidates: lazy },
    { name: "dns decode, names as text", batch: packets.count, reference: "limit", sameResult: false, candidates: texts }
  ];
}

// shapes/dns/encodeTask.ts
import dnsPacket2 from "dns-packet";

// limits/dnsEncode.ts
var written = /* @__PURE__ */ new Map();
function writeName(name, bytes, at, base) {
  let position2 = at;
  let start = 0;
  while (start < name.length) {
    const ending = start === 0 ? name : name.slice(start);
    const known = written.get(ending);
    if (known !== void 0) {
      bytes.setUint16(position2, 49152 | known);
      return position2 + 2;
    }
    if (position2 - base < 16384) written.set(ending, position2 - base);
    const dot = name.indexOf(".", start);
    const stop = dot < 0 ? name.length : dot;
    bytes.setUint8(position2++, stop - start);
    for (; start < stop; start++) bytes.setUint8(position2++, name.charCodeAt(start));
    start++;
  }
  bytes.setUint8(position2, 0);
  return position2 + 1;
}
function encodeAnswer(value, bytes, at) {
  written.clear();
  bytes.setUint16(at, value.id);
  bytes.setUint16(at + 2, value.flags);
  bytes.setUint16(at + 4, 1);
  bytes.setUint16(at + 6, value.answers.length);
  bytes.setUint32(at + 8, 0);
  let position2 = writeName(value.name, bytes, at + 12, at);
  bytes.setUint16(position2, value.type);
  bytes.setUint16(position2 + 2, 1);
  position2 += 4;
  for (const record2 of value.answers) position2 = writeRecord(record2, bytes, position2, at);
  return position2;
}
function writeRecord(record2, bytes, at, base) {
  const nameEnd2 = writeName(record2.name, bytes, at, base);
  bytes.setUint16(nameEnd2, record2.kind === "A" ? 1 : record2.kind === "CNAME" ? 5 : 15);
  bytes.setUint16(nameEnd2 + 2, 1);
  bytes.setUint32(nameEnd2 + 4, record2.ttl);
  const end = writeData(record2, bytes, nameEnd2 + 10, base);
  bytes.setUint16(nameEnd2 + 8, end - nameEnd2 - 10);
  return end;
}
function writeData(record2, bytes, at, base) {
  switch (record2.kind) {
    case "A":
      bytes.setUint32(at, record2.address);
      return at + 4;
    case "CNAME":
      return writeName(record2.target, bytes, at, base);
    case "MX":
      bytes.setUint16(at, record2.preference);
      return writeName(record2.exchange, bytes, at + 2, base);
  }
}

// shapes/dns/encodeOnePass.ts
function writeQuestion(value, bytes, at, end, state) {
  const next = writeName2(value.qname, bytes, at, end, state, false);
  if (next < 0 || end - next < 4 || !bits(value.qtype, 16) || !bits(value.qclass, 16)) return -1;
  bytes.setUint16(next, value.qtype);
  bytes.setUint16(next + 2, value.qclass);
  return next + 4;
}
function writeRdata(value, bytes, at, end, state) {
  switch (value.$kind) {
    case "A":
      if (end - at < 4 || !bits(value.address, 32)) return -1;
      bytes.setUint32(at, value.address);
      return at + 4;
    case "CNAME":
      return writeName2(value.cname, bytes, at, end, state, true);
    case "MX":
      if (end - at < 2 || !bits(value.preference, 16)) return -1;
      bytes.setUint16(at, value.preference);
      return writeName2(value.exchange, bytes, at + 2, end, state, true);
  }
}
function typeOf(value) {
  switch (value.$kind) {
    case "A":
      return 1;
    case "CNAME":
      return 5;
    case "MX":
      return 15;
  }
}
function writeResource(value, bytes, at, end, state) {
  const nameEnd2 = writeName2(value.name, bytes, at, end, state, true);
  if (nameEnd2 < 0 || end - nameEnd2 < 10 || !bits(value.class, 16) || !bits(value.ttl, 32)) return -1;
  bytes.setUint16(nameEnd2, typeOf(value.rdata));
  bytes.setUint16(nameEnd2 + 2, value.class);
  bytes.setUint32(nameEnd2 + 4, value.ttl);
  const dataEnd = writeRdata(value.rdata, bytes, nameEnd2 + 10, end, state);
  if (dataEnd < 0) return -1;
  bytes.setUint16(nameEnd2 + 8, dataEnd - nameEnd2 - 10);
  return dataEnd;
}
function bits(value, width) {
  return Number.isInteger(value) && value >= 0 && value < 2 ** width;
}
function writeName2(name, bytes, at, end, state, compress) {
  const size = state.size(name, at, compress);
  if (size < 0 || size > end - at) return -1;
  state.rewind();
  return state.write(name, bytes, at, compress);
}
function encodeMessage(value, bytes, at, end, state) {
  if (end - at < 12) return end - at - 13;
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
  if (!bits(value.id, 16) || !bits(value.qr, 1) || !bits(value.opcode, 4) || !bits(aa, 1) || !bits(tc, 1)) return -1;
  if (!bits(rd, 1) || !bits(ra, 1) || !bits(z, 1) || !bits(ad, 1) || !bits(cd, 1) || !bits(value.rcode, 4)) return -1;
  bytes.setUint16(at, value.id);
  bytes.setUint16(
    at + 2,
    value.qr << 15 | value.opcode << 11 | aa << 10 | tc << 9 | rd << 8 | ra << 7 | z << 6 | ad << 5 | cd << 4 | value.rcode
  );
  bytes.setUint16(at + 4, value.questions.length);
  bytes.setUint16(at + 6, value.answers.length);
  bytes.setUint16(at + 8, value.authorities.length);
  bytes.setUint16(at + 10, value.additionals.length);
  let next = at + 12;
  for (const { question } of value.questions) {
    next = writeQuestion(question, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record: record2 } of value.answers) {
    next = writeResource(record2, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record: record2 } of value.authorities) {
    next = writeResource(record2, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record: record2 } of value.additionals) {
    next = writeResource(record2, bytes, next, end, state);
    if (next < 0) return -1;
  }
  return next;
}

// shapes/dns/encodeTwoPass.ts
function bits2(value, width) {
  return Number.isInteger(value) && value >= 0 && value < 2 ** width;
}
function sizeQuestion(value, at, state) {
  if (!bits2(value.qtype, 16) || !bits2(value.qclass, 16)) return -1;
  const size = state.size(value.qname, at, false);
  return size < 0 ? -1 : at + size + 4;
}
function sizeRdata(value, at, state) {
  switch (value.$kind) {
    case "A":
      return bits2(value.address, 32) ? at + 4 : -1;
    case "CNAME": {
      const size = state.size(value.cname, at, true);
      return size < 0 ? -1 : at + size;
    }
    case "MX": {
      if (!bits2(value.preference, 16)) return -1;
      const size = state.size(value.exchange, at + 2, true);
      return size < 0 ? -1 : at + 2 + size;
    }
  }
}
function sizeResource(value, at, state) {
  const size = state.size(value.name, at, true);
  if (size < 0 || !bits2(value.class, 16) || !bits2(value.ttl, 32)) return -1;
  const start = at + size + 10;
  const end = sizeRdata(value.rdata, start, state);
  return end - start > 65535 ? -1 : end;
}
function sizeResources(list, at, state) {
  if (list.length > 65535) return -1;
  let next = at;
  for (const { record: record2 } of list) {
    next = sizeResource(record2, next, state);
    if (next < 0) return -1;
  }
  return next;
}
function sizeMessage(value, at, state) {
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
  if (!bits2(value.id, 16) || !bits2(value.qr, 1) || !bits2(value.opcode, 4) || !bits2(aa, 1) || !bits2(tc, 1)) return -1;
  if (!bits2(rd, 1) || !bits2(ra, 1) || !bits2(z, 1) || !bits2(ad, 1) || !bits2(cd, 1) || !bits2(value.rcode, 4)) return -1;
  if (value.questions.length > 65535) return -1;
  let next = at + 12;
  for (const { question } of value.questions) {
    next = sizeQuestion(question, next, state);
    if (next < 0) return -1;
  }
  next = sizeResources(value.answers, next, state);
  if (next >= 0) next = sizeResources(value.authorities, next, state);
  if (next >= 0) next = sizeResources(value.additionals, next, state);
  return next < 0 ? -1 : next - at;
}
function writeQuestion2(value, bytes, at, state) {
  const next = state.write(value.qname, bytes, at, false);
  bytes.setUint16(next, value.qtype);
  bytes.setUint16(next + 2, value.qclass);
  return next + 4;
}
function writeRdata2(value, bytes, at, state) {
  switch (value.$kind) {
    case "A":
      bytes.setUint32(at, value.address);
      return at + 4;
    case "CNAME":
      return state.write(value.cname, bytes, at, true);
    case "MX":
      bytes.setUint16(at, value.preference);
      return state.write(value.exchange, bytes, at + 2, true);
  }
}
function typeOf2(value) {
  switch (value.$kind) {
    case "A":
      return 1;
    case "CNAME":
      return 5;
    case "MX":
      return 15;
  }
}
function writeResource2(value, bytes, at, state) {
  const nameEnd2 = state.write(value.name, bytes, at, true);
  bytes.setUint16(nameEnd2, typeOf2(value.rdata));
  bytes.setUint16(nameEnd2 + 2, value.class);
  bytes.setUint32(nameEnd2 + 4, value.ttl);
  const end = writeRdata2(value.rdata, bytes, nameEnd2 + 10, state);
  bytes.setUint16(nameEnd2 + 8, end - nameEnd2 - 10);
  return end;
}
function encodeMessage2(value, bytes, at, end, state) {
  const size = sizeMessage(value, at, state);
  if (size < 0) return size;
  if (end - at < size) return end - at - size - 1;
  state.rewind();
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
  bytes.setUint16(at, value.id);
  bytes.setUint16(
    at + 2,
    value.qr << 15 | value.opcode << 11 | aa << 10 | tc << 9 | rd << 8 | ra << 7 | z << 6 | ad << 5 | cd << 4 | value.rcode
  );
  bytes.setUint16(at + 4, value.questions.length);
  bytes.setUint16(at + 6, value.answers.length);
  bytes.setUint16(at + 8, value.authorities.length);
  bytes.setUint16(at + 10, value.additionals.length);
  let next = at + 12;
  for (const { question } of value.questions) next = writeQuestion2(question, bytes, next, state);
  for (const { record: record2 } of value.answers) next = writeResource2(record2, bytes, next, state);
  for (const { record: record2 } of value.authorities) next = writeResource2(record2, bytes, next, state);
  for (const { record: record2 } of value.additionals) next = writeResource2(record2, bytes, next, state);
  return next;
}

// shapes/dns/inputs.ts
function encodeInputs(packets) {
  const messages = Array.from({ length: packets.count }, (_, index) => {
    const message = decodeMessage2(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
    if (message === void 0) throw new Error("a generated answer does not decode");
    return message;
  });
  return { generated: messages.map(toGenerated), limit: messages.map(toLimit), dnsPacket: messages.map(toDnsPacket) };
}
function toGenerated(message) {
  const { id, qr, opcode, rd, ra, rcode } = message;
  return {
    id,
    qr,
    opcode,
    rd,
    ra,
    rcode,
    questions: message.questions.map(({ question: { qname, qtype, qclass } }) => ({ question: { qname: qname.toString(), qtype, qclass } })),
    answers: message.answers.map(({ record: record2 }) => ({
      record: { name: record2.name.toString(), class: record2.class, ttl: record2.ttl, rdata: toRdata(record2) }
    })),
    authorities: [],
    additionals: []
  };
}
function toRdata({ rdata }) {
  if (rdata.$kind === "CNAME") return { $kind: "CNAME", cname: rdata.cname.toString() };
  if (rdata.$kind === "MX") return { $kind: "MX", preference: rdata.preference, exchange: rdata.exchange.toString() };
  return { $kind: "A", address: rdata.$kind === "A" ? rdata.address : 0 };
}
function toLimit(message) {
  const [first] = message.questions;
  return {
    id: message.id,
    flags: 33152,
    name: first?.question.qname.toString() ?? ".",
    type: first?.question.qtype ?? 1,
    answers: message.answers.map(({ record: record2 }) => {
      const common = { name: record2.name.toString(), ttl: record2.ttl };
      const { rdata } = record2;
      if (rdata.$kind === "CNAME") return { ...common, kind: "CNAME", target: rdata.cname.toString() };
      if (rdata.$kind === "MX") return { ...common, kind: "MX", preference: rdata.preference, exchange: rdata.exchange.toString() };
      return { ...common, kind: "A", address: rdata.$kind === "A" ? rdata.address : 0 };
    })
  };
}
function toDnsPacket(message) {
  const [first] = message.questions;
  return {
    type: "response",
    id: message.id,
    flags: 384,
    questions: [{ name: first?.question.qname.toString() ?? ".", type: first?.question.qtype === 15 ? "MX" : "A", class: "IN" }],
    answers: message.answers.map(({ record: record2 }) => {
      const common = { name: record2.name.toString(), ttl: record2.ttl, class: "IN" };
      const { rdata } = record2;
      if (rdata.$kind === "CNAME") return { ...common, type: "CNAME", data: rdata.cname.toString() };
      if (rdata.$kind === "MX") return { ...common, type: "MX", data: { preference: rdata.preference, exchange: rdata.exchange.toString() } };
      const address = rdata.$kind === "A" ? rdata.address : 0;
      return { ...common, type: "A", data: [24, 16, 8, 0].map((shift) => address >>> shift & 255).join(".") };
    })
  };
}

// shapes/dns/encodeTask.ts
var room = 4096;
function lengthsOfTwoPass({ generated }, out, state) {
  let total2 = 0;
  for (const value of generated) {
    state.reset(0);
    total2 += encodeMessage2(value, out, 0, room, state);
  }
  return total2;
}
function lengthsOfOnePass({ generated }, out, state) {
  let total2 = 0;
  for (const value of generated) {
    state.reset(0);
    total2 += encodeMessage(value, out, 0, room, state);
  }
  return total2;
}
function lengthsOfSizes({ generated }, state) {
  let total2 = 0;
  for (const value of generated) {
    state.reset(0);
    total2 += sizeMessage(value, 0, state);
  }
  return total2;
}
function lengthsOfLimit({ limit }, out) {
  let total2 = 0;
  for (const value of limit) total2 += encodeAnswer(value, out, 0);
  return total2;
}
function lengthsOfDnsPacket({ dnsPacket: inputs }, out) {
  let total2 = 0;
  for (const value of inputs) {
    dnsPacket2.encode(value, out, 0);
    total2 += dnsPacket2.encode.bytes;
  }
  return total2;
}
function dnsEncodeTasks() {
  const packets = dnsAnswers(256);
  const inputs = encodeInputs(packets);
  const out = new DataView(new ArrayBuffer(room));
  const buffer = Buffer.alloc(room);
  const state = writeState(0);
  const candidates = [
    { name: "limit", run: () => lengthsOfLimit(inputs, out) },
    { name: "A measure, then write", run: () => lengthsOfTwoPass(inputs, out, state) },
    { name: "A measuring pass alone", run: () => lengthsOfSizes(inputs, state) },
    { name: "B one pass", run: () => lengthsOfOnePass(inputs, out, state) },
    { name: "dns-packet, no compression", run: () => lengthsOfDnsPacket(inputs, buffer) }
  ];
  return [{ name: "dns encode, names from text", batch: packets.count, reference: "limit", sameResult: false, candidates }];
}

// limits/headers.ts
function sumShared(packets) {
  const { bytes, starts, count } = packets;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    if (end - at < 20) continue;
    const first = bytes.getUint8(at);
    const ipHeader = (first & 15) * 4;
    const totalLength = bytes.getUint16(at + 2);
    if (first >> 4 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) continue;
    const service = bytes.getUint8(at + 1);
    const fragment = bytes.getUint16(at + 6);
    const ip = (first >> 4) + (first & 15) + (service >> 2) + (service & 3) + totalLength + bytes.getUint16(at + 4) + (fragment >> 15 & 1) + (fragment >> 14 & 1) + (fragment >> 13 & 1) + (fragment & 8191) + bytes.getUint8(at + 8) + bytes.getUint8(at + 9) + bytes.getUint16(at + 10) + bytes.getUint32(at + 12) + bytes.getUint32(at + 16) + (ipHeader - 20);
    const segment = at + ipHeader;
    const segmentEnd = at + totalLength;
    if (segmentEnd - segment < 20) continue;
    const word = bytes.getUint16(segment + 12);
    const tcpHeader = (word >> 12) * 4;
    if (tcpHeader < 20 || tcpHeader > segmentEnd - segment) continue;
    const tcp = bytes.getUint16(segment) + bytes.getUint16(segment + 2) + bytes.getUint32(segment + 4) + bytes.getUint32(segment + 8) + (word >> 12) + (word >> 8 & 15) + (word >> 7 & 1) + (word >> 6 & 1) + (word >> 5 & 1) + (word >> 4 & 1) + (word >> 3 & 1) + (word >> 2 & 1) + (word >> 1 & 1) + (word & 1) + bytes.getUint16(segment + 14) + bytes.getUint16(segment + 16) + bytes.getUint16(segment + 18) + (tcpHeader - 20) + (segmentEnd - segment - tcpHeader);
    total2 = total2 + ip + tcp | 0;
  }
  return total2;
}
function sumSeparate(packets) {
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    if (end - at < 20) continue;
    const first = bytes.getUint8(at);
    const ipHeader = (first & 15) * 4;
    const totalLength = bytes.getUint16(at + 2);
    if (first >> 4 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) continue;
    const service = bytes.getUint8(at + 1);
    const fragment = bytes.getUint16(at + 6);
    const ip = (first >> 4) + (first & 15) + (service >> 2) + (service & 3) + totalLength + bytes.getUint16(at + 4) + (fragment >> 15 & 1) + (fragment >> 14 & 1) + (fragment >> 13 & 1) + (fragment & 8191) + bytes.getUint8(at + 8) + bytes.getUint8(at + 9) + bytes.getUint16(at + 10) + bytes.getUint32(at + 12) + bytes.getUint32(at + 16) + (ipHeader - 20);
    const segment = at + ipHeader;
    const segmentEnd = at + totalLength;
    if (segmentEnd - segment < 20) continue;
    const word = bytes.getUint16(segment + 12);
    const tcpHeader = (word >> 12) * 4;
    if (tcpHeader < 20 || tcpHeader > segmentEnd - segment) continue;
    const tcp = bytes.getUint16(segment) + bytes.getUint16(segment + 2) + bytes.getUint32(segment + 4) + bytes.getUint32(segment + 8) + (word >> 12) + (word >> 8 & 15) + (word >> 7 & 1) + (word >> 6 & 1) + (word >> 5 & 1) + (word >> 4 & 1) + (word >> 3 & 1) + (word >> 2 & 1) + (word >> 1 & 1) + (word & 1) + bytes.getUint16(segment + 14) + bytes.getUint16(segment + 16) + bytes.getUint16(segment + 18) + (tcpHeader - 20) + (segmentEnd - segment - tcpHeader);
    total2 = total2 + ip + tcp | 0;
  }
  return total2;
}

// shapes/headers/functions.ts
function checkIpv4(bytes, at, end) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  return at + totalLength;
}
function ipv4Version(bytes, at) {
  return bytes.getUint8(at) >> 4;
}
function ipv4HeaderLength(bytes, at) {
  return bytes.getUint8(at) & 15;
}
function ipv4Service(bytes, at) {
  return bytes.getUint8(at + 1) >> 2;
}
function ipv4Congestion(bytes, at) {
  return bytes.getUint8(at + 1) & 3;
}
function ipv4TotalLength(bytes, at) {
  return bytes.getUint16(at + 2);
}
function ipv4Identification(bytes, at) {
  return bytes.getUint16(at + 4);
}
function ipv4Reserved(bytes, at) {
  return bytes.getUint8(at + 6) >> 7;
}
function ipv4DontFragment(bytes, at) {
  return bytes.getUint8(at + 6) >> 6 & 1;
}
function ipv4MoreFragments(bytes, at) {
  return bytes.getUint8(at + 6) >> 5 & 1;
}
function ipv4FragmentOffset(bytes, at) {
  return bytes.getUint16(at + 6) & 8191;
}
function ipv4TimeToLive(bytes, at) {
  return bytes.getUint8(at + 8);
}
function ipv4Protocol(bytes, at) {
  return bytes.getUint8(at + 9);
}
function ipv4Checksum(bytes, at) {
  return bytes.getUint16(at + 10);
}
function ipv4Source(bytes, at) {
  return bytes.getUint32(at + 12);
}
function ipv4Destination(bytes, at) {
  return bytes.getUint32(at + 16);
}
function ipv4OptionsEnd(bytes, at) {
  return at + (bytes.getUint8(at) & 15) * 4;
}
function checkTcp(bytes, at, end) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  return end;
}
function tcpSourcePort(bytes, at) {
  return bytes.getUint16(at);
}
function tcpDestinationPort(bytes, at) {
  return bytes.getUint16(at + 2);
}
function tcpSequence(bytes, at) {
  return bytes.getUint32(at + 4);
}
function tcpAcknowledgment(bytes, at) {
  return bytes.getUint32(at + 8);
}
function tcpDataOffset(bytes, at) {
  return bytes.getUint8(at + 12) >> 4;
}
function tcpReserved(bytes, at) {
  return bytes.getUint8(at + 12) & 15;
}
function tcpCongestionWindowReduced(bytes, at) {
  return bytes.getUint8(at + 13) >> 7;
}
function tcpCongestionEcho(bytes, at) {
  return bytes.getUint8(at + 13) >> 6 & 1;
}
function tcpUrgent(bytes, at) {
  return bytes.getUint8(at + 13) >> 5 & 1;
}
function tcpAcknowledge(bytes, at) {
  return bytes.getUint8(at + 13) >> 4 & 1;
}
function tcpPush(bytes, at) {
  return bytes.getUint8(at + 13) >> 3 & 1;
}
function tcpReset(bytes, at) {
  return bytes.getUint8(at + 13) >> 2 & 1;
}
function tcpSynchronize(bytes, at) {
  return bytes.getUint8(at + 13) >> 1 & 1;
}
function tcpFinish(bytes, at) {
  return bytes.getUint8(at + 13) & 1;
}
function tcpWindow(bytes, at) {
  return bytes.getUint16(at + 14);
}
function tcpChecksum(bytes, at) {
  return bytes.getUint16(at + 16);
}
function tcpUrgentPointer(bytes, at) {
  return bytes.getUint16(at + 18);
}
function tcpOptionsEnd(bytes, at) {
  return at + (bytes.getUint8(at + 12) >> 4) * 4;
}
function sumShared2(packets) {
  const { bytes, starts, count } = packets;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    const ipEnd = checkIpv4(bytes, at, end);
    if (ipEnd < 0) continue;
    const segment = ipv4OptionsEnd(bytes, at);
    if (checkTcp(bytes, segment, ipEnd) < 0) continue;
    const optionsEnd = tcpOptionsEnd(bytes, segment);
    let sum2 = 0;
    sum2 += ipv4Version(bytes, at) + ipv4HeaderLength(bytes, at) + ipv4Service(bytes, at) + ipv4Congestion(bytes, at) + ipv4TotalLength(bytes, at) + ipv4Identification(bytes, at) + ipv4Reserved(bytes, at) + ipv4DontFragment(bytes, at) + ipv4MoreFragments(bytes, at) + ipv4FragmentOffset(bytes, at) + ipv4TimeToLive(bytes, at) + ipv4Protocol(bytes, at) + ipv4Checksum(bytes, at) + ipv4Source(bytes, at) + ipv4Destination(bytes, at) + (segment - at - 20) + tcpSourcePort(bytes, segment) + tcpDestinationPort(bytes, segment) + tcpSequence(bytes, segment) + tcpAcknowledgment(bytes, segment) + tcpDataOffset(bytes, segment) + tcpReserved(bytes, segment) + tcpCongestionWindowReduced(bytes, segment) + tcpCongestionEcho(bytes, segment) + tcpUrgent(bytes, segment) + tcpAcknowledge(bytes, segment) + tcpPush(bytes, segment) + tcpReset(bytes, segment) + tcpSynchronize(bytes, segment) + tcpFinish(bytes, segment) + tcpWindow(bytes, segment) + tcpChecksum(bytes, segment) + tcpUrgentPointer(bytes, segment) + (optionsEnd - segment - 20) + (ipEnd - optionsEnd);
    total2 = total2 + sum2 | 0;
  }
  return total2;
}
function sumSeparate2(packets) {
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    const ipEnd = checkIpv4(bytes, at, end);
    if (ipEnd < 0) continue;
    const segment = ipv4OptionsEnd(bytes, at);
    if (checkTcp(bytes, segment, ipEnd) < 0) continue;
    const optionsEnd = tcpOptionsEnd(bytes, segment);
    let sum2 = 0;
    sum2 += ipv4Version(bytes, at) + ipv4HeaderLength(bytes, at) + ipv4Service(bytes, at) + ipv4Congestion(bytes, at) + ipv4TotalLength(bytes, at) + ipv4Identification(bytes, at) + ipv4Reserved(bytes, at) + ipv4DontFragment(bytes, at) + ipv4MoreFragments(bytes, at) + ipv4FragmentOffset(bytes, at) + ipv4TimeToLive(bytes, at) + ipv4Protocol(bytes, at) + ipv4Checksum(bytes, at) + ipv4Source(bytes, at) + ipv4Destination(bytes, at) + (segment - at - 20) + tcpSourcePort(bytes, segment) + tcpDestinationPort(bytes, segment) + tcpSequence(bytes, segment) + tcpAcknowledgment(bytes, segment) + tcpDataOffset(bytes, segment) + tcpReserved(bytes, segment) + tcpCongestionWindowReduced(bytes, segment) + tcpCongestionEcho(bytes, segment) + tcpUrgent(bytes, segment) + tcpAcknowledge(bytes, segment) + tcpPush(bytes, segment) + tcpReset(bytes, segment) + tcpSynchronize(bytes, segment) + tcpFinish(bytes, segment) + tcpWindow(bytes, segment) + tcpChecksum(bytes, segment) + tcpUrgentPointer(bytes, segment) + (optionsEnd - segment - 20) + (ipEnd - optionsEnd);
    total2 = total2 + sum2 | 0;
  }
  return total2;
}

// shapes/headers/int32Slots.ts
function walkIpv4(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots !== void 0) slots[2] = at + headerLength;
  return at + totalLength;
}
var Ipv4View = class {
  bytes = new DataView(new ArrayBuffer(0));
  slots = new Int32Array(3);
  get at() {
    return this.slots[0] ?? 0;
  }
  get end() {
    return this.slots[1] ?? 0;
  }
  get optionsEnd() {
    return this.slots[2] ?? 0;
  }
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.slots[0] = at;
    const packetEnd = walkIpv4(bytes, at, end, this.slots);
    this.slots[1] = packetEnd;
    return packetEnd >= 0;
  }
  get version() {
    return this.bytes.getUint8(this.at) >> 4;
  }
  get headerLength() {
    return this.bytes.getUint8(this.at) & 15;
  }
  get service() {
    return this.bytes.getUint8(this.at + 1) >> 2;
  }
  get congestion() {
    return this.bytes.getUint8(this.at + 1) & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 6) >> 7;
  }
  get dontFragment() {
    return this.bytes.getUint8(this.at + 6) >> 6 & 1;
  }
  get moreFragments() {
    return this.bytes.getUint8(this.at + 6) >> 5 & 1;
  }
  get fragmentOffset() {
    return this.bytes.getUint16(this.at + 6) & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots !== void 0) slots[2] = at + headerLength;
  return end;
}
var TcpView = class {
  bytes = new DataView(new ArrayBuffer(0));
  slots = new Int32Array(3);
  get at() {
    return this.slots[0] ?? 0;
  }
  get end() {
    return this.slots[1] ?? 0;
  }
  get optionsEnd() {
    return this.slots[2] ?? 0;
  }
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.slots[0] = at;
    const packetEnd = walkTcp(bytes, at, end, this.slots);
    this.slots[1] = packetEnd;
    return packetEnd >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bytes.getUint8(this.at + 12) >> 4;
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 12) & 15;
  }
  get congestionWindowReduced() {
    return this.bytes.getUint8(this.at + 13) >> 7;
  }
  get congestionEcho() {
    return this.bytes.getUint8(this.at + 13) >> 6 & 1;
  }
  get urgent() {
    return this.bytes.getUint8(this.at + 13) >> 5 & 1;
  }
  get acknowledge() {
    return this.bytes.getUint8(this.at + 13) >> 4 & 1;
  }
  get push() {
    return this.bytes.getUint8(this.at + 13) >> 3 & 1;
  }
  get reset() {
    return this.bytes.getUint8(this.at + 13) >> 2 & 1;
  }
  get synchronize() {
    return this.bytes.getUint8(this.at + 13) >> 1 & 1;
  }
  get finish() {
    return this.bytes.getUint8(this.at + 13) & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View = new Ipv4View();
var tcpView = new TcpView();
function sumShared3(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View;
  const tcp = tcpView;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate3(packets) {
  const ip = ipv4View;
  const tcp = tcpView;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/leanCached.ts
function walkIpv42(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits0 = bytes.getUint8(at);
    slots.bits1 = bytes.getUint8(at + 1);
    slots.bits6 = bytes.getUint16(at + 6);
    return slots.end = at + totalLength;
  }
  return at + totalLength;
}
var Ipv4View2 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits0 = 0;
  bits1 = 0;
  bits6 = 0;
  bind(bytes, at, end) {
    return walkIpv42(bytes, at, end, this) >= 0;
  }
  get version() {
    return this.bits0 >> 4;
  }
  get headerLength() {
    return this.bits0 & 15;
  }
  get service() {
    return this.bits1 >> 2;
  }
  get congestion() {
    return this.bits1 & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bits6 >> 15;
  }
  get dontFragment() {
    return this.bits6 >> 14 & 1;
  }
  get moreFragments() {
    return this.bits6 >> 13 & 1;
  }
  get fragmentOffset() {
    return this.bits6 & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp2(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits12 = bytes.getUint16(at + 12);
    slots.end = end;
  }
  return end;
}
var TcpView2 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits12 = 0;
  bind(bytes, at, end) {
    return walkTcp2(bytes, at, end, this) >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bits12 >> 12;
  }
  get reserved() {
    return this.bits12 >> 8 & 15;
  }
  get congestionWindowReduced() {
    return this.bits12 >> 7 & 1;
  }
  get congestionEcho() {
    return this.bits12 >> 6 & 1;
  }
  get urgent() {
    return this.bits12 >> 5 & 1;
  }
  get acknowledge() {
    return this.bits12 >> 4 & 1;
  }
  get push() {
    return this.bits12 >> 3 & 1;
  }
  get reset() {
    return this.bits12 >> 2 & 1;
  }
  get synchronize() {
    return this.bits12 >> 1 & 1;
  }
  get finish() {
    return this.bits12 & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View2 = new Ipv4View2();
var tcpView2 = new TcpView2();
function sumShared4(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View2;
  const tcp = tcpView2;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate4(packets) {
  const ip = ipv4View2;
  const tcp = tcpView2;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/objects.ts
function readIpv4(bytes, at, end) {
  if (end - at < 20) return void 0;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return void 0;
  if (end - at < totalLength) return void 0;
  return {
    version: bytes.getUint8(at) >> 4,
    headerLength: bytes.getUint8(at) & 15,
    service: bytes.getUint8(at + 1) >> 2,
    congestion: bytes.getUint8(at + 1) & 3,
    totalLength: bytes.getUint16(at + 2),
    identification: bytes.getUint16(at + 4),
    reserved: bytes.getUint8(at + 6) >> 7,
    dontFragment: bytes.getUint8(at + 6) >> 6 & 1,
    moreFragments: bytes.getUint8(at + 6) >> 5 & 1,
    fragmentOffset: bytes.getUint16(at + 6) & 8191,
    timeToLive: bytes.getUint8(at + 8),
    protocol: bytes.getUint8(at + 9),
    checksum: bytes.getUint16(at + 10),
    source: bytes.getUint32(at + 12),
    destination: bytes.getUint32(at + 16),
    at,
    optionsEnd: at + headerLength,
    end: at + totalLength
  };
}
function readTcp(bytes, at, end) {
  if (end - at < 20) return void 0;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return void 0;
  if (end - at < headerLength) return void 0;
  return {
    sourcePort: bytes.getUint16(at),
    destinationPort: bytes.getUint16(at + 2),
    sequence: bytes.getUint32(at + 4),
    acknowledgment: bytes.getUint32(at + 8),
    dataOffset: bytes.getUint8(at + 12) >> 4,
    reserved: bytes.getUint8(at + 12) & 15,
    congestionWindowReduced: bytes.getUint8(at + 13) >> 7,
    congestionEcho: bytes.getUint8(at + 13) >> 6 & 1,
    urgent: bytes.getUint8(at + 13) >> 5 & 1,
    acknowledge: bytes.getUint8(at + 13) >> 4 & 1,
    push: bytes.getUint8(at + 13) >> 3 & 1,
    reset: bytes.getUint8(at + 13) >> 2 & 1,
    synchronize: bytes.getUint8(at + 13) >> 1 & 1,
    finish: bytes.getUint8(at + 13) & 1,
    window: bytes.getUint16(at + 14),
    checksum: bytes.getUint16(at + 16),
    urgentPointer: bytes.getUint16(at + 18),
    at,
    optionsEnd: at + headerLength,
    end
  };
}
function sumShared5(packets) {
  const { bytes, starts, count } = packets;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    const ip = readIpv4(bytes, at, end);
    if (!ip) continue;
    const tcp = readTcp(bytes, ip.optionsEnd, ip.end);
    if (!tcp) continue;
    let sum2 = 0;
    sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
    total2 = total2 + sum2 | 0;
  }
  return total2;
}
function sumSeparate5(packets) {
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    const ip = readIpv4(bytes, at, end);
    if (!ip) continue;
    const tcp = readTcp(bytes, ip.optionsEnd, ip.end);
    if (!tcp) continue;
    let sum2 = 0;
    sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
    total2 = total2 + sum2 | 0;
  }
  return total2;
}

// shapes/headers/octets.ts
function walkIpv43(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = ((bytes[at] ?? 0) & 15) * 4;
  const totalLength = (bytes[at + 2] ?? 0) << 8 | (bytes[at + 3] ?? 0);
  if ((bytes[at] ?? 0) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots !== void 0) slots.optionsEnd = at + headerLength;
  return at + totalLength;
}
var Ipv4View3 = class {
  bytes = new Uint8Array(0);
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkIpv43(bytes, at, end, this);
    return this.end >= 0;
  }
  get version() {
    return (this.bytes[this.at] ?? 0) >> 4;
  }
  get headerLength() {
    return (this.bytes[this.at] ?? 0) & 15;
  }
  get service() {
    return (this.bytes[this.at + 1] ?? 0) >> 2;
  }
  get congestion() {
    return (this.bytes[this.at + 1] ?? 0) & 3;
  }
  get totalLength() {
    return (this.bytes[this.at + 2] ?? 0) << 8 | (this.bytes[this.at + 3] ?? 0);
  }
  get identification() {
    return (this.bytes[this.at + 4] ?? 0) << 8 | (this.bytes[this.at + 5] ?? 0);
  }
  get reserved() {
    return (this.bytes[this.at + 6] ?? 0) >> 7;
  }
  get dontFragment() {
    return (this.bytes[this.at + 6] ?? 0) >> 6 & 1;
  }
  get moreFragments() {
    return (this.bytes[this.at + 6] ?? 0) >> 5 & 1;
  }
  get fragmentOffset() {
    return ((this.bytes[this.at + 6] ?? 0) << 8 | (this.bytes[this.at + 7] ?? 0)) & 8191;
  }
  get timeToLive() {
    return this.bytes[this.at + 8] ?? 0;
  }
  get protocol() {
    return this.bytes[this.at + 9] ?? 0;
  }
  get checksum() {
    return (this.bytes[this.at + 10] ?? 0) << 8 | (this.bytes[this.at + 11] ?? 0);
  }
  get source() {
    return ((this.bytes[this.at + 12] ?? 0) << 24 | (this.bytes[this.at + 13] ?? 0) << 16 | (this.bytes[this.at + 14] ?? 0) << 8 | (this.bytes[this.at + 15] ?? 0)) >>> 0;
  }
  get destination() {
    return ((this.bytes[this.at + 16] ?? 0) << 24 | (this.bytes[this.at + 17] ?? 0) << 16 | (this.bytes[this.at + 18] ?? 0) << 8 | (this.bytes[this.at + 19] ?? 0)) >>> 0;
  }
};
function walkTcp3(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = ((bytes[at + 12] ?? 0) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots !== void 0) slots.optionsEnd = at + headerLength;
  return end;
}
var TcpView3 = class {
  bytes = new Uint8Array(0);
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkTcp3(bytes, at, end, this);
    return this.end >= 0;
  }
  get sourcePort() {
    return (this.bytes[this.at] ?? 0) << 8 | (this.bytes[this.at + 1] ?? 0);
  }
  get destinationPort() {
    return (this.bytes[this.at + 2] ?? 0) << 8 | (this.bytes[this.at + 3] ?? 0);
  }
  get sequence() {
    return ((this.bytes[this.at + 4] ?? 0) << 24 | (this.bytes[this.at + 5] ?? 0) << 16 | (this.bytes[this.at + 6] ?? 0) << 8 | (this.bytes[this.at + 7] ?? 0)) >>> 0;
  }
  get acknowledgment() {
    return ((this.bytes[this.at + 8] ?? 0) << 24 | (this.bytes[this.at + 9] ?? 0) << 16 | (this.bytes[this.at + 10] ?? 0) << 8 | (this.bytes[this.at + 11] ?? 0)) >>> 0;
  }
  get dataOffset() {
    return (this.bytes[this.at + 12] ?? 0) >> 4;
  }
  get reserved() {
    return (this.bytes[this.at + 12] ?? 0) & 15;
  }
  get congestionWindowReduced() {
    return (this.bytes[this.at + 13] ?? 0) >> 7;
  }
  get congestionEcho() {
    return (this.bytes[this.at + 13] ?? 0) >> 6 & 1;
  }
  get urgent() {
    return (this.bytes[this.at + 13] ?? 0) >> 5 & 1;
  }
  get acknowledge() {
    return (this.bytes[this.at + 13] ?? 0) >> 4 & 1;
  }
  get push() {
    return (this.bytes[this.at + 13] ?? 0) >> 3 & 1;
  }
  get reset() {
    return (this.bytes[this.at + 13] ?? 0) >> 2 & 1;
  }
  get synchronize() {
    return (this.bytes[this.at + 13] ?? 0) >> 1 & 1;
  }
  get finish() {
    return (this.bytes[this.at + 13] ?? 0) & 1;
  }
  get window() {
    return (this.bytes[this.at + 14] ?? 0) << 8 | (this.bytes[this.at + 15] ?? 0);
  }
  get checksum() {
    return (this.bytes[this.at + 16] ?? 0) << 8 | (this.bytes[this.at + 17] ?? 0);
  }
  get urgentPointer() {
    return (this.bytes[this.at + 18] ?? 0) << 8 | (this.bytes[this.at + 19] ?? 0);
  }
};
var ipv4View3 = new Ipv4View3();
var tcpView3 = new TcpView3();
function sumShared6(packets) {
  const { octets: bytes, starts, count } = packets;
  const ip = ipv4View3;
  const tcp = tcpView3;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/recomputed.ts
function checkIpv42(bytes, at, end) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  return at + totalLength;
}
var Ipv4View4 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    return checkIpv42(bytes, at, end) >= 0;
  }
  get version() {
    return this.bytes.getUint8(this.at) >> 4;
  }
  get headerLength() {
    return this.bytes.getUint8(this.at) & 15;
  }
  get service() {
    return this.bytes.getUint8(this.at + 1) >> 2;
  }
  get congestion() {
    return this.bytes.getUint8(this.at + 1) & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 6) >> 7;
  }
  get dontFragment() {
    return this.bytes.getUint8(this.at + 6) >> 6 & 1;
  }
  get moreFragments() {
    return this.bytes.getUint8(this.at + 6) >> 5 & 1;
  }
  get fragmentOffset() {
    return this.bytes.getUint16(this.at + 6) & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
  get optionsEnd() {
    return this.at + (this.bytes.getUint8(this.at) & 15) * 4;
  }
  get end() {
    return this.at + this.bytes.getUint16(this.at + 2);
  }
};
function checkTcp2(bytes, at, end) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  return end;
}
var TcpView4 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    return checkTcp2(bytes, at, end) >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bytes.getUint8(this.at + 12) >> 4;
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 12) & 15;
  }
  get congestionWindowReduced() {
    return this.bytes.getUint8(this.at + 13) >> 7;
  }
  get congestionEcho() {
    return this.bytes.getUint8(this.at + 13) >> 6 & 1;
  }
  get urgent() {
    return this.bytes.getUint8(this.at + 13) >> 5 & 1;
  }
  get acknowledge() {
    return this.bytes.getUint8(this.at + 13) >> 4 & 1;
  }
  get push() {
    return this.bytes.getUint8(this.at + 13) >> 3 & 1;
  }
  get reset() {
    return this.bytes.getUint8(this.at + 13) >> 2 & 1;
  }
  get synchronize() {
    return this.bytes.getUint8(this.at + 13) >> 1 & 1;
  }
  get finish() {
    return this.bytes.getUint8(this.at + 13) & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
  get optionsEnd() {
    return this.at + (this.bytes.getUint8(this.at + 12) >> 4) * 4;
  }
};
var ipv4View4 = new Ipv4View4();
var tcpView4 = new TcpView4();
function sumShared7(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View4;
  const tcp = tcpView4;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate6(packets) {
  const ip = ipv4View4;
  const tcp = tcpView4;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/separateCheck.ts
function walkIpv44(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  slots.optionsEnd = at + headerLength;
  return at + totalLength;
}
var Ipv4View5 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkIpv44(bytes, at, end, this);
    return this.end >= 0;
  }
  get version() {
    return this.bytes.getUint8(this.at) >> 4;
  }
  get headerLength() {
    return this.bytes.getUint8(this.at) & 15;
  }
  get service() {
    return this.bytes.getUint8(this.at + 1) >> 2;
  }
  get congestion() {
    return this.bytes.getUint8(this.at + 1) & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 6) >> 7;
  }
  get dontFragment() {
    return this.bytes.getUint8(this.at + 6) >> 6 & 1;
  }
  get moreFragments() {
    return this.bytes.getUint8(this.at + 6) >> 5 & 1;
  }
  get fragmentOffset() {
    return this.bytes.getUint16(this.at + 6) & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp4(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  slots.optionsEnd = at + headerLength;
  return end;
}
var TcpView5 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkTcp4(bytes, at, end, this);
    return this.end >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bytes.getUint8(this.at + 12) >> 4;
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 12) & 15;
  }
  get congestionWindowReduced() {
    return this.bytes.getUint8(this.at + 13) >> 7;
  }
  get congestionEcho() {
    return this.bytes.getUint8(this.at + 13) >> 6 & 1;
  }
  get urgent() {
    return this.bytes.getUint8(this.at + 13) >> 5 & 1;
  }
  get acknowledge() {
    return this.bytes.getUint8(this.at + 13) >> 4 & 1;
  }
  get push() {
    return this.bytes.getUint8(this.at + 13) >> 3 & 1;
  }
  get reset() {
    return this.bytes.getUint8(this.at + 13) >> 2 & 1;
  }
  get synchronize() {
    return this.bytes.getUint8(this.at + 13) >> 1 & 1;
  }
  get finish() {
    return this.bytes.getUint8(this.at + 13) & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View5 = new Ipv4View5();
var tcpView5 = new TcpView5();
function sumShared8(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View5;
  const tcp = tcpView5;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate7(packets) {
  const ip = ipv4View5;
  const tcp = tcpView5;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/slots.ts
function walkIpv45(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots !== void 0) slots.optionsEnd = at + headerLength;
  return at + totalLength;
}
var Ipv4View6 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkIpv45(bytes, at, end, this);
    return this.end >= 0;
  }
  get version() {
    return this.bytes.getUint8(this.at) >> 4;
  }
  get headerLength() {
    return this.bytes.getUint8(this.at) & 15;
  }
  get service() {
    return this.bytes.getUint8(this.at + 1) >> 2;
  }
  get congestion() {
    return this.bytes.getUint8(this.at + 1) & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 6) >> 7;
  }
  get dontFragment() {
    return this.bytes.getUint8(this.at + 6) >> 6 & 1;
  }
  get moreFragments() {
    return this.bytes.getUint8(this.at + 6) >> 5 & 1;
  }
  get fragmentOffset() {
    return this.bytes.getUint16(this.at + 6) & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp5(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots !== void 0) slots.optionsEnd = at + headerLength;
  return end;
}
var TcpView6 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = walkTcp5(bytes, at, end, this);
    return this.end >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bytes.getUint8(this.at + 12) >> 4;
  }
  get reserved() {
    return this.bytes.getUint8(this.at + 12) & 15;
  }
  get congestionWindowReduced() {
    return this.bytes.getUint8(this.at + 13) >> 7;
  }
  get congestionEcho() {
    return this.bytes.getUint8(this.at + 13) >> 6 & 1;
  }
  get urgent() {
    return this.bytes.getUint8(this.at + 13) >> 5 & 1;
  }
  get acknowledge() {
    return this.bytes.getUint8(this.at + 13) >> 4 & 1;
  }
  get push() {
    return this.bytes.getUint8(this.at + 13) >> 3 & 1;
  }
  get reset() {
    return this.bytes.getUint8(this.at + 13) >> 2 & 1;
  }
  get synchronize() {
    return this.bytes.getUint8(this.at + 13) >> 1 & 1;
  }
  get finish() {
    return this.bytes.getUint8(this.at + 13) & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View6 = new Ipv4View6();
var tcpView6 = new TcpView6();
function sumShared9(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View6;
  const tcp = tcpView6;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate8(packets) {
  const ip = ipv4View6;
  const tcp = tcpView6;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/tight.ts
function walkIpv46(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const bits0 = bytes.getUint16(at);
  const headerLength = (bits0 >> 8 & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bits0 >> 12 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits0 = bits0;
    slots.bits6 = bytes.getUint16(at + 6);
    return slots.end = at + totalLength;
  }
  return at + totalLength;
}
var Ipv4View7 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits0 = 0;
  bits6 = 0;
  bind(bytes, at, end) {
    return walkIpv46(bytes, at, end, this) >= 0;
  }
  get version() {
    return this.bits0 >> 12;
  }
  get headerLength() {
    return this.bits0 >> 8 & 15;
  }
  get service() {
    return this.bits0 >> 2 & 63;
  }
  get congestion() {
    return this.bits0 & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bits6 >> 15;
  }
  get dontFragment() {
    return this.bits6 >> 14 & 1;
  }
  get moreFragments() {
    return this.bits6 >> 13 & 1;
  }
  get fragmentOffset() {
    return this.bits6 & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp6(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const bits12 = bytes.getUint16(at + 12);
  const headerLength = (bits12 >> 12) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits12 = bits12;
    slots.end = end;
  }
  return end;
}
var TcpView7 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits12 = 0;
  bind(bytes, at, end) {
    return walkTcp6(bytes, at, end, this) >= 0;
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bits12 >> 12;
  }
  get reserved() {
    return this.bits12 >> 8 & 15;
  }
  get congestionWindowReduced() {
    return this.bits12 >> 7 & 1;
  }
  get congestionEcho() {
    return this.bits12 >> 6 & 1;
  }
  get urgent() {
    return this.bits12 >> 5 & 1;
  }
  get acknowledge() {
    return this.bits12 >> 4 & 1;
  }
  get push() {
    return this.bits12 >> 3 & 1;
  }
  get reset() {
    return this.bits12 >> 2 & 1;
  }
  get synchronize() {
    return this.bits12 >> 1 & 1;
  }
  get finish() {
    return this.bits12 & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View7 = new Ipv4View7();
var tcpView7 = new TcpView7();
function sumShared10(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View7;
  const tcp = tcpView7;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate9(packets) {
  const ip = ipv4View7;
  const tcp = tcpView7;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/tightWords.ts
function walkIpv47(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const bits0 = bytes.getUint16(at);
  const headerLength = (bits0 >> 8 & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bits0 >> 12 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    return slots.end = at + totalLength;
  }
  return at + totalLength;
}
var Ipv4View8 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    return walkIpv47(bytes, at, end, this) >= 0;
  }
  get bits0() {
    return this.bytes.getUint16(this.at);
  }
  get bits6() {
    return this.bytes.getUint16(this.at + 6);
  }
  get version() {
    return this.bits0 >> 12;
  }
  get headerLength() {
    return this.bits0 >> 8 & 15;
  }
  get service() {
    return this.bits0 >> 2 & 63;
  }
  get congestion() {
    return this.bits0 & 3;
  }
  get totalLength() {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification() {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved() {
    return this.bits6 >> 15;
  }
  get dontFragment() {
    return this.bits6 >> 14 & 1;
  }
  get moreFragments() {
    return this.bits6 >> 13 & 1;
  }
  get fragmentOffset() {
    return this.bits6 & 8191;
  }
  get timeToLive() {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol() {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 10);
  }
  get source() {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination() {
    return this.bytes.getUint32(this.at + 16);
  }
};
function walkTcp7(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const bits12 = bytes.getUint16(at + 12);
  const headerLength = (bits12 >> 12) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.end = end;
  }
  return end;
}
var TcpView8 = class {
  bytes = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bind(bytes, at, end) {
    return walkTcp7(bytes, at, end, this) >= 0;
  }
  get bits12() {
    return this.bytes.getUint16(this.at + 12);
  }
  get sourcePort() {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort() {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence() {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment() {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset() {
    return this.bits12 >> 12;
  }
  get reserved() {
    return this.bits12 >> 8 & 15;
  }
  get congestionWindowReduced() {
    return this.bits12 >> 7 & 1;
  }
  get congestionEcho() {
    return this.bits12 >> 6 & 1;
  }
  get urgent() {
    return this.bits12 >> 5 & 1;
  }
  get acknowledge() {
    return this.bits12 >> 4 & 1;
  }
  get push() {
    return this.bits12 >> 3 & 1;
  }
  get reset() {
    return this.bits12 >> 2 & 1;
  }
  get synchronize() {
    return this.bits12 >> 1 & 1;
  }
  get finish() {
    return this.bits12 & 1;
  }
  get window() {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum() {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer() {
    return this.bytes.getUint16(this.at + 18);
  }
};
var ipv4View8 = new Ipv4View8();
var tcpView8 = new TcpView8();
function sumShared11(packets) {
  const { bytes, starts, count } = packets;
  const ip = ipv4View8;
  const tcp = tcpView8;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}
function sumSeparate10(packets) {
  const ip = ipv4View8;
  const tcp = tcpView8;
  let total2 = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    let sum2 = 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
      sum2 += ip.version + ip.headerLength + ip.service + ip.congestion + ip.totalLength + ip.identification + ip.reserved + ip.dontFragment + ip.moreFragments + ip.fragmentOffset + ip.timeToLive + ip.protocol + ip.checksum + ip.source + ip.destination + (ip.optionsEnd - ip.at - 20) + tcp.sourcePort + tcp.destinationPort + tcp.sequence + tcp.acknowledgment + tcp.dataOffset + tcp.reserved + tcp.congestionWindowReduced + tcp.congestionEcho + tcp.urgent + tcp.acknowledge + tcp.push + tcp.reset + tcp.synchronize + tcp.finish + tcp.window + tcp.checksum + tcp.urgentPointer + (tcp.optionsEnd - tcp.at - 20) + (tcp.end - tcp.optionsEnd);
      total2 = total2 + sum2 | 0;
    }
    continue;
  }
  return total2;
}

// shapes/headers/task.ts
function headerTasks() {
  const packets = tcpOverIpv4(512);
  return [
    {
      name: "headers, one buffer",
      batch: packets.count,
      reference: "limit",
      candidates: [
        { name: "limit", run: () => sumShared(packets) },
        { name: "A slots", run: () => sumShared9(packets) },
        { name: "A2 separate check", run: () => sumShared8(packets) },
        { name: "A3 words by private getter", run: () => sumShared11(packets) },
        { name: "A7 words cached", run: () => sumShared4(packets) },
        { name: "A8 words cached, each read once", run: () => sumShared10(packets) },
        { name: "A over Uint8Array", run: () => sumShared6(packets) },
        { name: "C1 recomputed", run: () => sumShared7(packets) },
        { name: "C2 Int32Array slots", run: () => sumShared3(packets) },
        { name: "D functions", run: () => sumShared2(packets) },
        { name: "eager objects", run: () => sumShared5(packets) }
      ]
    },
    {
      name: "headers, a buffer each",
      batch: packets.count,
      reference: "limit",
      candidates: [
        { name: "limit", run: () => sumSeparate(packets) },
        { name: "A slots", run: () => sumSeparate8(packets) },
        { name: "A2 separate check", run: () => sumSeparate7(packets) },
        { name: "A3 words by private getter", run: () => sumSeparate10(packets) },
        { name: "A7 words cached", run: () => sumSeparate4(packets) },
        { name: "A8 words cached, each read once", run: () => sumSeparate9(packets) },
        { name: "C1 recomputed", run: () => sumSeparate6(packets) },
        { name: "C2 Int32Array slots", run: () => sumSeparate3(packets) },
        { name: "D functions", run: () => sumSeparate2(packets) },
        { name: "eager objects", run: () => sumSeparate5(packets) }
      ]
    }
  ];
}

// limits/ssh.ts
function skipString(bytes, at, end) {
  if (end - at < 4) return -1;
  const next = at + 4 + bytes.getUint32(at);
  return next > end ? -1 : next;
}
function isText(bytes, at, text2) {
  if (bytes.getUint32(at) !== text2.length) return false;
  for (let index = 0; index < text2.length; index++) if (bytes.getUint8(at + 4 + index) !== text2[index]) return false;
  return true;
}
var none2 = new TextEncoder().encode("none");
var password = new TextEncoder().encode("password");
var publicKey = new TextEncoder().encode("publickey");
function userAuth(bytes, at, end) {
  if (end - at < 1 || bytes.getUint8(at) !== 50) return -1;
  const service = skipString(bytes, at + 1, end);
  if (service < 0) return -1;
  const method = skipString(bytes, service, end);
  if (method < 0) return -1;
  const rest = skipString(bytes, method, end);
  if (rest < 0) return -1;
  const common = service - at + (method - service);
  if (isText(bytes, method, publicKey)) {
    if (end - rest < 1) return -1;
    const key = skipString(bytes, rest + 1, end);
    if (key < 0) return -1;
    const keyEnd = skipString(bytes, key, end);
    if (keyEnd < 0 || bytes.getUint8(rest) !== 0 && skipString(bytes, keyEnd, end) < 0) return -1;
    return common + 3 + (keyEnd - key - 4);
  }
  if (isText(bytes, method, password)) {
    if (end - rest < 1) return -1;
    const passwordEnd = skipString(bytes, rest + 1, end);
    if (passwordEnd < 0 || bytes.getUint8(rest) !== 0 && skipString(bytes, passwordEnd, end) < 0) return -1;
    return common + 2 + (passwordEnd - rest - 5);
  }
  return isText(bytes, method, none2) ? common + 1 : -1;
}
function sumUserAuth({ bytes, starts, count }) {
  let total2 = 0;
  for (let index = 0; index < count; index++) total2 += userAuth(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
  return total2;
}
function channelData(bytes, at, end) {
  if (end - at < 9 || bytes.getUint8(at) !== 94) return -1;
  const length = bytes.getUint32(at + 5);
  return length > end - at - 9 ? -1 : bytes.getUint32(at + 1) + length;
}
function sumChannelData({ bytes, starts, count }) {
  let total2 = 0;
  for (let index = 0; index < count; index++) total2 += channelData(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
  return total2;
}

// peers/ssh2.ts
import { createRequire } from "node:module";
var require2 = createRequire(import.meta.url);
var handlers = require2("ssh2/lib/protocol/handlers.misc.js");
var total = 0;
var connection = {
  _server: true,
  /** ssh2 queues the method of each request; nothing here takes it out again. */
  _authsQueue: { push: () => void 0 },
  _debug: void 0,
  _kex: { sessionID: Buffer.alloc(32) },
  _handlers: {
    CHANNEL_DATA: (_self, recipient, data) => {
      total += recipient + data.length;
    },
    USERAUTH_REQUEST: (_self, user, service, _method, data) => {
      total += user.length + service.length + (data === null ? 0 : 1);
    }
  }
};
function sum(type, { buffers }) {
  const handler = handlers[type];
  if (handler === void 0) throw new Error(`ssh2 has no handler for message ${type}`);
  total = 0;
  for (const buffer of buffers) handler(connection, buffer);
  return total;
}
function sumUserAuth2(packets) {
  return sum(50, packets);
}
function sumChannelData2(packets) {
  return sum(94, packets);
}

// sshData.ts
var text = (value) => {
  const octets = [...Buffer.from(value)];
  return [0, 0, octets.length >> 8, octets.length & 255, ...octets];
};
var blob = (random, length) => [
  0,
  0,
  length >> 8,
  length & 255,
  ...Array.from({ length }, () => random.below(256))
];
function sshUserAuth(count, seed = 4) {
  const random = new Random(seed);
  const request = () => {
    const user = random.pick(["root", "git", "deploy", "alexandra.example"]);
    const common = [50, ...text(user), ...text("ssh-connection")];
    const kind = random.below(10);
    if (kind < 2) return [...common, ...text("none")];
    if (kind < 4) return [...common, ...text("password"), 0, ...text("correct horse battery staple")];
    return [...common, ...text("publickey"), 0, ...text("ssh-ed25519"), ...blob(random, 51)];
  };
  return packPackets(Array.from({ length: count }, () => Uint8Array.from(request())));
}
function sshChannelData(count, seed = 5) {
  const random = new Random(seed);
  const message = () => [94, 0, 0, 0, random.below(10), ...blob(random, random.pick([1, 1, 36, 80, 1400, 4096]))];
  return packPackets(Array.from({ length: count }, () => Uint8Array.from(message())));
}

// ../runtime/bytes.ts
function subarray(bytes, start, end) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}
function matchesBytes(bytes, start, end, expected) {
  if (end - start !== expected.length) return false;
  for (let index = 0; index < expected.length; index++) {
    if (bytes.getUint8(start + index) !== expected[index]) return false;
  }
  return true;
}

// ../runtime/types/string32.ts
var PREFIX = 4;
function check(bytes, at, end) {
  if (at + PREFIX > end) return needMore(at + PREFIX - end);
  const stop = at + PREFIX + bytes.getUint32(at);
  return stop > end ? needMore(stop - end) : stop;
}

// shapes/ssh/objects.ts
var encoder = new TextEncoder();
var none3 = encoder.encode("none");
var password2 = encoder.encode("password");
var publicKey2 = encoder.encode("publickey");
function decodeRequest(bytes, at, end) {
  if (end - at < 1 || bytes.getUint8(at) !== 50) return void 0;
  const userEnd = check(bytes, at + 1, end);
  if (userEnd < 0) return void 0;
  const serviceEnd = check(bytes, userEnd, end);
  if (serviceEnd < 0) return void 0;
  const methodEnd = check(bytes, serviceEnd, end);
  if (methodEnd < 0) return void 0;
  const methodName = decodeMethod(bytes, serviceEnd + 4, methodEnd, end);
  if (methodName === void 0) return void 0;
  return { userName: subarray(bytes, at + 5, userEnd), serviceName: subarray(bytes, userEnd + 4, serviceEnd), methodName };
}
function decodeMethod(bytes, nameStart, at, end) {
  if (matchesBytes(bytes, nameStart, at, none3)) return { $kind: "None" };
  if (end - at < 1) return void 0;
  const flag = bytes.getUint8(at) !== 0;
  const firstEnd = check(bytes, at + 1, end);
  if (firstEnd < 0) return void 0;
  if (matchesBytes(bytes, nameStart, at, password2)) {
    if (flag && check(bytes, firstEnd, end) < 0) return void 0;
    return { $kind: "Password", change: flag, password: subarray(bytes, at + 5, firstEnd) };
  }
  if (!matchesBytes(bytes, nameStart, at, publicKey2)) return void 0;
  const keyEnd = check(bytes, firstEnd, end);
  if (keyEnd < 0 || flag && check(bytes, keyEnd, end) < 0) return void 0;
  const algorithmName = subarray(bytes, at + 5, firstEnd);
  return { $kind: "PublicKey", hasSignature: flag, algorithmName, publicKey: subarray(bytes, firstEnd + 4, keyEnd) };
}
function decodeChannelData(bytes, at, end) {
  if (end - at < 9 || bytes.getUint8(at) !== 94) return void 0;
  const dataEnd = check(bytes, at + 5, end);
  if (dataEnd < 0) return void 0;
  return { recipientChannel: bytes.getUint32(at + 1), data: subarray(bytes, at + 9, dataEnd) };
}

// shapes/ssh/slots.ts
var empty = new DataView(new ArrayBuffer(0));
var encoder2 = new TextEncoder();
var none4 = encoder2.encode("none");
var password3 = encoder2.encode("password");
var publicKey3 = encoder2.encode("publickey");
function walkRequest(bytes, at, end, slots) {
  const userEnd = check(bytes, at, end);
  if (userEnd < 0) return userEnd;
  const serviceEnd = check(bytes, userEnd, end);
  if (serviceEnd < 0) return serviceEnd;
  const methodEnd = check(bytes, serviceEnd, end);
  if (methodEnd < 0) return methodEnd;
  let arm = 3;
  let part1 = 0;
  let part2 = 0;
  let next = methodEnd;
  if (matchesBytes(bytes, serviceEnd + 4, methodEnd, none4)) {
    arm = 0;
  } else if (matchesBytes(bytes, serviceEnd + 4, methodEnd, publicKey3)) {
    arm = 1;
    if (end - methodEnd < 1) return end - methodEnd - 2;
    part1 = check(bytes, methodEnd + 1, end);
    if (part1 < 0) return part1;
    part2 = check(bytes, part1, end);
    if (part2 < 0) return part2;
    next = part2;
    if (bytes.getUint8(methodEnd) !== 0) next = check(bytes, part2, end);
    if (next < 0) return next;
  } else if (matchesBytes(bytes, serviceEnd + 4, methodEnd, password3)) {
    arm = 2;
    if (end - methodEnd < 1) return end - methodEnd - 2;
    part1 = check(bytes, methodEnd + 1, end);
    if (part1 < 0) return part1;
    next = part1;
    if (bytes.getUint8(methodEnd) !== 0) next = check(bytes, part1, end);
    if (next < 0) return next;
  } else {
    next = end;
  }
  if (slots !== void 0) {
    slots.userEnd = userEnd;
    slots.serviceEnd = serviceEnd;
    slots.methodEnd = methodEnd;
    slots.arm = arm;
    slots.part1 = part1;
    slots.part2 = part2;
  }
  return next;
}
function walkAuth(bytes, at, end, slots) {
  if (end - at < 1) return end - at - 2;
  return bytes.getUint8(at) === 50 ? walkRequest(bytes, at + 1, end, slots) : -1;
}
var AuthView = class {
  bytes = empty;
  at = 0;
  userEnd = 0;
  serviceEnd = 0;
  methodEnd = 0;
  arm = 0;
  part1 = 0;
  part2 = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    return walkAuth(bytes, at, end, this) >= 0;
  }
  get methodKind() {
    switch (this.arm) {
      case 0:
        return "None";
      case 1:
        return "PublicKey";
      case 2:
        return "Password";
      default:
        return "Unknown";
    }
  }
  bindPublicKey(view) {
    if (this.arm !== 1) return false;
    view.bytes = this.bytes;
    view.methodEnd = this.methodEnd;
    view.part1 = this.part1;
    view.part2 = this.part2;
    return true;
  }
  bindPassword(view) {
    if (this.arm !== 2) return false;
    view.bytes = this.bytes;
    view.methodEnd = this.methodEnd;
    view.part1 = this.part1;
    return true;
  }
};
var PublicKeyView = class {
  bytes = empty;
  methodEnd = 0;
  part1 = 0;
  part2 = 0;
  get publicKeyStart() {
    return this.part1 + 4;
  }
  get publicKeyEnd() {
    return this.part2;
  }
};
var PasswordView = class {
  bytes = empty;
  methodEnd = 0;
  part1 = 0;
  get passwordStart() {
    return this.methodEnd + 5;
  }
  get passwordEnd() {
    return this.part1;
  }
};
function walkChannelData(bytes, at, end, slots) {
  if (end - at < 5) return end - at - 6;
  if (bytes.getUint8(at) !== 94) return -1;
  const dataEnd = check(bytes, at + 5, end);
  if (dataEnd < 0) return dataEnd;
  if (slots !== void 0) slots.dataEnd = dataEnd;
  return dataEnd;
}
var ChannelDataView = class {
  bytes = empty;
  at = 0;
  dataEnd = 0;
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    return walkChannelData(bytes, at, end, this) >= 0;
  }
  get recipientChannel() {
    return this.bytes.getUint32(this.at + 1);
  }
  get dataStart() {
    return this.at + 9;
  }
};

// shapes/ssh/task.ts
var authView = new AuthView();
var publicKeyView = new PublicKeyView();
var passwordView = new PasswordView();
var channelDataView = new ChannelDataView();
function sumAuthViews({ bytes, starts, count }) {
  const auth = authView;
  const key = publicKeyView;
  const password4 = passwordView;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    if (!auth.bind(bytes, at, starts[index + 1] ?? 0)) continue;
    total2 += auth.userEnd - at + (auth.serviceEnd - auth.userEnd);
    switch (auth.methodKind) {
      case "PublicKey":
        if (auth.bindPublicKey(key)) total2 += 3 + (key.publicKeyEnd - key.publicKeyStart);
        break;
      case "Password":
        if (auth.bindPassword(password4)) total2 += 2 + (password4.passwordEnd - password4.passwordStart);
        break;
      case "None":
        total2 += 1;
        break;
      case "Unknown":
        break;
    }
  }
  return total2;
}
function sumAuthObjects({ bytes, starts, count }) {
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const request = decodeRequest(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (request === void 0) continue;
    total2 += 9 + request.userName.length + request.serviceName.length;
    const method = request.methodName;
    if (method.$kind === "PublicKey") total2 += 3 + method.publicKey.length;
    else if (method.$kind === "Password") total2 += 2 + method.password.length;
    else total2 += 1;
  }
  return total2;
}
function sumChannelViews({ bytes, starts, count }) {
  const view = channelDataView;
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    if (view.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0)) total2 += view.recipientChannel + view.dataEnd - view.dataStart;
  }
  return total2;
}
function sumChannelObjects({ bytes, starts, count }) {
  let total2 = 0;
  for (let index = 0; index < count; index++) {
    const message = decodeChannelData(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (message !== void 0) total2 += message.recipientChannel + message.data.length;
  }
  return total2;
}
function sshTasks() {
  const requests = sshUserAuth(256);
  const data = sshChannelData(256);
  return [
    {
      name: "ssh user authentication",
      batch: requests.count,
      reference: "limit",
      sameResult: false,
      candidates: [
        { name: "limit", run: () => sumUserAuth(requests) },
        { name: "A views", run: () => sumAuthViews(requests) },
        { name: "B decoded objects", run: () => sumAuthObjects(requests) },
        { name: "ssh2", run: () => sumUserAuth2(requests) }
      ]
    },
    {
      name: "ssh channel data",
      batch: data.count,
      reference: "limit",
      sameResult: true,
      candidates: [
        { name: "limit", run: () => sumChannelData(data) },
        { name: "A views", run: () => sumChannelViews(data) },
        { name: "B decoded objects", run: () => sumChannelObjects(data) },
        { name: "ssh2", run: () => sumChannelData2(data) }
      ]
    }
  ];
}

// shapes/run.ts
var suites = {
  headers: headerTasks,
  "dns-query": dnsQueryTasks,
  "dns-decode": dnsDecodeTasks,
  "dns-encode": dnsEncodeTasks,
  ssh: sshTasks
};
var chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const [name, tasks] of Object.entries(suites)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const task of tasks()) {
    const result = measure(task);
    console.log(process.argv.includes("--json") ? JSON.stringify(result) : renderTask(result));
  }
}
