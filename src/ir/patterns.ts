/** What patterns take. */
import type { Constant, Pattern } from "./ir.js";

export function takes(pattern: Pattern, constant: Constant): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "range":
      return constant.kind === "int" && constant.value >= pattern.low && constant.value <= pattern.high;
    case "string":
      return constant.kind === "string" && constant.value === pattern.text;
    case "bool":
      return constant.kind === "bool" && constant.value === pattern.value;
  }
}
