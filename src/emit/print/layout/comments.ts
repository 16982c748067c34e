/** Comments in front of a member. */
import { type Doc, hardline } from "../doc/doc.js";
import { commentLines } from "../comments.js";
import type { Comment } from "../syntax.js";

export function commentsDoc(comments: readonly Comment[]): Doc {
  return comments.map((comment) => [
    commentLines(comment).map((line, index) => (index === 0 ? line : [hardline, line])),
    hardline,
    comment.blankAfter ? hardline : "",
  ]);
}
