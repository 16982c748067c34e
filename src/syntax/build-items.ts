/** Declarations: what stands at the top of a file. */
import type { CstNode } from "../../grammar/parser.js";
import type { DissectArm, DissectTarget, ExampleItem, Item, PacketItem, ParamNode } from "./ast.js";
import { buildBitOrder, buildCases, buildEndian, unknownWord } from "./build-attributes.js";
import { buildArguments, buildConstant, buildPatterns, buildValue, groupedExpression } from "./build-expressions.js";
import { buildBlock, buildMembers } from "./build-statements.js";
import type { BuildContext } from "./context.js";
import { hasToken, node, nodes, onlyNode, optionalNode, optionalToken, token, tokens } from "./tree.js";

export function buildItems(context: BuildContext, spec: CstNode): Item[] {
  const all = nodes(spec, "item");
  return all.filter((item) => item.recoveredNode !== true).flatMap((item) => buildItem(context, item) ?? []);
}

type Builder = (context: BuildContext, cst: CstNode) => Item;

const builders: Readonly<Record<string, Builder>> = {
  import: (context, cst) => ({ kind: "import", ...common(context, cst), path: context.string(token(cst, "StringText")) }),
  typedef: (context, cst) => ({
    kind: "typedef",
    ...common(context, cst),
    name: context.name(token(cst, "Name", 0)),
    base: context.name(token(cst, "Name", 1)),
  }),
  struct: (context, cst) => ({
    kind: "struct",
    ...common(context, cst),
    name: context.name(token(cst, "Name")),
    body: buildMembers(context, node(cst, "block")),
    ...context.takeDamage(),
  }),
  variantItem: (context, cst) => ({
    kind: "variant",
    ...common(context, cst),
    name: context.name(token(cst, "Name")),
    cases: buildCases(context, node(cst, "cases")),
    ...context.takeDamage(),
  }),
  codec: (context, cst) => {
    const size = optionalNode(cst, "group");
    return {
      kind: "codec",
      ...common(context, cst),
      name: context.name(token(cst, "Name")),
      module: context.string(token(cst, "StringText")),
      ...(size && { size: groupedExpression(context, size) }),
      state: hasToken(cst, "state"),
    };
  },
  packet: buildPacket,
  dissect: (context, cst) => {
    const by = optionalNode(cst, "group");
    const path = node(cst, "path");
    return {
      kind: "dissect",
      ...common(context, cst),
      path: [...tokens(path, "Name"), ...tokens(path, "step")].map((step) => context.name(step)),
      ...(by && { by: groupedExpression(context, by) }),
      arms: context.sound(nodes(cst, "dissectArm")).map((arm) => buildDissectArm(context, arm)),
      ...context.takeDamage(),
    };
  },
  example: buildExample,
};

function buildItem(context: BuildContext, cst: CstNode): Item | undefined {
  const form = onlyNode(cst);
  return form === undefined ? undefined : builders[form.name]?.(context, form);
}

function common(context: BuildContext, cst: CstNode): Pick<Item, "doc" | "span"> {
  const span = context.span(cst);
  return { ...context.doc(span.start), span };
}

function buildPacket(context: BuildContext, cst: CstNode): PacketItem {
  const endian = single(context, cst, "endianClause");
  const bitorder = single(context, cst, "bitorderClause");
  if (nodes(cst, "param").length === 0) reportNoParameters(context, cst);
  return {
    kind: "packet",
    ...common(context, cst),
    name: context.name(token(cst, "Name")),
    params: nodes(cst, "param").map((param) => buildParam(context, param)),
    ...(endian && { endian: buildEndian(context, endian) }),
    ...(bitorder && { bitOrder: buildBitOrder(context, bitorder) }),
    body: buildBlock(context, node(cst, "block")),
    ...context.takeDamage(),
  };
}

/** As its uses are written: `packet p()`. */
function reportNoParameters(context: BuildContext, cst: CstNode): void {
  const [open, close] = [optionalToken(cst, "LeftParen"), optionalToken(cst, "RightParen")];
  if (open === undefined || close === undefined) return;
  const span = { ...context.tokenSpan(open), end: context.tokenSpan(close).end };
  const help = "only its uses have them: `name: packet p()`";
  context.report("MPL0108", span, "a packet without parameters has no parentheses", { help, fix: { span, replacement: "" } });
}

/** A packet has one order of bytes and one of bits, so a second clause could not be kept. */
function single(context: BuildContext, cst: CstNode, rule: string): CstNode | undefined {
  const [first, ...others] = nodes(cst, rule);
  for (const other of others) {
    if (first === undefined) break;
    context.report("MPL0118", context.span(other), "this packet already has such a clause", {
      related: [{ span: context.span(first), message: "the first one is here" }],
      fix: { span: context.span(other), replacement: "" },
    });
  }
  return first;
}

function buildParam(context: BuildContext, cst: CstNode): ParamNode {
  const type = context.name(token(cst, "Name", 0));
  const known = ["bool", "boolean", "int", "integer"];
  if (!known.includes(type.text)) unknownWord(context, type, known);
  return { kind: "param", ...common(context, cst), type, name: context.name(token(cst, "Name", 1)) };
}

function buildDissectArm(context: BuildContext, cst: CstNode): DissectArm {
  const patterns = optionalNode(cst, "patterns");
  const when = optionalNode(cst, "group");
  const built = patterns === undefined ? [] : buildPatterns(context, patterns);
  return {
    kind: "dissectArm",
    // A lone `_` matches always, with `by` and without.
    patterns: built.length === 1 && built[0]?.kind === "any" ? [] : built,
    ...(when && { when: groupedExpression(context, when) }),
    targets: nodes(cst, "dissectTarget").map((target) => buildDissectTarget(context, target)),
    span: context.span(cst),
  };
}

function buildDissectTarget(context: BuildContext, cst: CstNode): DissectTarget {
  const args = optionalNode(cst, "arguments");
  return {
    kind: "dissectTarget",
    packet: context.name(token(cst, "Name")),
    args: args === undefined ? [] : buildArguments(context, args),
    span: context.span(cst),
  };
}

function buildExample(context: BuildContext, cst: CstNode): ExampleItem {
  const [title, ...hex] = tokens(cst, "StringText").map((text) => context.string(text));
  if (title === undefined) throw new Error("an example without its title");
  const value = optionalNode(cst, "value");
  return {
    kind: "example",
    ...common(context, cst),
    packet: context.name(token(cst, "Name")),
    args: nodes(cst, "constant").map((constant) => buildConstant(context, constant)),
    title,
    hex,
    noncanonical: hasToken(cst, "noncanonical"),
    ...(value && { value: buildValue(context, value) }),
  };
}
