// bench/random.ts
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

// bench/data.ts
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

// runtime/bits.ts
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

// runtime/bytes.ts
function subarray(bytes, start, end) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}

// runtime/checksum.ts
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

// runtime/version.ts
var RUNTIME_MAJOR = 1;
function requireRuntime(major) {
  if (major === RUNTIME_MAJOR) return;
  const advice = major > RUNTIME_MAJOR ? "update the mplc package that it imports" : "generate it again with the installed mplc";
  throw new Error(
    `this generated packet module needs version ${String(major)} of the mplc runtime, and version ${String(RUNTIME_MAJOR)} is installed: ${advice}`
  );
}

// runtime/limits.ts
var defaultLimits = { depth: 32, elements: 1048576 };

// runtime/values.ts
function isInteger(value, min, max) {
  return Number.isInteger(value) && value >= min && value <= max;
}

// runtime/adjust.ts
function adjustInternetChecksum(bytes, checksumAt, origin, at, size, before) {
  const after = internetSum(bytes, at - (at - origin) % 2, at + size);
  bytes.setUint16(checksumAt, internetUpdate(bytes.getUint16(checksumAt), before, after));
}

// bench/.exp/gen4/ipv4.ts
requireRuntime(1);
function walkIpv4Options(bytes, from, end, limits, slots) {
  let at = from;
  do {
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
      return typeEnd;
    }
    at = typeEnd;
  } while (at < end);
  return at;
}
function walkIpv4OptionsAll(bytes, at, end) {
  return walkIpv4Options(bytes, at, end, defaultLimits);
}
function walkIpv4(bytes, at, end, slots) {
  if (end - at < 20) return end - at - 21;
  const bits0 = bytes.getUint16(at);
  const ihl = bits0 >> 8 & 15;
  if (bits0 >> 12 !== 4 || ihl < 5) return -1;
  const optionsPartEnd = at + ihl * 4;
  if (optionsPartEnd > end) return end - optionsPartEnd - 1;
  if (ihl > 5 && walkIpv4OptionsAll(bytes, at + 20, optionsPartEnd) < 0) return -1;
  const dataEnd = at + bytes.getUint16(at + 2);
  if (dataEnd < optionsPartEnd) return -1;
  if (dataEnd > end) return end - dataEnd - 1;
  if (slots !== void 0) {
    slots.$bits0 = bits0;
    slots.$bits6 = bytes.getUint16(at + 6);
    slots.$optionsPartEnd = optionsPartEnd;
    slots.$dataEnd = dataEnd;
  }
  return dataEnd;
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
  bind(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    return walkIpv4(bytes, at, end, this) >= 0;
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

// bench/.exp/gen3/tcp.ts
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
function walkTcpOptions(bytes, from, end, limits, slots) {
  let at = from;
  do {
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
      return kindEnd;
    }
    at = kindEnd;
  } while (at < end);
  return at;
}
function walkTcpOptionsAll(bytes, at, end) {
  return walkTcpOptions(bytes, at, end, defaultLimits);
}
function walkTcp(bytes, at, end, pseudoHeaderSum, slots) {
  if (end - at < 20) return end - (at + 20) - 1;
  const bits12 = bytes.getUint16(at + 12);
  const dataOffset = bits12 >> 12;
  if (dataOffset < 5) return -1;
  const optionsSize = dataOffset * 4 - 20;
  if (end - (at + 20) < optionsSize) return end - (at + 20 + optionsSize) - 1;
  const optionsPartEnd = at + 20 + optionsSize;
  if (optionsSize > 0 && walkTcpOptionsAll(bytes, at + 20, optionsPartEnd) < 0) return -1;
  const dataEnd = end;
  if (slots !== void 0) {
    slots.end = dataEnd;
    slots.$pseudoHeaderSum = pseudoHeaderSum;
    slots.$bits12 = bits12;
    slots.$optionsPartEnd = optionsPartEnd;
    slots.$dataEnd = dataEnd;
  }
  return dataEnd;
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
  bind(bytes, at, end, pseudoHeaderSum) {
    this.bytes = bytes;
    this.at = at;
    return walkTcp(bytes, at, end, pseudoHeaderSum, this) >= 0;
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

// bench/limits/headers.ts
function sumHeaders({ bytes, starts, count }) {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = total + sumPacket(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) | 0;
  }
  return total;
}
function sumPacket(bytes, at, end) {
  if (end - at < 20) return -1;
  const first = bytes.getUint16(at);
  const ipHeader = (first >> 8 & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (first >> 12 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) return -1;
  const segment = at + ipHeader;
  if (ipHeader > 20 && !ipOptionsSound(bytes, at + 20, segment)) return -1;
  const fragment = bytes.getUint16(at + 6);
  const ip2 = (first >> 12) + (first >> 8 & 15) + (first >> 2 & 63) + (first & 3) + totalLength + bytes.getUint16(at + 4) + (fragment >> 15) + (fragment >> 14 & 1) + (fragment >> 13 & 1) + (fragment & 8191) + bytes.getUint8(at + 8) + bytes.getUint8(at + 9) + bytes.getUint16(at + 10) + bytes.getUint32(at + 12) + bytes.getUint32(at + 16) + (ipHeader - 20);
  return ip2 + sumSegment(bytes, segment, at + totalLength) | 0;
}
function sumSegment(bytes, at, end) {
  if (end - at < 20) return -1;
  const word = bytes.getUint16(at + 12);
  const header = (word >> 12) * 4;
  if (header < 20 || header > end - at) return -1;
  if (header > 20 && !tcpOptionsSound(bytes, at + 20, at + header)) return -1;
  return bytes.getUint16(at) + bytes.getUint16(at + 2) + bytes.getUint32(at + 4) + bytes.getUint32(at + 8) + (word >> 12) + (word >> 9 & 7) + (word >> 8 & 1) + (word >> 7 & 1) + (word >> 6 & 1) + (word >> 5 & 1) + (word >> 4 & 1) + (word >> 3 & 1) + (word >> 2 & 1) + (word >> 1 & 1) + (word & 1) + bytes.getUint16(at + 14) + bytes.getUint16(at + 16) + bytes.getUint16(at + 18) + (header - 20) + (end - at - header);
}
function tcpOptionsSound(bytes, at, end) {
  let position = at;
  while (position < end) {
    const kind = bytes.getUint8(position);
    if (kind === 0) return true;
    if (kind === 1) {
      position++;
      continue;
    }
    if (end - position < 2) return false;
    const length = bytes.getUint8(position + 1);
    if (length < 2 || length > end - position || !tcpOptionLengthSound(kind, length)) return false;
    position += length;
  }
  return true;
}
function tcpOptionLengthSound(kind, length) {
  switch (kind) {
    case 2:
      return length === 4;
    case 3:
      return length === 3;
    case 4:
      return length === 2;
    case 5:
      return (length - 2) % 8 === 0;
    case 8:
      return length === 10;
    default:
      return true;
  }
}
function ipOptionsSound(bytes, at, end) {
  let position = at;
  while (position < end) {
    const type = bytes.getUint8(position);
    if (type === 0) return true;
    if (type === 1) {
      position++;
      continue;
    }
    if (end - position < 2) return false;
    const length = bytes.getUint8(position + 1);
    if (length < 2 || length > end - position || !ipOptionLengthSound(type, length)) return false;
    position += length;
  }
  return true;
}
function ipOptionLengthSound(type, length) {
  switch (type) {
    case 7:
    case 131:
    case 137:
      return length % 4 === 3;
    case 68:
      return length >= 4 && length % 4 === 0;
    case 148:
      return length === 4;
    default:
      return true;
  }
}

// bench/harness.ts
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// bench/statistics.ts
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

// bench/harness.ts
var defaultOptions = { rounds: 21, slices: 20, sliceMilliseconds: 0.7, warmUpMilliseconds: 250 };
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
    const best = oneRound(candidates, repeats, options.slices, round);
    best.forEach((time, index) => times[index]?.push(time / task.batch));
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
function oneRound(candidates, repeats, slices, round) {
  const best = candidates.map(() => Infinity);
  for (let slice = 0; slice < slices; slice++) {
    for (let step = 0; step < candidates.length; step++) {
      const index = (round + slice + step) % candidates.length;
      const candidate = candidates[index];
      if (candidate) best[index] = Math.min(best[index] ?? Infinity, timeOnce(candidate, repeats[index] ?? 1));
    }
  }
  return best;
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
  let fastest = Infinity;
  for (let sample = 0; sample < 30; sample++) fastest = Math.min(fastest, timeOnce(candidate, 1));
  return Math.max(1, Math.round(options.sliceMilliseconds * 1e6 / fastest));
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

// bench/report.ts
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

// bench/.exp/h4.ts
var p = tcpOverIpv4(512);
var ip = new Ipv4View();
var tcp = new TcpView();
var c = [
  { name: "limit", run: () => sumHeaders(p) },
  { name: "bind ip", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      if (ip.bind(bytes, starts[i], starts[i + 1])) t++;
    }
    return t;
  } },
  { name: "bind ip+tcp", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      if (ip.bind(bytes, starts[i], starts[i + 1]) && tcp.bind(bytes, ip.dataStart, ip.dataEnd, 0)) t++;
    }
    return t;
  } },
  { name: "bind ip+tcp, 6 fields", run: () => {
    let t = 0;
    const { bytes, starts, count } = p;
    for (let i = 0; i < count; i++) {
      if (ip.bind(bytes, starts[i], starts[i + 1]) && tcp.bind(bytes, ip.dataStart, ip.dataEnd, 0)) t = t + ip.protocol + ip.sourceAddress + tcp.sourcePort + tcp.destinationPort + tcp.sequenceNumber + tcp.syn | 0;
    }
    return t;
  } }
];
console.log(renderTask(measure({ name: "h3", batch: 512, reference: "limit", sameResult: false, candidates: c })));
