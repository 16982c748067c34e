/**
 * Taking a zone from another server: the messages of the answer to one AXFR (RFC 5936) or IXFR (RFC 1995) query. Nothing that came is
 * used before all of it has come, and was verified. It knows no sockets and no clock.
 */
import { decodeDnsMessage, type DnsMessage, DnsMessageView } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { ZoneSize } from "../image/builder.js";
import type { Memory } from "../image/memory.js";
import type { TransferVerifier } from "../security/tsig-transfer.js";
import { typeName } from "../zone-file/index.js";
import { AnswerRecords, type ReceivedContent } from "./in-answer.js";
import { rcodeText, signatureProblem } from "./in-text.js";

export interface TransferRequest {
  /** The zone's name in wire form. */
  readonly origin: Uint8Array;
  readonly type: typeof DnsType.AXFR | typeof DnsType.IXFR;
  readonly id: number;
  /** Of what we have; undefined if we have nothing. IXFR asks for what changed since. */
  readonly serial: number | undefined;
  /** The largest zone that is taken, as the size of its records on the wire, names written in full. */
  readonly mostBytes: number;
  /** Seconds since 1970: what comes later is not taken. */
  readonly deadline: number;
  /** How large the zone was. */
  readonly size?: ZoneSize | undefined;
  /** Where the image is made. */
  readonly memory?: Memory | undefined;
  /** Undefined: nothing is signed. */
  readonly verifier?: TransferVerifier | undefined;
}

/** What has come of a transfer. */
export type Received =
  /** It goes on with the next message. */
  | { readonly kind: "more" }
  | ReceivedContent
  | {
      readonly kind: "failed";
      readonly problem: string;
      /** The whole zone may be had all the same: what is wrong is only with the changes, or that they were asked for. */
      readonly tryWhole: boolean;
    };

/** RCODEs of servers that don't give changes. */
const NO_CHANGES: ReadonlySet<number> = new Set([DnsRcode.FormErr, DnsRcode.NotImp, DnsRcode.Refused]);

export class IncomingTransfer {
  readonly #request: TransferRequest;
  readonly #records: AnswerRecords;
  #result: Received = { kind: "more" };

  constructor(request: TransferRequest) {
    this.#request = request;
    this.#records = new AnswerRecords(request);
  }

  /** Whether a whole zone comes. */
  get isWhole(): boolean {
    return this.#records.isWhole;
  }

  /** Takes the next message. After anything but "more" it is over. @param now seconds since 1970 */
  accept(bytes: Uint8Array, now: number): Received {
    if (this.#result.kind === "more") this.#result = this.#accept(bytes, now);
    return this.#result;
  }

  #accept(bytes: Uint8Array, now: number): Received {
    if (now > this.#request.deadline) return failed("it takes too long (limits: transfer-seconds)");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const bound = new DnsMessageView();
    if (!bound.bind(view, 0, bytes.length) || bound.end !== bytes.length) return failed("a message that is malformed");
    const verdict = this.#request.verifier?.accept(bound, now);
    if (verdict?.kind === "failed") return failed(signatureProblem(verdict.verdict, bound.rcode));
    const message = decodeDnsMessage(view, 0, bytes.length);
    return message.ok ? this.#take(message.value) : failed("a message that cannot be read");
  }

  #take(message: DnsMessage): Received {
    const { type } = this.#request;
    const refusal = this.#headProblem(message);
    if (refusal !== undefined) return failed(refusal, type === DnsType.IXFR && NO_CHANGES.has(message.rcode));
    const problem = this.#records.takeAll(message.answers);
    if (problem !== undefined) return failed(problem, type === DnsType.IXFR && !this.#records.isWhole);
    if (!this.#records.isComplete) return { kind: "more" };
    // Its content may be anybody's before the last message was verified.
    if (this.#request.verifier?.isComplete === false) return failed("its last message is not signed");
    const content = this.#records.finish();
    return typeof content === "string" ? failed(content) : content;
  }

  /** RFC 5936 section 2.2.1 and 2.2.2. */
  #headProblem(message: DnsMessage): string | undefined {
    const { id, qr, opcode, tc, rcode, answers } = message;
    if (qr !== 1 || opcode !== DnsOpcode.Query || id !== this.#request.id) return "a message that is no answer to our query";
    if (rcode !== DnsRcode.NoError) return `the answer is ${rcodeText(rcode)}`;
    if (tc !== 0) return "a message that was truncated";
    return this.#questionProblem(message) ?? (answers.length === 0 ? "a message without records" : undefined);
  }

  /** Messages after the first may leave the question out. */
  #questionProblem({ questions }: DnsMessage): string | undefined {
    const { type } = this.#request;
    const isAsked = questions.every(
      ({ qname, qtype, qclass }) => this.#records.isApex(qname) && qtype === type && qclass === DnsClass.IN && questions.length === 1,
    );
    return isAsked ? undefined : `a message whose question is not the zone's ${typeName(type)}`;
  }
}

function failed(problem: string, tryWhole = false): Received {
  return { kind: "failed", problem, tryWhole };
}
