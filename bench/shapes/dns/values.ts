/** Decoded values as the generated types have them. */
import { formatName } from "../../../runtime/types/dns-text.js";

/** A name left in place, as the runtime's was when the shape was chosen: each stands for itself. */
export class DnsName {
  constructor(
    readonly bytes: DataView,
    readonly at: number,
    readonly base: number,
  ) {}

  toString(): string {
    return formatName(this.bytes, this.at, this.base);
  }
}

export interface Question {
  readonly qname: DnsName;
  readonly qtype: number;
  readonly qclass: number;
}

export type Rdata =
  | { readonly $kind: "Empty" }
  | { readonly $kind: "A"; readonly address: number }
  | { readonly $kind: "CNAME"; readonly cname: DnsName }
  | { readonly $kind: "MX"; readonly preference: number; readonly exchange: DnsName }
  | { readonly $kind: "Unknown"; readonly $value: number; readonly data: Uint8Array };

export interface Resource {
  readonly name: DnsName;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  readonly rdlength: number;
  readonly rdata: Rdata;
}

export interface Message {
  readonly id: number;
  readonly qr: number;
  readonly opcode: number;
  readonly aa: number;
  readonly tc: number;
  readonly rd: number;
  readonly ra: number;
  readonly z: number;
  readonly ad: number;
  readonly cd: number;
  readonly rcode: number;
  readonly qdcount: number;
  readonly ancount: number;
  readonly nscount: number;
  readonly arcount: number;
  readonly questions: readonly { readonly question: Question }[];
  readonly answers: readonly { readonly record: Resource }[];
  readonly authorities: readonly { readonly record: Resource }[];
  readonly additionals: readonly { readonly record: Resource }[];
}
