/** A spec that needs a custom type of the runtime, an import, and a computed field. */
export const SPECS: Readonly<Record<string, string>> = {
  "specs/kinds.mpl": `
variant message_kind {
  |1 -> Hello
  |2 -> Goodbye
};
`,
  "specs/greeting.mpl": `
import "kinds.mpl";

/** A greeting. */
packet greeting {
  kind: byte variant message_kind;
  length: uint16 value(sizeof(name));
  name: byte[length];
  tag: string32;
}
`,
};

/** What a user writes: all three ways, checked by their strict tsc. */
export const PROGRAM = `
import { encodeGreeting, decodeGreeting, explainGreeting, sizeOfGreeting, GreetingView } from "./generated/greeting.js";
import { MessageKind } from "./generated/kinds.js";

const given = { kind: MessageKind.Goodbye, name: new Uint8Array([104, 105]), tag: "zero copy" };
const bytes = new Uint8Array(sizeOfGreeting(given)).fill(0xa5);
const end = encodeGreeting(given, bytes, 0);
if (end !== bytes.length) throw new Error("encoded " + end + " of " + bytes.length);

const decoded = decodeGreeting(bytes, 0, end);
if (!decoded.ok) throw new Error("not decoded");
const view = new GreetingView();
if (!view.bind(new DataView(bytes.buffer), 0, end)) throw new Error("not bound");
const broken = explainGreeting(new DataView(bytes.buffer), 0, 3);
console.log(JSON.stringify({
  end,
  kind: decoded.value.kind,
  length: decoded.value.length,
  tag: decoded.value.tag,
  viewed: view.kind,
  broken: broken !== undefined,
}));
`;
