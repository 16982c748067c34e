/** Types. */
import { type Doc, group, hardline, ifBreak, indent, join, line, softline } from "../doc/doc.js";
import { typeNeedsParentheses } from "../parentheses.js";
import type { ObjectType, Signature, TupleType, Type, TypeList } from "../syntax.js";
import type { Layout } from "./layout.js";
import { commentsDoc } from "./comments.js";

/** `alone`: behind the operator of a type's declaration, which indents it. */
export function unionDoc(layout: Layout, node: TypeList, alone: boolean): Doc {
  const docs = node.types.map(layout.type);
  if (isHugged(node)) return join(" | ", docs);
  const parts = group(docs.map((doc, index) => [index === 0 ? ifBreak("| ") : [line, "| "], indent(doc)]));
  const kind = node.parent !== undefined && "kind" in node.parent ? node.parent.kind : undefined;
  if (typeNeedsParentheses(node)) return group([indent([softline, parts]), softline]);
  if (kind === "tuple" && node.parent !== undefined && "elements" in node.parent && node.parent.elements.length > 1) {
    return group([indent([ifBreak(["(", softline]), parts]), softline, ifBreak(")")]);
  }
  return alone || kind === "tuple" || node.role === "typeArgument" ? parts : group(indent([softline, parts]));
}

/** An object type, and nothing beside it but null and void. */
export function isHugged({ types }: TypeList): boolean {
  const object = types.find(({ kind }) => kind === "objectType" || kind === "typeName");
  return (
    object !== undefined &&
    types.every((type) => type === object || (type.kind === "typeKeyword" && (type.text === "null" || type.text === "void")))
  );
}

export function intersectionDoc(layout: Layout, { types }: TypeList): Doc {
  let wasIndented = false;
  return group(
    types.map((type, index) => {
      const doc = layout.type(type);
      if (index === 0) return doc;
      const isObject = type.kind === "objectType";
      const wasObject = types[index - 1]?.kind === "objectType";
      if (isObject && wasObject) return [" & ", wasIndented ? indent(doc) : doc];
      if (!isObject && !wasObject) return indent([" &", line, doc]);
      if (index > 1) wasIndented = true;
      return [" & ", index > 1 ? indent(doc) : doc];
    }),
  );
}

export function typeArgumentsDoc(layout: Layout, types: readonly Type[] | undefined): Doc {
  const [first] = types ?? [];
  if (types === undefined || first === undefined) return "";
  if (types.length === 1 && isPlain(first)) return ["<", layout.type(first), ">"];
  return group(["<", indent([softline, join([",", line], types.map(layout.type))]), softline, ">"]);
}

function isPlain(type: Type): boolean {
  switch (type.kind) {
    case "typeKeyword":
    case "typeLiteral":
    case "objectType":
      return true;
    case "typeName":
      return type.typeArguments === undefined;
    case "union":
      return isHugged(type);
    default:
      return false;
  }
}

export function tupleDoc(layout: Layout, { elements }: TupleType): Doc {
  if (elements.length === 0) return "[]";
  const docs = elements.map((element) => group(layout.type(element)));
  return group(["[", indent([softline, join([",", line], docs), ifBreak(",")]), softline, "]"]);
}

export function objectTypeDoc(layout: Layout, node: ObjectType): Doc {
  return group(objectTypeContents(layout, node), node.open && node.members.length > 0);
}

export function objectTypeContents(layout: Layout, { members }: ObjectType): Doc {
  if (members.length === 0) return "{}";
  const docs = members.map((member, index) => [
    commentsDoc(member.comments),
    signatureMemberDoc(layout, member),
    index === members.length - 1 ? ifBreak(";") : [";", line, members[index + 1]?.blankBefore === true ? hardline : ""],
  ]);
  return ["{", indent([line, docs]), line, "}"];
}

export function signatureMemberDoc(layout: Layout, { readonly, key, optional, type }: Signature): Doc {
  return [`${readonly ? "readonly " : ""}${key}${optional ? "?" : ""}`, type === undefined ? "" : [": ", layout.type(type)]];
}
