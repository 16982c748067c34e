/** Random specs, most of them sound: the compiler says which. */
import { Random } from "../random.js";
import { choice } from "./choices.js";
import { boolExpr, condition, fitting } from "./expressions.js";
import { midByteArray } from "./bit-arrays.js";
import { array, bounded, boundedNested, bytes } from "./lengths.js";
import { bitRun, boolean, codec, float, integer } from "./scalars.js";
import { Names, Scope } from "./scope.js";
import { argumentsOf, arrayOfPackets, type Callee, declared, DECLARATIONS, filling, remains } from "./packets.js";
import { line, type Node, type PacketTree, part, type SpecTree } from "./tree.js";

class SpecWriter {
  readonly callees: Callee[] = [];
  #callsItself = false;

  constructor(
    readonly random: Random,
    readonly declares: boolean,
  ) {}

  packet(name: string, depth: number): PacketTree {
    const { random } = this;
    const params = Array.from(
      {
        length: random.weighted([
          [3, 0],
          [2, 1],
          [1, 2],
        ]),
      },
      () => random.pick(["int", "bool"] as const),
    );
    const scope = new Scope(random, new Names(random));
    const names = params.map((_, index) => `arg${String(index)}`);
    params.forEach((type, index) => (type === "int" ? scope.ints : scope.bools).push(`arg${String(index)}`));
    const own: Callee = { name, params };
    this.#callsItself = false;
    const body = this.body(scope, depth, random.between(1, 6), own);
    const list = params.map((type, index) => `${type} ${names[index] ?? ""}`).join(", ");
    const attributes = random.weighted([
      [6, ""],
      [1, " endian(little)"],
      [1, " bitorder(lsb)"],
      [params[0] === "bool" ? 3 : 0, " endian(little when arg0)"],
    ]);
    const int = params.indexOf("int");
    const isSized = int >= 0 && random.chance(0.4);
    const isOpen = !isSized && !this.#callsItself && random.chance(0.25);
    const tail = isOpen ? this.tail(scope) : isSized ? filling(scope, names[int] ?? "") : [];
    this.callees.push({ ...own, isOpen, ...(isSized ? { sizedBy: int } : {}) });
    return { head: `packet ${name}${list === "" ? "" : `(${list})`}${attributes}`, body: [...body, ...tail] };
  }

  /** Statements, then fields that are computed from any of them. */
  body(scope: Scope, depth: number, count: number, own: Callee | undefined): Node[] {
    const { random } = this;
    const groups = Array.from({ length: count }, () => this.statement(scope, depth, own));
    if (random.chance(0.25)) {
      const name = scope.fresh();
      const [type, bits] = random.pick([
        ["byte", 8],
        ["uint16", 16],
        ["uint32", 32],
        ["uint64", 64],
      ] as const);
      groups.splice(random.below(groups.length + 1), 0, [
        line(`${name}: ${type}`, `value(${fitting(scope, bits)})`, random.chance(0.4) ? "verify" : ""),
      ]);
    }
    if (random.chance(0.08)) groups.splice(random.below(groups.length + 1), 0, [this.checksum(scope)]);
    // About what stands before it, behind it, or both.
    if (random.chance(0.1)) groups.splice(random.below(groups.length + 1), 0, [line(`require (${boolExpr(scope)}) "never mind"`)]);
    return groups.flat();
  }

  private statement(scope: Scope, depth: number, own: Callee | undefined): Node[] {
    const body = (inner: Scope, levels: number, count: number): Node[] => this.body(inner, levels, count, own);
    const deep = depth > 0 ? 1 : 0;
    const { random } = this;
    return random.weighted<() => Node[]>([
      [6, () => integer(scope)],
      [3, () => bitRun(scope)],
      [1.5, () => boolean(scope)],
      [0.7, () => float(scope)],
      [2, () => codec(scope)],
      [3, () => bytes(scope)],
      [2.5 * deep, () => array(scope, body, depth)],
      [deep, () => midByteArray(scope, body, depth)],
      [2 * deep, () => bounded(scope, body, depth)],
      [4 * deep, () => choice(scope, body, depth)],
      [3, () => this.optional(scope, depth, body)],
      [1.5 * deep, () => this.nested(scope, own)],
      [0.7, () => this.label(scope)],
      [this.declares ? 1.5 : 0, () => declared(scope)],
      [deep * 0.5, () => remains(scope)],
      [deep * (this.callees.length > 0 ? 0.8 : 0), () => arrayOfPackets(scope, random.pick(this.callees))],
      [0.8, () => [line(`require (${boolExpr(scope)}) "never mind"`)]],
    ])();
  }

  private label(scope: Scope): Node[] {
    const name = scope.fresh();
    scope.sized.push(name);
    return [line(`${name}: label`)];
  }

  /** Under a flag that encoding computes, or under whatever holds. */
  private optional(scope: Scope, depth: number, body: (scope: Scope, depth: number, count: number) => Node[]): Node[] {
    const { random } = this;
    const name = scope.fresh();
    const flag = scope.fresh();
    const [before, test] = random.weighted<readonly [Node[], string]>([
      [3, [[line(`${flag}: boolean`, `value(present(${name}))`)], flag]],
      [2, [[line(`${flag}: byte`, `value(present(${name}))`)], `${flag} == 1`]],
      [1, [[line(`${flag}: byte`, `value(present(${name}) ? 7 : 0)`)], `${flag} > 4`]],
      [3, [[], condition(scope)]],
    ]);
    const node = random.weighted<() => Node>([
      [
        4,
        () =>
          line(
            `${name}: ${random.pick(["byte", "uint16", "uint64", "string8", "uleb32", "boolean", "float64", "int32", "mpint"])}`,
            `when (${test})`,
          ),
      ],
      [1, () => line(`${name}: byte[${String(random.between(1, 4))}]`, `when (${test})`)],
      [
        1,
        () => line(`${name}: uint16`, `when (${test})`, random.pick([`value(${fitting(scope, 16)})`, "const(7)", "default(9)", "min(3)"])),
      ],
      [
        depth > 0 ? 1 : 0,
        () => part(`${name}: bounded (${String(random.between(1, 6))}) keep ${scope.fresh()}`, body(scope.inner(), 0, 1), `when (${test})`),
      ],
      [
        depth > 0 ? 1 : 0,
        () => part(`${name}: array (${String(random.between(1, 2))})`, body(scope.inner(), depth - 1, 1), `when (${test})`),
      ],
    ])();
    scope.sized.push(name);
    if (before.length > 0) scope.optionals.push(name);
    return [...before, node];
  }

  private nested(scope: Scope, own: Callee | undefined): Node[] {
    const { random } = this;
    const isRecursive = own !== undefined && random.chance(0.12);
    if (this.callees.length === 0 && !isRecursive) return integer(scope);
    const callee = isRecursive ? own : random.pick(this.callees);
    const name = scope.fresh();
    if (isRecursive) this.#callsItself = true;
    if (callee.sizedBy !== undefined && random.chance(0.7)) return this.sizedNested(scope, name, callee);
    const call = `packet ${callee.name}(${argumentsOf(scope, callee)})`;
    scope.sized.push(name);
    if (isRecursive || (callee.isOpen !== true && random.chance(0.15))) {
      const flag = scope.fresh();
      scope.optionals.push(name);
      const there = line(`${flag}: boolean`, `value(present(${name}))`);
      if (random.chance(0.6)) return [there, line(`${name}: ${call}`, `when (${flag})`)];
      const length = scope.fresh();
      const measured = line(`${length}: ${random.pick(["uleb32", "byte", "varint"])}`, `value(sizeof(${name}))`);
      const keep = random.chance(0.3) ? ` keep ${scope.fresh()}` : "";
      return [there, measured, line(`${name}: ${call}`, `bounded(${length})${keep}`, `when (${flag})`)];
    }
    const isConfined = callee.isOpen === true ? random.chance(0.8) : random.chance(0.4);
    return isConfined ? boundedNested(scope, name, call) : [line(`${name}: ${call}`)];
  }

  /** Its size is its own argument. */
  private sizedNested(scope: Scope, name: string, callee: Callee): Node[] {
    const length = scope.fresh();
    const bound = this.random.pick(["", "", `bounded(${length})`]);
    scope.sized.push(length, name);
    const call = `packet ${callee.name}(${argumentsOf(scope, callee, length)})`;
    const type = this.random.pick(["byte", "uint16", "uleb32", "bit[16]"]);
    return [line(`${length}: ${type}`, `value(sizeof(${name}))`), line(`${name}: ${call}`, bound)];
  }

  private checksum(scope: Scope): Node {
    const { random } = this;
    const [type, algorithms] = random.pick([
      ["uint16", ["internet", "internet_nonzero", "fletcher16"]],
      ["uint32", ["crc32", "crc32c", "adler32", "fletcher32"]],
    ] as const);
    const algorithm = random.pick(algorithms);
    const name = scope.fresh();
    const end = scope.sized.length > 0 && random.chance(0.6) ? `offset(${random.pick(scope.sized)})` : `offset(${name})`;
    const from = scope.sized.length > 0 && random.chance(0.3) ? `offset(${random.pick(scope.sized)})` : random.pick(["0", "0", "0", "1"]);
    const seed =
      algorithm.startsWith("internet") && scope.ints.length > 0 && random.chance(0.3) ? `, ${random.pick(scope.ints)} & 0xffff` : "";
    return line(`${name}: ${type}`, `checksum(${algorithm}, ${from}..${end}${seed})`, random.chance(0.6) ? "verify" : "");
  }

  /** What goes to the end of the input. */
  private tail(scope: Scope): Node[] {
    const name = scope.fresh();
    return this.random.weighted<() => Node[]>([
      [3, () => [line(`${name}: byte[remaining()]`)]],
      [2, () => [line(`${name}: array to_end of ${this.random.pick(["byte", "uint16", "string8", "uint64"])}`)]],
      [2, () => [part(`${name}: array to_end`, this.body(scope.inner(), 1, 2, undefined))]],
      [1, () => this.untilEnd(scope, name)],
      [1, () => [line(`${name}: array to_end until(${name} > 3) of ${this.random.pick(["byte", "uint16", "uleb32"])}`)]],
      [this.callees.length > 0 ? 2 : 0, () => this.packetsToEnd(scope, name)],
    ])();
  }

  private packetsToEnd(scope: Scope, name: string): Node[] {
    const callee = this.random.pick(this.callees);
    return [line(`${name}: array to_end of packet ${callee.name}(${argumentsOf(scope, callee)})`)];
  }

  private untilEnd(scope: Scope, name: string): Node[] {
    const field = scope.fresh();
    return [part(`${name}: array to_end until(${field} == 0)`, [line(`${field}: byte`)])];
  }
}

/** The same spec for the same seed. */
export function randomSpec(seed: number): SpecTree {
  const random = new Random(seed);
  const declares = random.chance(0.3);
  const writer = new SpecWriter(random, declares);
  const packets: PacketTree[] = [];
  for (let index = random.below(3); index > 0; index--) packets.push(writer.packet(`q${String(index)}`, random.below(2)));
  packets.push(writer.packet("p", random.between(0, 3)));
  return { declarations: declares ? DECLARATIONS : [], packets };
}
