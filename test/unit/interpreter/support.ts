/** Specs to programs, and values and bytes that are easy to write down. */
import { expect } from "vitest";
import { check, type CheckOptions } from "../../../src/check/check.js";
import type { Program } from "../../../src/ir/ir.js";
import { load } from "../../../src/load/load.js";
import { decode, encode, isCanonical, type Decoded, type DecodeOptions, type Value } from "../../support/interpreter/index.js";

type Args = readonly (bigint | boolean)[];

export interface Subject {
  readonly program: Program;
  decode(hex: string, args?: Args, options?: DecodeOptions): Decoded;
  /** The value of bytes that are a packet, all of them. */
  value(hex: string, args?: Args): Value;
  encode(value: Value, args?: Args): string | undefined;
  isCanonical(hex: string, args?: Args): boolean;
}

/** Of the last packet, unless one is named. */
export async function subject(text: string, name?: string, options: CheckOptions = {}): Promise<Subject> {
  const loaded = await load([{ path: "test.mpl", text }], async () => undefined);
  const checked = check(loaded.value, options);
  const errors = [...loaded.diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const program = checked.value;
  const packet = name === undefined ? program.packets.at(-1) : program.packets.find((found) => found.name === name);
  if (packet === undefined) throw new Error("no packet");
  const { index } = packet;
  return {
    program,
    decode: (hex, args = [], limits = {}) => decode(program, index, bytes(hex), 0, bytes(hex).length, args, limits),
    value(hex, args = []) {
      const decoded = decode(program, index, bytes(hex), 0, bytes(hex).length, args);
      expect(decoded).toMatchObject({ ok: true, end: bytes(hex).length });
      return decoded.ok ? decoded.value : undefined;
    },
    encode: (value, args = []) => hexOf(encode(program, index, value, args)),
    isCanonical: (hex, args = []) => isCanonical(program, index, bytes(hex), args),
  };
}

/** `"01 02"` */
export function bytes(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}

export function hexOf(found: Uint8Array | undefined): string | undefined {
  return found === undefined ? undefined : [...found].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

export function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
