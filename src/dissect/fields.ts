import { toHex } from "../../runtime/bytes.js";
import { ownProperty } from "../../runtime/objects.js";
import type { FieldShape } from "../../runtime/shape.js";
import type { PacketFunctions } from "./packet.js";
import type { Stream } from "./streams.js";

/** The fields of a decoded packet, by their names in the spec. */
export class Fields {
  readonly #fields: ReadonlyMap<string, FieldShape>;

  constructor(
    { shape }: PacketFunctions,
    readonly value: unknown,
  ) {
    this.#fields = new Map(shape.fields.map((field) => [field.name, field]));
  }

  of(name: string): unknown {
    const field = this.#fields.get(name);
    return field === undefined ? undefined : ownProperty(this.value, field.key);
  }

  /** Undefined where there is no such field, or it holds no number. */
  number(name: string): number | undefined {
    const value = this.of(name);
    return typeof value === "number" ? value : undefined;
  }

  text(name: string): string {
    const value = this.of(name);
    return value instanceof Uint8Array ? toHex(value) : String(value);
  }

  /** The same packet with other values in some of its fields. */
  with(changes: Readonly<Record<string, unknown>>): unknown {
    const changed = Object.entries(changes).map(([name, value]) => [this.#fields.get(name)?.key ?? name, value]);
    return { ...(this.value as object), ...(Object.fromEntries(changed) as object) };
  }
}

/** A direction of a connection, with new bytes. */
export interface Reading {
  readonly stream: Stream;
  /** Of the segment that brought them. */
  readonly fields: Fields;
  /** The other direction. */
  readonly other: Stream | undefined;
}
