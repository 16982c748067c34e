/** A view's accessors beside the decoded value: whatever the view offers must agree, and never throw. */
import { ownProperty } from "../../../runtime/objects.js";
import type { ArrayItem, Block, Classify, Field, Item, Nested } from "../../../src/ir/ir.js";
import type { PacketModel } from "../../../src/emit/model.js";
import { camelCase, capitalise, pascalCase } from "../../../src/emit/names.js";
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
  const wantedNames = (item: Item): string[] => namesFor(item, nameOf(item, compared));
  const wanted = block.items.flatMap(wantedNames);
  const clashes = new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index));
  callEverything(compared);
  for (const item of block.items) if (!wantedNames(item).some((name) => clashes.has(name))) compareItem(item, compared);
}

/** What an item's accessors are named after. */
function nameOf({ id, name }: Item, { model }: Compared): string {
  return model.keys.get(id) ?? camelCase(name);
}

/** Names that an item's accessors may have. */
function namesFor(item: Item, name: string): string[] {
  const pascal = capitalise(name);
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
      return withPart(`bind${capitalise(nameOf(item, inner))}`, item.block, inner);
    case "label":
    case "require":
      return;
  }
}

/** Accessors that tell places: in order, and inside of the view. */
function comparePlaces(item: Item, compared: Compared, length?: number): void {
  const [start, end] = ["Start", "End"].map((suffix) => `${nameOf(item, compared)}${suffix}`);
  if (start === undefined || end === undefined || !has(compared.view, start) || !has(compared.view, end)) return;
  const [from, to] = [Number(Reflect.get(compared.view, start)), Number(Reflect.get(compared.view, end))];
  const [low, high] = [Number(Reflect.get(compared.view, "at")), Number(Reflect.get(compared.view, "end"))];
  if (!(low <= from && from <= to && to <= high)) compared.found.push(`${compared.path}: ${from}..${to} is not in ${low}..${high}`);
  if (length !== undefined) expectSame(compared, `${end} - ${start}`, to - from, length);
}

function has(view: object, name: string): boolean {
  return name in view && !["bytes", "at", "end", "bind", "next"].includes(name) && !(name in Object.prototype);
}

function expectSame(compared: Compared, name: string, actual: unknown, expected: unknown): void {
  if (!sameValue(actual, expected))
    compared.found.push(`${compared.path}: view.${name} is ${showValue(actual)}, decoded ${showValue(expected)}`);
}

/** What is not there is undefined, does not bind, or has no element. */
function compareAbsent(item: Item, compared: Compared): void {
  const name = nameOf(item, compared);
  const { view, model } = compared;
  if (item.condition === undefined || item.kind === "label" || item.kind === "classify" || item.kind === "require") return;
  if (has(view, name)) {
    const found: unknown = Reflect.get(view, name);
    expectSame(compared, name, typeof found === "function" ? callable(view, name)(0) : found, undefined);
  }
  const callee = item.kind === "nested" ? compared.packets.find(({ packet }) => packet.index === item.packet) : undefined;
  const bind = `bind${capitalise(name)}`;
  if (callee !== undefined && has(view, bind))
    expectSame(compared, bind, callable(view, bind)(constructed(callee.module, `${callee.model.pascal}View`)), false);
  if (item.kind === "bounded" && has(view, bind)) expectSame(compared, bind, callable(view, bind)(partView(compared, item.block)), false);
  const open = `open${capitalise(name)}`;
  if (item.kind !== "array" || item.element.kind !== "group" || !has(view, open) || !model.types.has(item.element.block)) return;
  const elements = partView(compared, item.element.block);
  callable(view, open)(elements);
  expectSame(compared, "next() of what is not there", callable(elements, "next")(), false);
}

function compareField(field: Field, compared: Compared): void {
  const name = nameOf(field, compared);
  const { view, value } = compared;
  comparePlaces(field, compared, value instanceof Uint8Array && field.type.kind === "bytes" ? value.length : undefined);
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
  const name = `bind${capitalise(nameOf(item, compared))}`;
  comparePlaces(item, compared);
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
  const name = `${nameOf(item, compared)}Kind`;
  if (has(compared.view, name)) expectSame(compared, name, Reflect.get(compared.view, name), kind);
  for (const arm of item.arms) {
    const bind = `bind${pascalCase(arm.name)}`;
    if (arm.name === kind) withPart(bind, arm.block, compared);
    else if (has(compared.view, bind)) expectSame(compared, bind, callable(compared.view, bind)(partView(compared, arm.block)), false);
  }
}

function compareArray(item: ArrayItem, compared: Compared): void {
  const elements: readonly unknown[] = Array.isArray(compared.value) ? compared.value : [];
  const count = `${nameOf(item, compared)}Count`;
  comparePlaces(item, compared);
  if (has(compared.view, count)) expectSame(compared, count, Reflect.get(compared.view, count), elements.length);
  const [only] = item.element.kind === "group" && item.element.flat === true ? item.element.block.items : [];
  if (only?.kind === "nested" && has(compared.view, `bind${capitalise(nameOf(item, compared))}`))
    return comparePackets(item, only, elements, compared);
  if (item.element.kind === "group") return compareElements(item, item.element.block, elements, compared);
  const name = nameOf(item, compared);
  if (!has(compared.view, name)) return;
  const at = callable(compared.view, name);
  for (const [index, element] of elements.entries()) expectSame(compared, `${name}(${String(index)})`, at(index), element);
  for (const index of [-1, elements.length, 0.5 + elements.length, NaN])
    expectSame(compared, `${name}(${String(index)})`, at(index), undefined);
}

/** A cursor over the elements. */
function compareElements(item: ArrayItem, block: Block, elements: readonly unknown[], compared: Compared): void {
  const name = `open${capitalise(nameOf(item, compared))}`;
  if (!has(compared.view, name)) return;
  const view = partView(compared, block);
  callable(compared.view, name)(view);
  for (const [index, value] of elements.entries()) {
    expectSame(compared, `next() of element ${String(index)}`, callable(view, "next")(), true);
    const [only] = item.element.kind === "group" && item.element.flat === true ? block.items : [];
    const inside = { ...compared, view, value, path: `${compared.path}[${String(index)}]` };
    if (only?.kind === "nested") compareNested(only, inside);
    else compareBlock(block, inside);
  }
  expectSame(compared, "next() behind the last", callable(view, "next")(), false);
}

/** Elements that are packets: each is bound where the one before ended. */
function comparePackets(item: ArrayItem, nested: Nested, elements: readonly unknown[], compared: Compared): void {
  const callee = compared.packets.find(({ packet }) => packet.index === nested.packet);
  if (callee === undefined) return;
  const name = `bind${capitalise(nameOf(item, compared))}`;
  // Of elements that may take no bytes it wants the index too.
  const byIndex = (Reflect.get(compared.view, name) as { readonly length: number }).length === 2;
  const view = constructed(callee.module, `${callee.model.pascal}View`);
  const bind = (index: number, at: unknown): unknown => callable(compared.view, name)(view, ...(byIndex ? [index] : []), at);
  let at: unknown;
  for (const [index, value] of elements.entries()) {
    expectSame(compared, `${name} of element ${String(index)}`, bind(index, at), true);
    compareBlock(callee.packet.body, { ...compared, model: callee.model, view, value, path: `${compared.path}[${String(index)}]` });
    at = Reflect.get(view, "end");
  }
  expectSame(compared, `${name} behind the last`, bind(elements.length, at), false);
}
