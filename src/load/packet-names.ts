/** Every packet name that a file mentions, with its places. */
import type { Item, Name, SpecFile, Statement } from "../syntax/ast.js";

function blocksIn(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "classify":
      return statement.arms.map((arm) => arm.body);
    case "bounded":
      return [statement.body];
    case "array":
      return statement.body.kind === "group" ? [statement.body.body] : [];
    default:
      return [];
  }
}

function* nestedNames(body: readonly Statement[]): Generator<Name> {
  for (const statement of body) {
    if (statement.kind === "nested") yield statement.packet;
    for (const inner of blocksIn(statement)) yield* nestedNames(inner);
  }
}

function* namesOfItem(item: Item): Generator<Name> {
  switch (item.kind) {
    case "packet":
    case "struct":
      yield* nestedNames(item.body);
      return;
    case "dissect":
      yield* item.path.slice(0, 1);
      for (const { packet } of item.arms.flatMap((arm) => arm.targets)) yield packet;
      return;
    case "example":
      yield item.packet;
      return;
    default:
      return;
  }
}

/** By name, in source order of the first mention. */
export function packetNames(file: SpecFile): ReadonlyMap<string, readonly Name[]> {
  const found = new Map<string, Name[]>();
  for (const item of file.items) {
    for (const name of namesOfItem(item)) {
      const places = found.get(name.text);
      if (places === undefined) found.set(name.text, [name]);
      else places.push(name);
    }
  }
  return found;
}
