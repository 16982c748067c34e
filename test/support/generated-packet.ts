/** One packet's generated functions, called in one way whatever their parameters are. */
import type { Failure, Limits, PacketShape, Result, Trace } from "../../runtime/index.js";
import type { PacketModel } from "../../src/emit/model.js";
import type { Packet, Program } from "../../src/ir/ir.js";

/** As the interpreter takes them. */
export type Args = readonly (bigint | boolean)[];
export type Namespace = Readonly<Record<string, unknown>>;
type Callable = (...args: readonly unknown[]) => unknown;

export interface GeneratedPacket {
  readonly program: Program;
  readonly packet: Packet;
  readonly model: PacketModel;
  readonly module: Namespace;
  readonly shape: PacketShape;
  check(bytes: DataView, at: number, end: number, args: Args, limits?: Limits): number;
  decode(bytes: DataView, at: number, end: number, args: Args, limits?: Limits): Result<object>;
  explain(bytes: DataView, at: number, end: number, args: Args, limits?: Limits, trace?: Trace): Failure | undefined;
  isCanonical(bytes: DataView, at: number, end: number, args: Args): boolean;
  /** A view, or undefined where it does not bind. */
  bind(bytes: DataView, at: number, end: number, args: Args, limits?: Limits): object | undefined;
  sizeOf(value: unknown, args: Args): number;
  encode(value: unknown, bytes: DataView, at: number, args: Args): number;
  explainEncode(value: unknown, args: Args): Failure | undefined;
  print(value: unknown): string;
}

export function callable(holder: object, name: string): Callable {
  const found: unknown = Reflect.get(holder, name);
  if (typeof found !== "function") throw new Error(`there is no ${name}`);
  return (...args) => Reflect.apply(found, holder, args) as unknown;
}

export function constructed(module: Namespace, name: string): object {
  const found = module[name];
  if (typeof found !== "function") throw new Error(`there is no class ${name}`);
  return Reflect.construct(found, []) as object;
}

export function generatedPacket(program: Program, model: PacketModel, module: Namespace): GeneratedPacket {
  const { pascal, camel, needs } = model;
  const own = (args: Args): unknown[] => args.map((arg) => (typeof arg === "bigint" ? Number(arg) : arg));
  const states = needs.states.map(() => undefined);
  const rest = (args: Args, limits: Limits | undefined): unknown[] => [...own(args), ...states, ...(needs.limits ? [limits] : [])];
  const call = (prefix: string, ...args: readonly unknown[]): unknown => callable(module, `${prefix}${pascal}`)(...args);
  return {
    program,
    packet: model.packet,
    model,
    module,
    shape: module[`${camel}Shape`] as PacketShape,
    check: (bytes, at, end, args, limits) => call("check", bytes, at, end, ...rest(args, limits)) as number,
    decode: (bytes, at, end, args, limits) => call("decode", bytes, at, end, ...rest(args, limits)) as Result<object>,
    explain: (bytes, at, end, args, limits, trace) => call("explain", bytes, at, end, ...rest(args, limits), trace) as Failure | undefined,
    isCanonical: (bytes, at, end, args) => call("isCanonical", bytes, at, end, ...rest(args, undefined)) as boolean,
    bind(bytes, at, end, args, limits) {
      const view = constructed(module, `${pascal}View`);
      return callable(view, "bind")(bytes, at, end, ...rest(args, limits)) === true ? view : undefined;
    },
    sizeOf: (value, args) => call("sizeOf", value, ...own(args)) as number,
    encode: (value, bytes, at, args) => call("encode", value, bytes, at, ...own(args)) as number,
    explainEncode: (value, args) => call("explainEncode", value, ...own(args)) as Failure | undefined,
    print: (value) => call("print", value) as string,
  };
}
