/** Parameters of functions, methods and function types. */
import type { Scanner } from "../scanner.js";
import type { Parameter } from "../syntax.js";
import { accept, at, checkNoGap, expect, place, takeName } from "./tokens.js";

export function parameters(scanner: Scanner): Parameter[] {
  expect(scanner, "(");
  const all: Parameter[] = [];
  while (!at(scanner, ")")) {
    checkNoGap(scanner);
    all.push(parameter(scanner));
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, ")");
  return all;
}

function parameter(scanner: Scanner): Parameter {
  const rest = accept(scanner, "...");
  const name = takeName(scanner);
  const optional = accept(scanner, "?");
  const type = accept(scanner, ":") ? scanner.grammar.type(scanner) : undefined;
  const initializer = accept(scanner, "=") ? scanner.grammar.expression(scanner) : undefined;
  const node: Parameter = { name, optional, rest, type, initializer };
  if (type !== undefined) place(type, node, "value");
  if (initializer !== undefined) place(initializer, node, "initializer");
  return node;
}
