/** From the compiler's examples to plain data. */
import { toHex } from "../../../runtime/bytes.js";
import { positionAt, type Span } from "../../diagnostics/source.js";
import type { Constant, Example, ExampleValue, Program } from "../../ir/ir.js";
import type { ExamplePlan, Expected } from "./plan.js";

function placeOf({ source, start }: Span): string {
  const { line, column } = positionAt(source, start);
  return `${source.path}:${line.toString()}:${column.toString()}`;
}

function argument(constant: Constant): number | boolean {
  return constant.kind === "bool" ? constant.value : Number(constant.value);
}

function expected(value: ExampleValue): Expected {
  const place = placeOf(value.span);
  switch (value.kind) {
    case "object":
      return { kind: "object", entries: value.entries.map((entry) => [entry.name, expected(entry.value)]), place };
    case "list":
      return { kind: "list", elements: value.elements.map(expected), place };
    case "scalar":
      return { ...scalar(value.value), place };
  }
}

type Scalar = Extract<ExampleValue, { kind: "scalar" }>["value"];
type ExpectedScalar = { kind: "int" | "string" | "tag"; value: string } | { kind: "bool"; value: boolean };

function scalar(value: Scalar): ExpectedScalar {
  if (value.kind === "tag") return { kind: "tag", value: value.tag };
  return value.kind === "int" ? { kind: "int", value: value.value.toString() } : value;
}

function planExample({ span, title, packet, args, bytes, canonical, value }: Example): ExamplePlan {
  return {
    place: placeOf(span),
    title,
    packet,
    args: args.map(argument),
    bytes: toHex(bytes),
    canonical,
    ...(value !== undefined && { value: expected(value) }),
  };
}

export function planExamples({ examples }: Program): ExamplePlan[] {
  return examples.map(planExample);
}
