/** Each attribute stands on something that it can say anything about. */
import { isMultiByte } from "../byte-order.js";
import { valueTypeOf, type AttributeKey, type FieldNode, type Node } from "../model.js";
import type { PacketRule } from "../rule.js";

type Fit = (node: FieldNode) => boolean;

const typeOf = (node: FieldNode): ReturnType<typeof valueTypeOf> => (node.type === undefined ? undefined : valueTypeOf(node.type));
const hasValue: Fit = (node) => typeOf(node) !== undefined;
const isInteger: Fit = (node) => typeOf(node) === "int";
const always: Fit = () => true;
const never: Fit = () => false;

const VALUES = "integers, booleans, strings and bytes without `align`";

const fits: Readonly<Record<AttributeKey, { readonly fit: Fit; readonly what: string }>> = {
  min: { fit: isInteger, what: "integers" },
  max: { fit: isInteger, what: "integers" },
  const: { fit: hasValue, what: VALUES },
  default: { fit: hasValue, what: VALUES },
  value: { fit: hasValue, what: VALUES },
  variant: { fit: hasValue, what: VALUES },
  align: { fit: (node) => node.type?.kind === "bytes", what: "`byte[e]`" },
  endian: { fit: isMultiByte, what: "integers and floats of several bytes" },
  bitorder: { fit: (node) => node.type?.kind === "bits", what: "`bit[n]`" },
  checksum: { fit: (node) => node.type?.kind === "int", what: "unsigned integers" },
  bounded: { fit: never, what: "nested packets" },
  verify: { fit: always, what: "fields" },
  when: { fit: always, what: "" },
};

/** What stands in an array's elements is given by the caller, element by element. */
const notInElements: ReadonlySet<AttributeKey> = new Set(["default", "value", "checksum", "verify"]);

const others: Readonly<Record<Exclude<Node["kind"], "field">, ReadonlySet<AttributeKey>>> = {
  label: new Set(),
  classify: new Set(),
  require: new Set(),
  array: new Set(["when"]),
  bounded: new Set(["when"]),
  nested: new Set(["when", "bounded"]),
};

/** Why the attribute does not fit, if so. */
function misfit(node: Node, key: AttributeKey): string | undefined {
  if (node.kind !== "field") return others[node.kind].has(key) ? undefined : `\`${key}\` does not fit here`;
  if (node.type === undefined || !fits[key].fit(node)) {
    return node.type === undefined ? undefined : `\`${key}\` does not fit \`${node.name}\`: it is for ${fits[key].what}`;
  }
  const isElement = node.container?.kind === "array" && node.container.element === node;
  return isElement && notInElements.has(key) ? `\`${key}\` does not fit an array's elements: the caller gives them` : undefined;
}

export const fittingAttributes: PacketRule = ({ packet, problems }) => {
  for (const node of packet.nodes) {
    for (const [key, attribute] of node.attributes) {
      const why = misfit(node, key);
      if (why !== undefined) problems.report("MPL0501", attribute.span, why);
    }
  }
};
