/** `example`: bytes beside the value that they decode to. */
import type { Constant, ExampleValue } from "../ir/ir.js";
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import { checkValueNames } from "./example-names.js";
import { parseHex } from "./hex.js";
import type { PacketModel, ParamModel } from "./model.js";
import { resolvePacket, type PacketNames } from "./packet-names.js";
import type { Problems } from "./problems.js";
import { toConstantValue } from "./tags.js";

export interface ExampleModel {
  readonly file: LoadedFile;
  readonly syntax: Ast.ExampleItem;
  readonly packet: PacketModel;
  readonly args: readonly Constant[];
  readonly bytes: Uint8Array;
  readonly value?: ExampleValue;
}

function lowerArgument(constant: Ast.ConstantNode, param: ParamModel, problems: Problems): Constant | undefined {
  const wanted = param.type === "int" ? "an integer" : "a boolean";
  if (constant.kind !== param.type) {
    return problems.report("MPL0401", constant.span, `the argument \`${param.name}\` is ${wanted}`);
  }
  return toConstantValue(constant.value);
}

/** In an example, a byte order that the caller decides is the network's. */
const NETWORK_ORDER: Constant = { kind: "bool", value: false };

function lowerArguments(syntax: Ast.ExampleItem, packet: PacketModel, problems: Problems): readonly Constant[] | undefined {
  const params = packet.params.filter((param) => !param.implicit);
  if (params.length !== syntax.args.length) {
    const message = `\`${syntax.packet.text}\` takes ${params.length} argument${params.length === 1 ? "" : "s"}, not ${syntax.args.length}`;
    const related = [{ span: packet.syntax.name.span, message: "the packet is declared here" }];
    return problems.report("MPL0408", syntax.packet.span, message, { related });
  }
  const args = params.map((param, index) => {
    const constant = syntax.args[index];
    return constant === undefined ? undefined : lowerArgument(constant, param, problems);
  });
  const known = args.filter((argument) => argument !== undefined);
  if (known.length < args.length) return undefined;
  return params.length < packet.params.length ? [...known, NETWORK_ORDER] : known;
}

function lowerScalar(syntax: Ast.ConstantNode): Extract<ExampleValue, { kind: "scalar" }>["value"] {
  return syntax.kind === "tag" ? { kind: "tag", tag: syntax.text } : toConstantValue(syntax.value);
}

function lowerValue(syntax: Ast.ValueNode): ExampleValue {
  const { span } = syntax;
  switch (syntax.kind) {
    case "scalar":
      return { kind: "scalar", value: lowerScalar(syntax.constant), span };
    case "object":
      return { kind: "object", entries: syntax.entries.map(({ name, value }) => ({ name: name.text, value: lowerValue(value) })), span };
    case "list":
      return { kind: "list", elements: syntax.elements.map(lowerValue), span };
  }
}

export function lowerExample(syntax: Ast.ExampleItem, file: LoadedFile, names: PacketNames, problems: Problems): ExampleModel | undefined {
  const packet = resolvePacket(syntax.packet, file, names, problems);
  const bytes = parseHex(syntax.hex, problems);
  if (packet === undefined) return undefined;
  const args = lowerArguments(syntax, packet, problems);
  if (syntax.value !== undefined && !packet.incomplete) checkValueNames(syntax.value, packet, problems);
  if (bytes === undefined || args === undefined || problems.broken) return undefined;
  return { file, syntax, packet, args, bytes, ...(syntax.value === undefined ? {} : { value: lowerValue(syntax.value) }) };
}
