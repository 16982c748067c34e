/** Packets out of bytes, one or one after another. No file access. */
import { type Failure, renderFailure } from "../../../runtime/failure.js";
import { type Problem, usage } from "../problem.js";
import { plural } from "../terminal.js";
import type { Arguments, PacketFunctions } from "../../dissect/packet.js";

export interface DecodeRequest {
  readonly functions: PacketFunctions;
  readonly args: Arguments;
  readonly bytes: DataView;
  readonly at: number;
  /** Bytes behind the packet are an error. */
  readonly exact: boolean;
  /** Packet after packet. */
  readonly repeat: boolean;
}

export type DecodeEvent =
  | { readonly kind: "packet"; readonly value: unknown; readonly at: number; readonly end: number }
  | { readonly kind: "failure"; readonly message: string; readonly at: number }
  | { readonly kind: "leftover"; readonly at: number; readonly count: number };

export function failureMessage(
  { functions, args, bytes }: Pick<DecodeRequest, "functions" | "args" | "bytes">,
  at: number,
  code: number,
): string {
  const failure = functions.explain(bytes, at, bytes.byteLength, args) ?? unexplained(functions, at, code);
  return renderFailure(failure, bytes);
}

export function behindEnd(at: number, length: number): Problem {
  return usage(`--at ${at.toString()} is behind the end of the input, which has ${plural(length, "byte")}`);
}

/** Only a fault of mplc itself leads here. */
function unexplained({ plan }: PacketFunctions, at: number, code: number): Failure {
  return {
    code,
    problem: code === -1 ? "malformed" : "truncated",
    path: plan.name,
    at,
    bit: 0,
    expected: `a ${plan.name}`,
    found: "",
    spec: plan.file,
  };
}

/** Ends after the first failure. */
export function* decodePackets(request: DecodeRequest): Generator<DecodeEvent> {
  const { functions, args, bytes, exact, repeat } = request;
  const end = bytes.byteLength;
  let at = request.at;
  do {
    const result = functions.decode(bytes, at, end, args);
    if (!result.ok) {
      yield { kind: "failure", message: failureMessage(request, at, result.code), at };
      return;
    }
    yield { kind: "packet", value: result.value, at, end: result.end };
    // A packet of no bytes would repeat for ever.
    const isStuck = result.end === at;
    at = result.end;
    if (isStuck) break;
  } while (repeat && at < end);
  if (at < end && (exact || repeat)) yield { kind: "leftover", at, count: end - at };
}
