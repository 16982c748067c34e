/** A packet's model before its statements. */
import type { LoadedFile } from "../load/loaded.js";
import type { PacketItem, ParamNode } from "../syntax/ast.js";
import type { PacketModel, ParamModel } from "./model.js";
import type { Problems } from "./problems.js";

function paramOf({ name, type, doc }: ParamNode): ParamModel {
  const documented = doc === undefined ? {} : { doc: doc.text };
  return { name: name.text, type: type.text.startsWith("int") ? "int" : "bool", span: name.span, ...documented, implicit: false };
}

export function newPacket(syntax: PacketItem, file: LoadedFile, index: number, problems: Problems): PacketModel {
  if (syntax.damaged === true) problems.fail();
  return {
    index,
    file,
    syntax,
    params: syntax.params.map(paramOf),
    root: { kind: "packet", block: { nodes: [], names: new Set() }, entries: [], byName: new Map(), containers: [] },
    nodes: [],
    problems,
    incomplete: syntax.damaged === true,
    size: 0,
    usedParams: new Set(),
    conditions: new Map(),
  };
}
