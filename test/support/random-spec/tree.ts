/** Random specs as trees of text: what they mean is the compiler's business. Trees can be made smaller piece by piece. */

/** One statement: `head attribute attribute;` */
export interface Line {
  readonly kind: "line";
  readonly head: string;
  readonly attributes: readonly string[];
}
/** `head { ... } attribute;` */
export interface Part {
  readonly kind: "part";
  readonly head: string;
  readonly body: readonly Node[];
  readonly attributes: readonly string[];
}
/** A classify. */
export interface Choice {
  readonly kind: "choice";
  readonly head: string;
  readonly arms: readonly Arm[];
}
export interface Arm {
  readonly head: string;
  readonly body: readonly Node[];
}
export type Node = Line | Part | Choice;

export interface PacketTree {
  readonly head: string;
  readonly body: readonly Node[];
}
export interface SpecTree {
  /** Whole declarations before the packets. */
  readonly declarations: readonly string[];
  /** The last one is the one to look at. */
  readonly packets: readonly PacketTree[];
}

export function line(head: string, ...attributes: readonly string[]): Line {
  return { kind: "line", head, attributes: attributes.filter((attribute) => attribute !== "") };
}

export function part(head: string, body: readonly Node[], ...attributes: readonly string[]): Part {
  return { kind: "part", head, body, attributes: attributes.filter((attribute) => attribute !== "") };
}

export function printSpec({ declarations, packets }: SpecTree): string {
  return `${[...declarations, ...packets.map(({ head, body }) => `${head} {\n${printBody(body, "  ")}\n}`)].join("\n")}\n`;
}

function printBody(body: readonly Node[], indent: string): string {
  return body.length === 0 ? `${indent}();` : body.map((node) => `${indent}${printNode(node, indent)}`).join("\n");
}

function printNode(node: Node, indent: string): string {
  const inner = `${indent}  `;
  switch (node.kind) {
    case "line":
      return `${[node.head, ...node.attributes].join(" ")};`;
    case "part":
      return `${node.head} {\n${printBody(node.body, inner)}\n${[`${indent}}`, ...node.attributes].join(" ")};`;
    case "choice":
      return `${node.head} {\n${node.arms.map((arm) => `${indent}${arm.head} ->\n${printBody(arm.body, inner)}`).join("\n")}\n${indent}};`;
  }
}

/** Specs with one piece less, larger pieces first. Most mean something else, many nothing. */
export function* smallerSpecs(spec: SpecTree): Generator<SpecTree> {
  const { declarations, packets } = spec;
  for (let index = 0; index < packets.length; index++) if (packets.length > 1) yield { declarations, packets: without(packets, index) };
  for (let index = 0; index < declarations.length; index++) yield { declarations: without(declarations, index), packets };
  for (const [index, packet] of packets.entries()) {
    for (const body of smallerBodies(packet.body)) yield { declarations, packets: withPart(packets, index, { ...packet, body }) };
  }
}

function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, other) => other !== index);
}

function withPart<T>(list: readonly T[], index: number, replacement: T): T[] {
  return list.map((old, other) => (other === index ? replacement : old));
}

function* smallerBodies(body: readonly Node[]): Generator<readonly Node[]> {
  if (body.length > 3) yield* [body.slice(0, body.length / 2), body.slice(body.length / 2)];
  for (let index = 0; index < body.length; index++) yield without(body, index);
  for (const [index, node] of body.entries()) {
    for (const inside of insides(node)) yield [...body.slice(0, index), ...inside, ...body.slice(index + 1)];
    for (const smaller of smallerNodes(node)) yield withPart(body, index, smaller);
  }
}

/** What stands in a node, in its place. */
function insides(node: Node): (readonly Node[])[] {
  if (node.kind === "part") return [node.body];
  return node.kind === "choice" ? node.arms.map((arm) => arm.body) : [];
}

function* smallerNodes(node: Node): Generator<Node> {
  if (node.kind === "choice") return yield* smallerChoices(node);
  for (let index = 0; index < node.attributes.length; index++) yield { ...node, attributes: without(node.attributes, index) };
  for (const head of smallerTexts(node.head)) yield { ...node, head };
  for (const [index, attribute] of node.attributes.entries()) {
    for (const text of smallerTexts(attribute)) yield { ...node, attributes: withPart(node.attributes, index, text) };
  }
  if (node.kind === "part") for (const body of smallerBodies(node.body)) yield { ...node, body };
}

function* smallerChoices(node: Choice): Generator<Node> {
  for (let index = 0; index < node.arms.length; index++) if (node.arms.length > 1) yield { ...node, arms: without(node.arms, index) };
  for (const head of smallerTexts(node.head)) yield { ...node, head };
  for (const [index, arm] of node.arms.entries()) {
    for (const head of smallerTexts(arm.head)) yield { ...node, arms: withPart(node.arms, index, { ...arm, head }) };
    for (const body of smallerBodies(arm.body)) yield { ...node, arms: withPart(node.arms, index, { ...arm, body }) };
  }
}

/** Parenthesised expressions that lose an operand or become a number; guards that go. */
function* smallerTexts(text: string): Generator<string> {
  const guard = text.replace(/ when \(.*\)$/, "");
  if (guard !== text) yield guard;
  for (const { open, close } of brackets(text)) {
    const inner = text.slice(open + 1, close);
    const operand = / (\+|-|\*|\/|%|&|\||\^|<<|>>|&&|\|\||==|!=|<|<=|>|>=) /.exec(inner);
    const replaced = (by: string): string => text.slice(0, open + 1) + by + text.slice(close);
    if (operand !== null) yield* [replaced(inner.slice(0, operand.index)), replaced(inner.slice(operand.index + operand[0].length))];
    if (inner.startsWith("(") && inner.endsWith(")")) yield replaced(inner.slice(1, -1));
    if (inner.length > 2 && /[(\s]/.test(text.charAt(open - 1))) yield `${text.slice(0, open)}1${text.slice(close + 1)}`;
  }
}

function brackets(text: string): { readonly open: number; readonly close: number }[] {
  const opened: number[] = [];
  const found: { open: number; close: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    if ("([".includes(text.charAt(index))) opened.push(index);
    if (")]".includes(text.charAt(index))) found.push({ open: opened.pop() ?? 0, close: index });
  }
  return found;
}
