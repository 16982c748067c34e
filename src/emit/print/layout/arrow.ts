/** Arrow functions. */
import { type Doc, group, ifBreak, indent, line, softline } from "../doc/doc.js";
import { BROKEN, flatParameters, flatType } from "../flat.js";
import { type Arrow, beyond } from "../syntax.js";
import type { Layout } from "./layout.js";
import { signatureDoc } from "./signature.js";

/** `expanded`: it is a call's last argument, and may break while the others don't. */
export function arrowDoc(layout: Layout, node: Arrow, expanded: boolean): Doc {
  return group([group(headDoc(layout, node, expanded)), " =>", group(bodyDoc(layout, node, expanded))]);
}

function headDoc(layout: Layout, node: Arrow, expanded: boolean): Doc {
  if (!expanded) return signatureDoc(layout, node);
  const type = node.returnType === undefined ? "" : `: ${flatType(node.returnType)}`;
  const text = `(${flatParameters(node.parameters)})${type}`;
  return text.includes(BROKEN) ? beyond("parameters over lines") : text;
}

function bodyDoc(layout: Layout, { body }: Arrow, expanded: boolean): Doc {
  if (body.kind === "block") return [" ", { kind: "body", block: body }];
  const doc = layout.expression(body);
  const end: Doc = expanded ? [ifBreak(","), softline] : "";
  if (body.kind === "conditional") return [" ", group([ifBreak("", "("), indent([softline, doc]), ifBreak("", ")"), end])];
  if (body.kind === "array" || body.kind === "object") return [" ", doc];
  return [indent([line, doc]), end];
}
