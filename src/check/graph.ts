/** Strongly connected groups of a graph (Tarjan's algorithm), without recursion: a chain may be as long as the spec. */

interface Visit<T> {
  readonly node: T;
  readonly number: number;
  /** The lowest number that can be reached from here. */
  lowest: number;
  readonly pending: T[];
  /** Its group is not complete yet. */
  open: boolean;
}

class Walk<T> {
  public readonly groups: T[][] = [];
  private readonly visits = new Map<T, Visit<T>>();
  private readonly open: Visit<T>[] = [];
  private readonly path: Visit<T>[] = [];

  public constructor(private readonly edges: (node: T) => Iterable<T>) {}

  public from(start: T): void {
    if (this.visits.has(start)) return;
    this.enter(start);
    for (let visit = this.path.at(-1); visit !== undefined; visit = this.path.at(-1)) this.step(visit);
  }

  private enter(node: T): void {
    const number = this.visits.size;
    const visit: Visit<T> = { node, number, lowest: number, pending: [...this.edges(node)], open: true };
    this.visits.set(node, visit);
    this.open.push(visit);
    this.path.push(visit);
  }

  private step(visit: Visit<T>): void {
    const next = visit.pending.pop();
    if (next === undefined) return this.leave(visit);
    const known = this.visits.get(next);
    if (known === undefined) this.enter(next);
    else if (known.open) visit.lowest = Math.min(visit.lowest, known.number);
  }

  private leave(visit: Visit<T>): void {
    this.path.pop();
    const parent = this.path.at(-1);
    if (parent !== undefined) parent.lowest = Math.min(parent.lowest, visit.lowest);
    if (visit.lowest === visit.number) this.complete(visit);
  }

  private complete(first: Visit<T>): void {
    const group = this.open.splice(this.open.lastIndexOf(first));
    for (const member of group) member.open = false;
    this.groups.push(group.map((member) => member.node));
  }
}

/** Nodes in groups that reach each other, each group behind all that it leads to. */
export function groupsOf<T>(starts: Iterable<T>, edges: (node: T) => Iterable<T>): readonly (readonly T[])[] {
  const walk = new Walk(edges);
  for (const start of starts) walk.from(start);
  return walk.groups;
}
