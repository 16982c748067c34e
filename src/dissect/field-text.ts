/** The values of a layer's fields as text, as the tree of `mplc decode` has them. */
import { ownProperty } from "../../runtime/objects.js";
import { printLine } from "../../runtime/print.js";
import type { ClassifyShape, FieldShape, TypeShape } from "../../runtime/shape.js";
import { printBytes } from "../../runtime/text.js";
import type { TraceEntry } from "../../runtime/trace.js";
import type { Layer } from "./layer.js";
import { readField } from "./read-field.js";
import { stepInto } from "./values.js";

/** Where a path leads: fields in a shape, and the object that they are in; undefined for packets that were refused. */
interface Place {
  readonly fields: readonly FieldShape[];
  readonly object: unknown;
}

/** A field that a classify takes over with `as` has no shape of its own: the place is where it stands. */
type Found = { readonly type: TypeShape; readonly value: unknown } | { readonly takenIn: Place };

/** Everything inside a value, and what is left of the path: an arm's name is a step of its own. */
function inside(type: TypeShape, object: unknown, path: string): (Place & { readonly path: string }) | undefined {
  if (type.kind === "group") return { fields: type.fields, object, path };
  if (type.kind === "packet") return { fields: type.of().fields, object, path };
  if (type.kind !== "classify") return undefined;
  const kind = ownProperty(object, "$kind");
  const arm = type.arms.find(({ name }) => (kind === undefined || kind === name) && path.startsWith(`${name}.`));
  return arm === undefined ? undefined : { fields: arm.fields, object, path: path.slice(arm.name.length + 1) };
}

function find({ fields, object }: Place, path: string): Found | undefined {
  const step = stepInto(fields, path);
  if (step === undefined) return path.includes(".") ? undefined : { takenIn: { fields, object } };
  let type = step.field.type;
  let value = ownProperty(object, step.field.key);
  for (const index of step.indexes) {
    if (type.kind !== "array") return undefined;
    type = type.element;
    value = Array.isArray(value) ? (value as readonly unknown[])[index] : undefined;
  }
  const isComposite = type.kind === "group" || type.kind === "packet" || type.kind === "classify" || type.kind === "array";
  // A scalar element has a name in traces, and none in values.
  if (step.rest === "" || !isComposite) return { type, value };
  const next = inside(type, value, step.rest);
  return next === undefined ? undefined : find(next, next.path);
}

export class FieldTexts {
  readonly #layer: Layer;
  readonly #traced: ReadonlySet<string>;

  constructor(layer: Layer) {
    this.#layer = layer;
    this.#traced = new Set(layer.fields.map(({ path }) => path));
  }

  /** Undefined where nothing is known but the bytes. */
  of(entry: TraceEntry): string | undefined {
    const { functions, value } = this.#layer;
    const found = find({ fields: functions.shape.fields, object: value }, entry.path);
    if (found === undefined) return undefined;
    return "takenIn" in found ? this.#takenText(entry, found.takenIn) : this.#text(entry, found.type, found.value);
  }

  #text(entry: TraceEntry, type: TypeShape, value: unknown): string | undefined {
    const known = value ?? readField(this.#layer, entry, type);
    if (known !== undefined) return type.kind === "array" ? undefined : printLine(type, known);
    if (type.kind === "classify" && type.subject !== undefined) return this.#text(entry, type.subject, undefined);
    const raw = type.kind === "codec" || type.kind === "float" ? readField(this.#layer, entry, { kind: "bytes" }) : undefined;
    return raw instanceof Uint8Array ? `bytes ${printBytes(raw)}` : undefined;
  }

  #takenText(entry: TraceEntry, place: Place): string | undefined {
    const [taker, ...others] = this.#takers(entry, place);
    if (taker?.type.subject === undefined || others.length > 0) return undefined;
    const { type, key } = taker;
    const object = ownProperty(place.object, key);
    const arm = type.arms.find(({ name }) => name === ownProperty(object, "$kind"));
    return this.#text(entry, taker.type.subject, ownProperty(object, "$value") ?? arm?.fixed);
  }

  /** The classifies that may have taken a field over: those that are in no trace themselves, of as many bits. */
  #takers({ path, bitLength }: TraceEntry, { fields }: Place): { readonly type: ClassifyShape; readonly key: string }[] {
    const prefix = path.slice(0, path.lastIndexOf(".") + 1);
    return fields.flatMap(({ type, key, name }) => {
      if (type.kind !== "classify" || type.subject === undefined || this.#traced.has(`${prefix}${name}`)) return [];
      return type.subject.kind === "int" && type.subject.bits !== bitLength ? [] : [{ type, key }];
    });
  }
}
