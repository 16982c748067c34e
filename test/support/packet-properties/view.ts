/** A view's accessors beside the decoded value: whatever the view offers must agree, and never throw. */
import { ownProperty } from "../../../runtime/objects.js";
import type { ArrayItem, Block, Classify, Field, Item, Nested } from "../../../src/ir/ir.js";
import type { PacketModel } from "../../../src/emit/model.js";
import { camelCase, pascalCase } from "../../../src/emit/names.js";
import { callable, constructed, type GeneratedPacket } from "../generated-packet.js";
import { sameValue, showValue } from "../spec-values.js";

/** Where the comparison is. */
interface Compared {
  readonly packets: readonly GeneratedPacket[];
  readonly model: PacketModel;
  readonly view: object;
  readonly value: unknown;
  readonly path: string;
  readonly found: string[];
}

/** What differs; nothing where all accessors agree. `packets` are those of the program. */
export function viewProblems(packets: readonly GeneratedPacket[], packet: GeneratedPacket, view: object, value: unknown): string[] {
  const found: string[] = [];
  compareBlock(packet.packet.body, { packets, model: packet.model, view, value, path: packet.packet.name, found });
  return found;
}

function compareBlock(block: Block, compared: Compared): void {
  const wanted = block.items.flatMap(wantedNames);
  const clashes = new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index));
  callEverything(compared);
  for (const item of block.items) if (!wantedNames(item).some((name) => clashes.has(name))) compareItem(item, compared);
}

/** Names that an item's accessors may have. */
function wantedNames(item: Item): string[] {
  const name = camelCase(item.name);
  const pascal = pascalCase(item.name);
  const arms = item.kind === "classify" ? item.arms.map((arm) => `bind${pascalCase(arm.name)}`) : [];
  return item.kind === "require"
    ? []
    : [name, `${name}Start`, `${name}End`, `${name}Count`, `${name}Kind`, `bind${pascal}`, `open${pascal}`, ...arms];
}

/** No accessor throws, whether or not it is compared. */
function callEverything({ view, path, found }: Compared): void {
  for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(view) as object))) {
    if (name === "constructor" || name === "next" || name === "bind") continue;
    try {
      if (get !== undefined) Reflect.get(view, name);
      else if (typeof value === "function" && value.length === 0) callable(view, name)();
    } catch (error) {
      found.push(`${path}: ${name} throws ${String(error)}`);
    }
  }
}

function compareItem(item: Item, compared: Compared): void {
  const key = compared.model.keys.get(item.id);
  const value = key === undefined ? undefined : ownProperty(compared.value, key);
  const inner = { ...compared, value, path: `${compared.path}.${item.name}` };
  if (value === undefined) return compareAbsent(item, inner);
  switch (item.kind) {
    case "field":
      return compareField(item, inner);
    case "nested":
      return compareNested(item, inner);
    case "array":
      return compareArray(item, inner);
    case "classify":
      return compareClassify(item, inner);
    case "bounded":
      return withPart(`bind${pascalCase(item.name)}`, item.block, inner);
    case "label":
    case "require":
      return;
  }
}

function has(view: object, name: string): boolean {
  return name in view && !["bytes", "at", "end", "bind", "next"].includes(name) && !(name in Object.prototype);
}

function expectSame(compared: Compared, name: string, actual: unknown, expected: unknown): void {
  if (!sameValue(actual, expected))
    compared.found.push(`${compared.path}: view.${name} is ${showValue(actual)}, decoded ${showValue(expected)}`);
}

/** What is not there is undefined. */
function compareAbsent(item: Item, compared: Compared): void {
  const name = camelCase(item.name);
  if (item.condition === undefined || item.kind !== "field" || !has(compared.view, name)) return;
  const found: unknown = Reflect.get(compared.view, name);
  expectSame(compared, name, typeof found === "function" ? callable(compared.view, name)() : found, undefined);
}

function compareField(field: Field, compared: Compared): void {
  const name = camelCase(field.name);
  const { view, value } = compared;
  if (!has(view, name)) return;
  const found: unknown = Reflect.get(view, name);
  const actual: unknown = typeof found === "function" ? callable(view, name)() : found;
  expectSame(
    compared,
    name,
    plain(actual),
    plain(typeof value === "string" && actual instanceof Uint8Array ? new TextEncoder().encode(value) : value),
  );
}

/** Objects of custom types say what they are in a text. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array) ? String(value) : value;
}

function compareNested(item: Nested, compared: Compared): void {
  const callee = compared.packets.find(({ packet }) => packet.index === item.packet);
  const name = `bind${pascalCase(item.name)}`;
  if (callee === undefined || !has(compared.view, name)) return;
  const view = constructed(callee.module, `${callee.model.pascal}View`);
  expectSame(compared, name, callable(compared.view, name)(view), true);
  compareBlock(callee.packet.body, { ...compared, model: callee.model, view });
}

function moduleOf({ packets, model }: Compared): GeneratedPacket["module"] {
  const own = packets.find((packet) => packet.model === model);
  if (own === undefined) throw new Error("the packet is not among the packets");
  return own.module;
}

function partView(compared: Compared, block: Block): object {
  return constructed(moduleOf(compared), `${compared.model.types.get(block) ?? ""}View`);
}

function withPart(name: string, block: Block, compared: Compared): void {
  if (!has(compared.view, name)) return;
  const view = partView(compared, block);
  expectSame(compared, name, callable(compared.view, name)(view), true);
  compareBlock(block, { ...compared, view });
}

function compareClassify(item: Classify, compared: Compared): void {
  const kind = ownProperty(compared.value, "$kind");
  const name = camelCase(`${item.name}_kind`);
  if (has(compared.view, name)) expectSame(compared, name, Reflect.get(compared.view, name), kind);
  for (const arm of item.arms) {
    const bind = `bind${pascalCase(arm.name)}`;
    if (arm.name === kind) withPart(bind, arm.block, compared);
    else if (has(compared.view, bind)) expectSame(compared, bind, callable(compared.view, bind)(partView(compared, arm.block)), false);
  }
}

function compareArray(item: ArrayItem, compared: Compared): void {
  const elements: readonly unknown[] = Array.isArray(compared.value) ? compared.value : [];
  const count = camelCase(`${item.name}_count`);
  if (has(compared.view, count)) expectSame(compared, count, Reflect.get(compared.view, count), elements.length);
  if (item.element.kind === "group") return compareElements(item, item.element.block, elements, compared);
  const name = camelCase(item.name);
  if (!has(compared.view, name)) return;
  const at = callable(compared.view, name);
  for (const [index, element] of elements.entries()) expectSame(compared, `${name}(${String(index)})`, at(index), element);
  for (const index of [-1, elements.length, 0.5 + elements.length, NaN])
    expectSame(compared, `${name}(${String(index)})`, at(index), undefined);
}

/** A cursor over the elements. */
function compareElements(item: ArrayItem, block: Block, elements: readonly unknown[], compared: Compared): void {
  const name = `open${pascalCase(item.name)}`;
  if (!has(compared.view, name)) return;
  const view = partView(compared, block);
  callable(compared.view, name)(view);
  for (const [index, value] of elements.entries()) {
    expectSame(compared, `next() of element ${String(index)}`, callable(view, "next")(), true);
    compareBlock(block, { ...compared, view, value, path: `${compared.path}[${String(index)}]` });
  }
  expectSame(compared, "next() behind the last", callable(view, "next")(), false);
}
