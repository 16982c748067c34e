/** What stands before each token: nothing, a space or a line break. The rules fill it in, the printer obeys. */
import type { CstNode, IToken } from "../../grammar/parser.js";

/** Tokens whose soft gaps become line breaks together, when their line would be too long. */
export interface Group {
  readonly first: number;
  readonly last: number;
  readonly alwaysBroken: boolean;
}

export type Gap =
  | { readonly kind: "tight" | "space" }
  | (LineGap & { readonly kind: "line"; readonly blank: boolean })
  | (LineGap & { readonly kind: "soft"; readonly group: Group; readonly flat: "tight" | "space" });

interface LineGap {
  readonly depth: number;
  /** Comments before a closing brace stand one level deeper than the brace. */
  readonly commentDepth: number;
  /** No blank line next to a brace. */
  readonly edge: "open" | "close" | undefined;
}

const tightBefore: ReadonlySet<string> = new Set([";", ",", ")", "]"]);
const tightAfter: ReadonlySet<string> = new Set(["(", "["]);

export class Gaps {
  private readonly gaps: Gap[];
  private readonly indexOf: ReadonlyMap<number, number>;

  public constructor(public readonly tokens: readonly IToken[]) {
    this.indexOf = new Map(tokens.map((token, index) => [token.startOffset, index]));
    this.gaps = tokens.map((token, index) => {
      const tight = tightBefore.has(token.image) || tightAfter.has(tokens[index - 1]?.image ?? "");
      return { kind: tight ? "tight" : "space" };
    });
  }

  /** The end of the text is a line break too. */
  public at(index: number): Gap {
    return this.gaps[index] ?? { kind: "line", depth: 0, commentDepth: 0, edge: undefined, blank: false };
  }

  public index(at: IToken | CstNode): number {
    const offset = "children" in at ? (at.location?.startOffset ?? 0) : at.startOffset;
    return this.indexOf.get(offset) ?? 0;
  }

  public lastIndex(node: CstNode): number {
    const end = node.location?.endOffset ?? 0;
    let index = this.index(node);
    while ((this.tokens[index + 1]?.startOffset ?? Infinity) <= end) index++;
    return index;
  }

  public tight(index: number): void {
    this.gaps[index] = { kind: "tight" };
  }

  public line(index: number, depth: number, edge?: "open" | "close", blank = false): void {
    const commentDepth = edge === "close" ? depth + 1 : depth;
    this.gaps[index] = { kind: "line", depth, commentDepth, edge, blank };
  }

  public soft(index: number, depth: number, group: Group, flat: "tight" | "space", edge?: "open" | "close"): void {
    const commentDepth = edge === "close" ? depth + 1 : depth;
    this.gaps[index] = { kind: "soft", depth, commentDepth, edge, group, flat };
  }
}
