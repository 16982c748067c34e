/** A generated module as ts-morph structures: one batch, printed once. */
import {
  type ClassDeclarationStructure,
  type FunctionDeclarationStructure,
  type ImportDeclarationStructure,
  type InterfaceDeclarationStructure,
  type StatementStructures,
  StructureKind,
  VariableDeclarationKind,
} from "ts-morph";
import type { Arm, Block, Classify, Variant } from "../ir/ir.js";
import type { FunctionCode } from "./decode/functions.js";
import { constantCode } from "./decode/fields.js";
import type { PacketModel } from "./model.js";
import type { ImportLine, Module } from "./module.js";
import { quote } from "./names.js";
import { type Member, armMembers, members } from "./types.js";
import { blocksOf, flatElement, itemsIn } from "./walk-ir.js";
import type { ClassCode } from "./view/class.js";

export function importStructure(line: ImportLine): ImportDeclarationStructure {
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: line.module,
    ...(line.namespace === undefined ? {} : { namespaceImport: line.namespace }),
    isTypeOnly: line.typeOnly,
    namedImports: line.names.map(({ name, alias, typeOnly }) => ({
      name,
      isTypeOnly: typeOnly && !line.typeOnly,
      ...(alias === undefined ? {} : { alias }),
    })),
  };
}

export function functionStructure(code: FunctionCode): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    name: code.name,
    isExported: code.exported,
    ...(code.doc === undefined ? {} : { docs: [code.doc] }),
    parameters: code.parameters.map(({ name, type, optional, initializer }) => ({
      name,
      type,
      hasQuestionToken: optional === true,
      ...(initializer === undefined ? {} : { initializer }),
    })),
    returnType: code.returnType,
    statements: [...code.statements],
  };
}

export function classStructure(code: ClassCode): ClassDeclarationStructure {
  const own = [
    { name: "bytes", type: "DataView", initializer: "new DataView(new ArrayBuffer(0))" },
    { name: "at", initializer: "0" },
    { name: "end", initializer: "0" },
  ];
  return {
    kind: StructureKind.Class,
    name: code.name,
    isExported: true,
    docs: [code.doc],
    properties: [...own, ...code.slots.map(slotProperty)],
    getAccessors: code.members.flatMap((member) =>
      member.kind === "getter"
        ? [{ name: member.name, returnType: member.type, statements: [...member.statements], ...docs(member.doc) }]
        : [],
    ),
    methods: code.members.flatMap((member) =>
      member.kind === "method"
        ? [
            {
              name: member.name,
              parameters: member.parameters.map((parameter) => ({ ...parameter })),
              returnType: member.type,
              statements: [...member.statements],
              ...docs(member.doc),
            },
          ]
        : [],
    ),
  };
}

function docs(doc: string | undefined): { docs?: string[] } {
  return doc === undefined ? {} : { docs: [inComment(doc)] };
}

/** Comments of specs nest, so that they may hold what ends one of TypeScript. */
export function inComment(text: string): string {
  return text.replaceAll("*/", "* /");
}

/** The type of a plain initializer goes without saying. */
function slotProperty(slot: ClassCode["slots"][number]): { name: string; type?: string; initializer: string } {
  return slot.initializer === "0" || slot.initializer === "false" ? { name: slot.name, initializer: slot.initializer } : { ...slot };
}

/** The interfaces of a packet's values, decoded and to be encoded. */
export function typeStructures(module: Module, model: PacketModel): InterfaceDeclarationStructure[] {
  const blocks: { block: Block; arm?: { item: Classify; arm: Arm } }[] = [{ block: model.packet.body }];
  for (const item of itemsIn(model.packet.body)) {
    if (item.kind === "classify") for (const arm of item.arms) blocks.push({ block: arm.block, arm: { item, arm } });
    else if (flatElement(item) === undefined) for (const block of blocksOf(item)) blocks.push({ block });
  }
  return blocks.flatMap(({ block, arm }) =>
    (["Value", "Input"] as const).map((side) => {
      const own = members(module, model, block, side);
      const tags = arm === undefined ? [] : armMembers(module, model, arm.item, arm.arm, side);
      return interfaceStructure(model, block, [...tags, ...own], side, arm?.arm.doc);
    }),
  );
}

function interfaceStructure(
  model: PacketModel,
  block: Block,
  all: readonly Member[],
  side: "Value" | "Input",
  doc?: string,
): InterfaceDeclarationStructure {
  const isPacket = block === model.packet.body;
  const text = isPacket ? model.packet.doc : doc;
  const more = side === "Input" ? "What encoding takes: computed fields may be left out." : undefined;
  return {
    kind: StructureKind.Interface,
    name: `${model.types.get(block) ?? ""}${side === "Input" ? "Input" : ""}`,
    isExported: true,
    ...docs(text === undefined || more === undefined ? (text ?? more) : `${text}\n\n${more}`),
    properties: all.map(({ key, type, optional, doc: memberDoc }) => ({
      name: key,
      type: optional && !type.endsWith("| undefined") ? `${type} | undefined` : type,
      isReadonly: true,
      hasQuestionToken: optional,
      ...docs(side === "Value" ? memberDoc : undefined),
    })),
  };
}

/** `export const IcmpPtype = { EchoReply: 0, ... } as const`, and its type. */
export function variantStructures(name: string, variant: Variant, big: boolean): StatementStructures[] {
  const kind = variant.valueType === "int" ? (big ? "bigint" : "number") : variant.valueType === "bool" ? "boolean" : "string";
  const entries = variant.cases.map(
    ({ tag, value, doc }) => `${doc === undefined ? "" : `/** ${inComment(doc)} */\n`}${safeKey(tag)}: ${constantCode(value, kind)}`,
  );
  const text = entries.join(",\n");
  const types = variant.cases.map(({ tag, value }) => `readonly ${safeKey(tag)}: ${constantCode(value, kind)}`);
  return [
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      ...docs(variant.doc),
      declarations: [{ name, type: `{ ${types.join("; ")} }`, initializer: `{\n${text}\n}` }],
    },
    { kind: StructureKind.TypeAlias, isExported: true, name, type: `(typeof ${name})[keyof typeof ${name}]` },
  ];
}

function safeKey(tag: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(tag) && tag !== "__proto__" ? tag : quote(tag);
}
