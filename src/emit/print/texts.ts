/** Statements, and the heads of those that have a body, in one line. */
import { flat, flatType } from "./flat.js";
import type { Case, Statement } from "./syntax.js";

/** With the brace of the body. */
export function flatHead(node: Statement | Case): string | undefined {
  switch (node.kind) {
    case "if":
      return node.consequent.kind === "block" ? `if (${flat(node.test)}) {` : undefined;
    case "while":
      return node.body.kind === "block" ? `while (${flat(node.test)}) {` : undefined;
    case "forOf":
      return node.body.kind === "block" ? `for (${node.left} of ${flat(node.right)}) {` : undefined;
    case "for":
      return node.body.kind === "block" ? `for (${flatLoop(node)}) {` : undefined;
    case "switch":
      return `switch (${flat(node.subject)}) {`;
    case "doWhile":
      return "do {";
    case "block":
      return "{";
    case "case": {
      const head = node.test === undefined ? "default:" : `case ${flat(node.test)}:`;
      return node.statements[0]?.kind === "block" ? `${head} {` : head;
    }
    default:
      return undefined;
  }
}

function flatLoop({ initializer, test, update }: Extract<Statement, { kind: "for" }>): string {
  if (initializer?.kind !== "variable" || update === undefined || test === undefined) return "\n";
  return `${flatVariable(initializer)}; ${flat(test)}; ${flat(update)}`;
}

/** Statements that can stand in one line. */
export function flatStatement(node: Statement): string | undefined {
  switch (node.kind) {
    case "expressionStatement":
      return `${flat(node.expression)};`;
    case "return":
    case "throw":
      return node.value === undefined ? `${node.kind};` : `${node.kind} ${flat(node.value)};`;
    case "variable":
      return `${flatVariable(node)};`;
    case "jump":
      return `${node.text};`;
    case "alias":
      return `${node.head} = ${flatType(node.type)};`;
    case "if": {
      if (node.alternate !== undefined || node.consequent.kind === "block") return undefined;
      const inner = flatStatement(node.consequent);
      return inner === undefined ? undefined : `if (${flat(node.test)}) ${inner}`;
    }
    case "import":
      return flatImport(node);
    default:
      return undefined;
  }
}

function flatVariable({ keyword, name, type, initializer, note }: Extract<Statement, { kind: "variable" }>): string {
  const left = `${keyword} ${name}${type === undefined ? "" : `: ${flatType(type)}`}`;
  if (initializer === undefined) return left;
  return `${left} = ${note === undefined ? "" : `${note} `}${flat(initializer)}`;
}

function flatImport({ keyword, namespace, names, source }: Extract<Statement, { kind: "import" }>): string {
  const what = namespace ?? `{ ${names.join(", ")} }`;
  return `${keyword} ${what}${source === undefined ? "" : ` from ${source}`};`;
}
