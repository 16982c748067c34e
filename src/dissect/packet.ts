/** The functions of a generated module, called by a packet's plan rather than by name. */
import type { Failure } from "../../runtime/failure.js";
import type { Result } from "../../runtime/result.js";
import type { PacketShape } from "../../runtime/shape.js";
import type { Trace } from "../../runtime/trace.js";
import type { PacketPlan } from "./plan.js";

export type Argument = number | boolean;
export type Arguments = readonly Argument[];

export interface PacketFunctions {
  readonly plan: PacketPlan;
  readonly shape: PacketShape;
  /** The end, or a negative code. */
  check(bytes: DataView, at: number, end: number, args: Arguments): number;
  decode(bytes: DataView, at: number, end: number, args: Arguments): Result<unknown>;
  /** Undefined where the packet is well-formed. */
  explain(bytes: DataView, at: number, end: number, args: Arguments, trace?: Trace): Failure | undefined;
  isCanonical(bytes: DataView, at: number, end: number, args: Arguments): boolean;
  /** A copy with right checksums, of a well-formed packet whose own are wrong; undefined where they are right, or there are none. */
  sealed(bytes: DataView, at: number, end: number, args: Arguments): DataView | undefined;
  /** A negative number where the value has no encoding. */
  sizeOf(value: unknown, args: Arguments): number;
  encode(value: unknown, bytes: DataView, at: number, args: Arguments): number;
  explainEncode(value: unknown, args: Arguments): Failure | undefined;
}

/** A generated module, as it was imported. */
export type ModuleExports = Readonly<Record<string, unknown>>;

/** Generated functions keep the signatures that the plan tells; this is the one place that trusts it. */
function functionOf(module: ModuleExports, name: string): (...given: readonly unknown[]) => unknown {
  const found = module[name];
  if (typeof found !== "function") throw new Error(`the generated module has no function ${name}: generate it again`);
  return found as (...given: readonly unknown[]) => unknown;
}

interface View {
  bind(bytes: DataView, at: number, end: number, ...args: Arguments): boolean;
}

/** Only packets with checksums have the functions for it. */
function sealerOf(module: ModuleExports, suffix: string): PacketFunctions["sealed"] {
  if (module[`verify${suffix}`] === undefined) return () => undefined;
  const [verify, seal] = [functionOf(module, `verify${suffix}`), functionOf(module, `seal${suffix}`)];
  const PacketView = module[`${suffix}View`] as new () => View;
  return (bytes, at, end, args) => {
    const view = new PacketView();
    if (!view.bind(bytes, at, end, ...args) || verify(view) === true) return undefined;
    const copy = new DataView(new Uint8Array(bytes.buffer, bytes.byteOffset + at, end - at).slice().buffer);
    if (!view.bind(copy, 0, end - at, ...args)) return undefined;
    seal(view);
    return copy;
  };
}

export function bindPacket(module: ModuleExports, plan: PacketPlan): PacketFunctions {
  const { suffix } = plan;
  const check = functionOf(module, `check${suffix}`);
  const decode = functionOf(module, `decode${suffix}`);
  const explain = functionOf(module, `explain${suffix}`);
  const isCanonical = functionOf(module, `isCanonical${suffix}`);
  const sizeOf = functionOf(module, `sizeOf${suffix}`);
  const encode = functionOf(module, `encode${suffix}`);
  const explainEncode = functionOf(module, `explainEncode${suffix}`);
  const defaults = Array.from({ length: plan.extras }, () => undefined);
  return {
    plan,
    shape: module[plan.shape] as PacketShape,
    check: (bytes, at, end, args) => check(bytes, at, end, ...args) as number,
    decode: (bytes, at, end, args) => decode(bytes, at, end, ...args) as Result<unknown>,
    explain: (bytes, at, end, args, trace) => explain(bytes, at, end, ...args, ...defaults, trace) as Failure | undefined,
    isCanonical: (bytes, at, end, args) => isCanonical(bytes, at, end, ...args) as boolean,
    sealed: sealerOf(module, suffix),
    sizeOf: (value, args) => sizeOf(value, ...args) as number,
    encode: (value, bytes, at, args) => encode(value, bytes, at, ...args) as number,
    explainEncode: (value, args) => explainEncode(value, ...args) as Failure | undefined,
  };
}
