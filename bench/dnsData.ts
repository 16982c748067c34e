/** DNS messages of realistic shapes, made by a deterministic generator: see data.ts. */
import { dnsNameToWire, parseDnsName } from "../runtime/types/dns-name.js";
import { packPackets, type Packets } from "./data.js";
import { Random } from "./random.js";

/** Wire form builder, with compression of whole names and their parents by a plain map. */
class MessageBuilder {
  private readonly octets: number[] = [];
  private readonly written = new Map<string, number>();

  uint8(value: number): void {
    this.octets.push(value & 255);
  }

  uint16(value: number): void {
    this.octets.push((value >> 8) & 255, value & 255);
  }

  uint32(value: number): void {
    this.uint16(value >>> 16);
    this.uint16(value & 0xffff);
  }

  name(labels: readonly string[]): void {
    for (let index = 0; index < labels.length; index++) {
      const ending = labels.slice(index).join(".");
      const pointer = this.written.get(ending);
      if (pointer !== undefined) return this.uint16(0xc000 | pointer);
      this.written.set(ending, this.octets.length);
      const label = labels[index] ?? "";
      this.uint8(label.length);
      for (const character of label) this.uint8(character.charCodeAt(0));
    }
    this.uint8(0);
  }

  /** Writes what `body` writes behind its length. */
  counted(body: () => void): void {
    const at = this.octets.length;
    this.uint16(0);
    body();
    const length = this.octets.length - at - 2;
    this.octets[at] = length >> 8;
    this.octets[at + 1] = length & 255;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.octets);
  }
}

const hosts = ["www", "mail", "api", "cdn", "static-assets", "ns1", "a", "img2"] as const;
const domains = ["example", "wikipedia", "openstreetmap", "ietf", "some-longer-domain-name", "xn--bcher-kva"] as const;
const tops = ["com", "org", "net", "de", "co.uk"] as const;

export const knownName = "www.example.com";

export function knownWire(): Uint8Array {
  const name = parseDnsName(knownName);
  return name === undefined ? new Uint8Array(1) : dnsNameToWire(name);
}

export function randomName(random: Random): string[] {
  const text = `${random.pick(hosts)}.${random.pick(domains)}.${random.pick(tops)}`;
  return text.split(".");
}

function mixedCase(random: Random, labels: readonly string[]): string[] {
  return labels.map((label) => (random.chance(50) ? label.toUpperCase() : label));
}

function header(message: MessageBuilder, random: Random, flags: number, answers: number): void {
  message.uint16(random.below(65536));
  message.uint16(flags);
  message.uint16(1);
  message.uint16(answers);
  message.uint32(0);
}

/** Header and one question; half of them ask for the known name, some of these in mixed case (RFC 5452 "0x20"). */
export function dnsQueries(count: number, seed = 2): Packets {
  const random = new Random(seed);
  const list = Array.from({ length: count }, () => {
    const message = new MessageBuilder();
    header(message, random, random.pick([0x0100, 0x0100, 0x0120, 0]), 0);
    const name = random.chance(50) ? knownName.split(".") : randomName(random);
    message.name(random.chance(30) ? mixedCase(random, name) : name);
    message.uint16(random.pick([1, 1, 1, 28, 15, 65]));
    message.uint16(1);
    return message.finish();
  });
  return packPackets(list);
}

/** Responses with five records, compressed: an alias and its addresses, addresses, or mail exchangers. */
export function dnsAnswers(count: number, seed = 3): Packets {
  const random = new Random(seed);
  return packPackets(Array.from({ length: count }, () => dnsAnswer(random)));
}

function dnsAnswer(random: Random): Uint8Array {
  const message = new MessageBuilder();
  header(message, random, 0x8180, 5);
  const name = randomName(random);
  const kind = random.below(3);
  message.name(name);
  message.uint16(kind === 2 ? 15 : 1);
  message.uint16(1);
  const alias = kind === 0 ? ["edge", ...randomName(random)] : name;
  for (let index = 0; index < 5; index++) {
    if (kind === 0 && index === 0) record(message, random, name, 5, () => message.name(alias));
    else if (kind === 2) record(message, random, name, 15, () => exchange(message, index, name));
    else record(message, random, alias, 1, () => message.uint32(random.below(0xffffffff)));
  }
  return message.finish();
}

function exchange(message: MessageBuilder, index: number, name: readonly string[]): void {
  message.uint16(10 * index);
  message.name([`mx${index}`, ...name.slice(1)]);
}

function record(message: MessageBuilder, random: Random, name: readonly string[], type: number, data: () => void): void {
  message.name(name);
  message.uint16(type);
  message.uint16(1);
  message.uint32(random.pick([60, 300, 3600, 86400]));
  message.counted(data);
}
