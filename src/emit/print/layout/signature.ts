/** Parameters and result types of functions, methods, arrow functions and function types. */
import { type Doc, group, ifBreak, indent, line, softline, willBreak } from "../doc/doc.js";
import type { Parameter, Type } from "../syntax.js";
import type { Layout } from "./layout.js";
import { objectTypeContents } from "./types.js";

interface Signature {
  readonly parameters: readonly Parameter[];
  readonly returnType: Type | undefined;
}

export function signatureDoc(layout: Layout, { parameters, returnType }: Signature, separator = ": "): Doc {
  const result = returnType === undefined ? "" : layout.type(returnType);
  const own = parametersDoc(layout, parameters);
  const isGrouped = returnType !== undefined && parameters.length === 1 && (returnType.kind === "objectType" || willBreak(result));
  return group([isGrouped ? group(own) : own, returnType === undefined ? "" : separator, result]);
}

function parametersDoc(layout: Layout, parameters: readonly Parameter[]): Doc {
  const [first, second] = parameters;
  if (first === undefined) return "()";
  if (second === undefined && first.type?.kind === "objectType") {
    return ["(", parameterDoc(layout, first, objectTypeContents(layout, first.type)), ")"];
  }
  const docs = parameters.map((parameter, index) => {
    const doc = parameterDoc(layout, parameter, parameter.type === undefined ? "" : layout.type(parameter.type));
    return index === parameters.length - 1 ? doc : [doc, ",", line];
  });
  return ["(", indent([softline, docs]), parameters.at(-1)?.rest === true ? "" : ifBreak(","), softline, ")"];
}

function parameterDoc(layout: Layout, parameter: Parameter, type: Doc): Doc {
  const { name, optional, rest, initializer } = parameter;
  return [
    `${rest ? "..." : ""}${name}${optional ? "?" : ""}`,
    parameter.type === undefined ? "" : [": ", type],
    initializer === undefined ? "" : [" = ", layout.expression(initializer)],
  ];
}
