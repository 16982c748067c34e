/** The examples of specs, as plain data that can be kept in a file. */

export interface ExamplePlan {
  /** `file:line:column`. */
  readonly place: string;
  readonly title: string;
  /** Index into the plan's packets. */
  readonly packet: number;
  readonly args: readonly (number | boolean)[];
  /** Hex. */
  readonly bytes: string;
  readonly canonical: boolean;
  /** Undefined: the bytes must be refused. */
  readonly value?: Expected;
}

/** What a decoded value must look like; listed parts only. Integers are decimal strings, so that none is too large. */
export type Expected =
  | { readonly kind: "int"; readonly value: string; readonly place: string }
  | { readonly kind: "bool"; readonly value: boolean; readonly place: string }
  | { readonly kind: "string"; readonly value: string; readonly place: string }
  | { readonly kind: "tag"; readonly value: string; readonly place: string }
  | { readonly kind: "object"; readonly entries: readonly (readonly [name: string, value: Expected])[]; readonly place: string }
  | { readonly kind: "list"; readonly elements: readonly Expected[]; readonly place: string };
