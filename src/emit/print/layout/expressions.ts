/** Expressions and types as documents. */
import { type Doc, group, indent, softline } from "../doc/doc.js";
import { BROKEN, flat } from "../flat.js";
import { needsParentheses, typeNeedsParentheses } from "../parentheses.js";
import { type Assign, type Cast, type Expression, type Template, type Type, beyond } from "../syntax.js";
import { arrowDoc } from "./arrow.js";
import { assignmentDoc } from "./assignment.js";
import { binaryDoc } from "./binary.js";
import { callDoc, isPrintedAsChain } from "./calls.js";
import { conditionalDoc } from "./conditional.js";
import type { Layout } from "./layout.js";
import { arrayDoc, objectDoc } from "./literals.js";
import { memberDoc } from "./member.js";
import { signatureDoc } from "./signature.js";
import { intersectionDoc, objectTypeDoc, tupleDoc, typeArgumentsDoc, unionDoc } from "./types.js";

export const layout: Layout = {
  expression: (node) => (needsParentheses(node) ? ["(", bare(node), ")"] : bare(node)),
  type: (node) => (typeNeedsParentheses(node) ? ["(", bareType(node), ")"] : bareType(node)),
};

function bare(node: Expression): Doc {
  switch (node.kind) {
    case "template":
      return templateText(node);
    case "array":
      return arrayDoc(layout, node);
    case "object":
      return objectDoc(layout, node);
    case "arrow":
      return arrowDoc(layout, node, false);
    case "call":
    case "new":
      return callDoc(layout, node);
    case "member":
    case "index":
      return memberDoc(layout, node, isPrintedAsChain);
    case "unary":
      return [node.operator, node.operator.length > 2 ? " " : "", layout.expression(node.operand)];
    case "update":
      return node.prefix ? [node.operator, layout.expression(node.operand)] : [layout.expression(node.operand), node.operator];
    case "binary":
    case "logical":
      return binaryDoc(layout, node);
    case "assign":
      return assignDoc(node);
    case "conditional":
      return conditionalDoc(layout, node);
    case "cast":
      return castDoc(node);
    case "nonNull":
      return [layout.expression(node.expression), "!"];
    case "spread":
      return ["...", layout.expression(node.expression)];
    default:
      return node.text;
  }
}

function templateText(node: Template): string {
  const text = flat(node);
  return text.includes(BROKEN) ? beyond("template over lines") : text;
}

function assignDoc({ left, operator, right }: Assign): Doc {
  return assignmentDoc(layout, { left: layout.expression(left), operator: ` ${operator}`, right });
}

function castDoc(node: Cast): Doc {
  const parts: Doc = [layout.expression(node.expression), ` ${node.operator} `, layout.type(node.type)];
  return node.role === "callee" || node.role === "object" ? group([indent([softline, parts]), softline]) : parts;
}

function bareType(node: Type): Doc {
  switch (node.kind) {
    case "typeof":
      return `typeof ${node.text}`;
    case "typeOperator":
      return [node.operator, " ", layout.type(node.type)];
    case "arrayType":
      return [layout.type(node.element), "[]"];
    case "indexedType":
      return [layout.type(node.object), "[", layout.type(node.index), "]"];
    case "tuple":
      return tupleDoc(layout, node);
    case "union":
      return unionDoc(layout, node, false);
    case "intersection":
      return intersectionDoc(layout, node);
    case "objectType":
      return objectTypeDoc(layout, node);
    case "functionType":
      return signatureDoc(layout, node, " => ");
    default:
      return [node.text, typeArgumentsDoc(layout, node.typeArguments)];
  }
}
