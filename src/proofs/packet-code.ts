/** A packet's generated functions, called without their types. */
import type { Failure } from "../../runtime/failure.js";
import type { PacketShape } from "../../runtime/shape.js";
import { TraceList, type TraceEntry } from "../../runtime/trace.js";
import type { PacketModel } from "../emit/model.js";
import type { Argument, LoadedModule } from "./types.js";

export interface Explained {
  readonly failure: Failure | undefined;
  readonly trace: readonly TraceEntry[];
}

/** Generated code must never throw: whoever called it with what is told in the message has found a bug. */
export class Thrown extends Error {}

type Callable = (...args: readonly unknown[]) => unknown;

export class PacketCode {
  readonly shape: PacketShape;
  readonly #needs: readonly undefined[];
  readonly #pascal: string;

  constructor(
    readonly model: PacketModel,
    private readonly module: LoadedModule,
  ) {
    this.#pascal = model.pascal;
    this.#needs = [...model.needs.states, ...(model.needs.limits ? ["limits"] : [])].map(() => undefined);
    const shape = module[`${model.camel}Shape`];
    if (!isShape(shape)) throw new Error(`the module of ${model.packet.file} has no shape of ${model.packet.name}`);
    this.shape = shape;
  }

  check(bytes: Uint8Array, args: readonly Argument[]): number {
    return numberOf(this.#call("check", [viewOf(bytes), 0, bytes.length, ...args]));
  }

  explain(bytes: Uint8Array, args: readonly Argument[]): Explained {
    const trace = new TraceList();
    const failure = failureOf(this.#call("explain", [viewOf(bytes), 0, bytes.length, ...args, ...this.#needs, trace]));
    return { failure, trace: trace.entries };
  }

  /** The decoded object. */
  decode(bytes: Uint8Array, args: readonly Argument[]): { readonly value: unknown; readonly end: number } | { readonly code: number } {
    const result = this.#call("decode", [viewOf(bytes), 0, bytes.length, ...args]);
    if (!isObject(result)) throw new Thrown(`decode${this.#pascal} gave no result`);
    return result["ok"] === true ? { value: result["value"], end: numberOf(result["end"]) } : { code: numberOf(result["code"]) };
  }

  sizeOf(value: unknown, args: readonly Argument[]): number {
    return numberOf(this.#call("sizeOf", [value, ...args]));
  }

  encode(value: unknown, args: readonly Argument[]): Uint8Array | undefined {
    const size = this.sizeOf(value, args);
    if (size < 0 || size > 1 << 20) return undefined;
    const bytes = new Uint8Array(size);
    return numberOf(this.#call("encode", [value, viewOf(bytes), 0, ...args])) === size ? bytes : undefined;
  }

  explainEncode(value: unknown, args: readonly Argument[]): Failure | undefined {
    return failureOf(this.#call("explainEncode", [value, ...args]));
  }

  #call(prefix: string, args: readonly unknown[]): unknown {
    const name = `${prefix}${this.#pascal}`;
    const called = this.module[name];
    if (!isCallable(called)) throw new Error(`${this.model.packet.file}: there is no ${name}`);
    try {
      return called(...args);
    } catch (error) {
      throw new Thrown(`${name} threw ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}
function isShape(value: unknown): value is PacketShape {
  return isObject(value) && Array.isArray(value["fields"]);
}
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

function failureOf(value: unknown): Failure | undefined {
  return isObject(value) && typeof value["code"] === "number" && typeof value["path"] === "string"
    ? (value as unknown as Failure)
    : undefined;
}
