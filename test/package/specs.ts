/** Specs that need a custom type of the runtime, an import and a computed field. */
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

/** What a user writes: the view, the decoder and the encoder. */
export const PROGRAM = `
import { GreetingView, decodeGreeting, encodeGreeting, explainGreeting, sizeOfGreeting } from "./generated/greeting.js";
import { MessageKind } from "./generated/kinds.js";

const given = { kind: MessageKind.Goodbye, name: new Uint8Array([104, 105]), tag: new TextEncoder().encode("zero copy") };
const bytes = new DataView(new ArrayBuffer(sizeOfGreeting(given)));
const end = encodeGreeting(given, bytes, 0);

const decoded = decodeGreeting(bytes, 0, end);
if (!decoded.ok) throw new Error("not decoded");
const view = new GreetingView();
if (!view.bind(bytes, 0, end)) throw new Error("not bound");

export const result: object = {
  end,
  kind: decoded.value.kind,
  length: decoded.value.length,
  tag: new TextDecoder().decode(decoded.value.tag),
  viewed: view.kind,
  cutOff: explainGreeting(bytes, 0, 3) !== undefined,
};
`;

export const RESULT = { end: 18, kind: 2, length: 2, tag: "zero copy", viewed: 2, cutOff: true };

/** The compiler where there is no file system: in: specs by path; out: modules by spec, and what was found. */
export const BROWSER_PROGRAM = `
import { compile, joinPath, renderAll } from "mplc";

globalThis.compileAll = async (files) => {
  const resolver = async (path, from) => {
    const joined = joinPath(from, path);
    return files[joined] === undefined ? undefined : { path: joined, text: files[joined] };
  };
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { modules, diagnostics } = await compile(sources, resolver);
  return { diagnostics: renderAll(diagnostics), modules: modules.map(({ spec, text }) => [spec, text]) };
};
`;
