/** Objects and arrays. */
import { type Doc, fill, group, hardline, ifBreak, indent, line, softline } from "../doc/doc.js";
import { hasManyMembers } from "../flat.js";
import type { ArrayLiteral, ObjectLiteral, Property, Spread } from "../syntax.js";
import { assignmentDoc } from "./assignment.js";
import { isNumberList } from "./calls.js";
import { commentsDoc } from "./comments.js";
import type { Layout } from "./layout.js";

export function objectDoc(layout: Layout, { members, open }: ObjectLiteral): Doc {
  if (members.length === 0) return "{}";
  const docs = members.map((member, index) => {
    const next = members[index + 1];
    const gap = next === undefined ? "" : [",", line, next.kind === "property" && next.blankBefore ? hardline : ""];
    return [group(memberDoc(layout, member)), gap];
  });
  return group(["{", indent([line, docs]), ifBreak(","), line, "}"], open);
}

function memberDoc(layout: Layout, member: Property | Spread): Doc {
  if (member.kind === "spread") return layout.expression(member);
  const { key, value, comments } = member;
  const doc = value === undefined ? key : assignmentDoc(layout, { left: key, operator: ":", right: value, key });
  return [commentsDoc(comments), doc];
}

export function arrayDoc(layout: Layout, node: ArrayLiteral): Doc {
  const { elements } = node;
  if (elements.length === 0) return "[]";
  const last = elements.length - 1;
  if (isNumberList(node)) {
    const parts = elements.flatMap((element, index): Doc[] => [
      [layout.expression(element), index === last ? ifBreak(",") : ","],
      ...(index === last ? [] : [line]),
    ]);
    return group(["[", indent([softline, fill(parts)]), softline, "]"]);
  }
  const docs = elements.map((element, index) => [group(layout.expression(element)), index === last ? "" : [",", line]]);
  return group(["[", indent([softline, docs, ifBreak(",")]), softline, "]"], hasManyMembers(node));
}
