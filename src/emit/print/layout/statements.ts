/** Statements that end in their line, and the heads of those that don't, as documents. */
import { type Doc, group, ifBreak, indent, line, softline } from "../doc/doc.js";
import { isBinary } from "../shapes.js";
import { type Block, type Expression, type For, type Method, type Statement, type Type, type Variable, beyond } from "../syntax.js";
import { assignmentDoc } from "./assignment.js";
import { layout } from "./expressions.js";
import { signatureDoc } from "./signature.js";
import { unionDoc, isHugged, signatureMemberDoc } from "./types.js";

export function statementDoc(node: Statement): Doc {
  switch (node.kind) {
    case "expressionStatement":
      return [layout.expression(node.expression), ";"];
    case "return":
    case "throw":
      return [node.kind, resultDoc(node.value), ";"];
    case "variable":
      return [variableDoc(node), ";"];
    case "jump":
      return `${node.text};`;
    case "block":
      return bodyDoc(node);
    case "if":
      return node.alternate === undefined ? ifDoc(node.test, node.consequent) : beyond("else in a line");
    case "while":
      return group(["while (", testDoc(node.test), ")", clauseDoc(node.body)]);
    case "for":
      return group(["for (", forHeadDoc(node), ")", clauseDoc(node.body)]);
    case "forOf":
      return group(["for (", node.left, " of ", layout.expression(node.right), ")", clauseDoc(node.body)]);
    case "function":
      return [node.head, signatureDoc(layout, node), " ", bodyDoc(node.body)];
    case "alias":
      return [aliasDoc(node.head, node.type), ";"];
    default:
      return beyond(node.kind);
  }
}

export function ifDoc(test: Expression, consequent: Statement): Doc {
  if (consequent.kind === "block" && consequent.statements.length === 0) beyond("empty block");
  return group(["if (", testDoc(test), ")", clauseDoc(consequent)]);
}

function testDoc(test: Expression): Doc {
  const doc = layout.expression(test);
  return isNegatedLogical(test) ? doc : group([indent([softline, doc]), softline]);
}

/** `!(a && b)`: the parentheses of the operation are enough. */
function isNegatedLogical(test: Expression): boolean {
  if (test.kind !== "unary" || test.operator !== "!") return false;
  const { operand } = test;
  const inner = operand.kind === "unary" && operand.operator === "!" ? operand.operand : operand;
  return inner.kind === "logical";
}

/** What stands behind the body of `do`. */
export function endOfDoDoc(test: Expression): Doc {
  return ["} while (", testDoc(test), ");"];
}

export function subjectDoc(subject: Expression): Doc {
  return group(["switch (", indent([softline, layout.expression(subject)]), softline, ")"]);
}

export function caseDoc(test: Expression | undefined, block: Block | undefined): Doc {
  if (block?.statements.length === 0) beyond("empty block");
  const head: Doc = test === undefined ? "default:" : ["case ", layout.expression(test), ":"];
  return block === undefined ? head : [head, " ", bodyDoc(block)];
}

/** A statement behind a head: in the same line, or indented in the next. */
function clauseDoc(node: Statement): Doc {
  return node.kind === "block" ? [" ", bodyDoc(node)] : indent([line, statementDoc(node)]);
}

function bodyDoc(block: Block): Doc {
  return { kind: "body", block };
}

function forHeadDoc({ initializer, test, update }: For): Doc {
  if (initializer === undefined && test === undefined && update === undefined) return ";;";
  if (initializer !== undefined && initializer.kind !== "variable") return beyond("initializer of a loop");
  const first = initializer === undefined ? "" : variableDoc(initializer);
  const second = test === undefined ? "" : layout.expression(test);
  const last: Doc = update === undefined ? "" : [line, layout.expression(update)];
  return group([indent([softline, first, ";", line, second, ";", last]), softline]);
}

function resultDoc(value: Expression | undefined): Doc {
  if (value === undefined) return "";
  const doc = layout.expression(value);
  return [" ", isBinary(value) ? group([ifBreak("("), indent([softline, doc]), softline, ifBreak(")")]) : doc];
}

function variableDoc({ keyword, name, type, initializer, note }: Variable): Doc {
  const left: Doc = [name, typeDoc(type)];
  if (initializer === undefined) return group([keyword, " ", left]);
  return group([keyword, " ", assignmentDoc(layout, { left, operator: " =", right: initializer, type, note, isVariable: true })]);
}

function typeDoc(type: Type | undefined): Doc {
  return type === undefined ? "" : [": ", layout.type(type)];
}

export function fieldDoc(name: string, type: Type | undefined, initializer: Expression | undefined): Doc {
  const left: Doc = [name, typeDoc(type)];
  return [initializer === undefined ? left : assignmentDoc(layout, { left, operator: " =", right: initializer }), ";"];
}

export function methodDoc({ name, parameters, returnType, body }: Method): Doc {
  return [name, signatureDoc(layout, { parameters, returnType }), " ", bodyDoc(body)];
}

export function memberOfTypeDoc(node: Parameters<typeof signatureMemberDoc>[1]): Doc {
  return [signatureMemberDoc(layout, node), ";"];
}

function aliasDoc(head: string, type: Type): Doc {
  if (type.kind !== "union" || isHugged(type)) {
    const gap = group(indent(line));
    return group([head, " =", gap, { kind: "indentIfBreak", contents: layout.type(type), group: gap, breaks: false }]);
  }
  return group([head, " =", group(indent([line, unionDoc(layout, type, true)]))]);
}

export function importDoc(keyword: string, names: readonly string[], source: string | undefined): Doc {
  const end = source === undefined ? ";" : ` from ${source};`;
  if (names.length === 1) return `${keyword} { ${names.join("")} }${end}`;
  const docs = names.map((name, index) => [name, index === names.length - 1 ? "" : [",", line]]);
  return [keyword, " ", group(["{", indent([line, docs]), ifBreak(","), line, "}"]), end];
}
