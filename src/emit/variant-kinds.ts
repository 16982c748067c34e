/**
 * Whether a variant's constants are numbers or bigints. Fields of both kinds may share one: then a file in which a field has the
 * other kind has a second constant object. Only the declaring file decides which is the first, so that its module is the same whoever
 * imports it: bigints if all of its fields that use the variant are wide, else numbers.
 */
import type { Codec, CodecIndex, Constant, Field, Program, Variant, VariantIndex } from "../ir/ir.js";
import { type IntegerKind, integerKind, valueKind } from "./value-kind.js";
import { scalarFields } from "./walk-ir.js";

export class VariantKinds {
  readonly #natural: ReadonlyMap<VariantIndex, IntegerKind>;
  /** Uses of the other kind. */
  readonly others: readonly { readonly variant: Variant; readonly file: string }[];

  constructor(readonly program: Program) {
    const uses = usesOf(program);
    const natural = program.variants.map((variant) => [variant.index, naturalKind(variant, uses)] as const);
    this.#natural = new Map(natural);
    const found = new Map<string, { variant: Variant; file: string }>();
    for (const { variant, file, kind } of uses) {
      if (kind !== this.of(variant)) found.set(`${variant.index} ${file}`, { variant, file });
    }
    this.others = [...found.values()];
  }

  of({ index }: Variant): IntegerKind {
    return this.#natural.get(index) ?? "number";
  }
}

interface Use {
  readonly variant: Variant;
  readonly file: string;
  readonly kind: IntegerKind;
}

function usesOf(program: Program): readonly Use[] {
  return program.packets.flatMap(({ file, body }) =>
    [...scalarFields(body)].flatMap((field) => {
      const variant = field.variant === undefined ? undefined : program.variants[field.variant.variant];
      return variant?.valueType === "int" ? [{ variant, file, kind: kindOfField(program, field) }] : [];
    }),
  );
}

function kindOfField(program: Program, { type }: Field): IntegerKind {
  const codec = (index: CodecIndex): Codec => {
    const found = program.codecs[index];
    if (found === undefined) throw new Error(`no codec ${index}`);
    return found;
  };
  return valueKind({ codec }, type) === "bigint" ? "bigint" : "number";
}

function naturalKind(variant: Variant, uses: readonly Use[]): IntegerKind {
  const own = uses.filter((use) => use.variant === variant && use.file === variant.file);
  if (own.length > 0) return own.every(({ kind }) => kind === "bigint") ? "bigint" : "number";
  return variant.cases.every(({ value }) => isSafe(value)) ? "number" : "bigint";
}

/** Whether a number holds it exactly. */
export function isSafe(value: Constant): boolean {
  return value.kind !== "int" || integerKind({ min: value.value, max: value.value }) === "number";
}
