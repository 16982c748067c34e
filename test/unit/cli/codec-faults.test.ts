/** A function of a custom type that throws is the custom type's fault, and no bug in mplc. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const SPEC = `codec mark from "./mark.js" size (1);

packet p {
  a: mark;
}

packet plain {
  b: byte;
}

example p "one" "01" { a: 1 };
example p "two" "02" { a: 2 };
example plain "seven" "07" { b: 7 };
`;

/** As good as it gets; a test has one of its functions throw. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  check: "(bytes: DataView, at: number, end: number): number { return end - at < 1 ? -2 : at + 1; }",
  read: "(bytes: DataView, at: number): number { return bytes.getUint8(at); }",
  size: "(): number { return 1; }",
  write: "(value: number, bytes: DataView, at: number): number { bytes.setUint8(at, value); return at + 1; }",
  print: "(value: number): string { return String(value); }",
  toJson: "(value: number): number { return value; }",
  fromJson: "(json: unknown): number | undefined { return typeof json === 'number' ? json : undefined; }",
  equals: "(a: number, b: number): boolean { return a === b; }",
};

const names = Object.keys(FUNCTIONS);

function moduleWith(broken: string, statement = 'throw new TypeError("boo");'): string {
  const text = (name: string): string =>
    name === broken ? (FUNCTIONS[name] ?? "").replace("{", `{ ${statement}`) : (FUNCTIONS[name] ?? "");
  return `// A mark.\n${names.map((name) => `export function ${name}${text(name)}\n`).join("")}`;
}

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/a.mpl", SPEC);
});
afterEach(() => folder.remove());

const decode = (...more: readonly string[]): Promise<Ran> => mplc(folder.path, ["decode", "-p", "p", "specs", ...more], Uint8Array.of(1));
const encode = (): Promise<Ran> => mplc(folder.path, ["encode", "-p", "p", "specs"], '{ "a": 1 }');

function told(name: string, what = "TypeError: boo"): string {
  const line = (names.indexOf(name) + 2).toString();
  return `mplc: specs/mark.ts:${line}: the function ${name} of the codec mark (specs/a.mpl:1:17) threw ${what}\n  help: the mistake is in this module, not in mplc nor in the input; docs/codecs.md tells what each function is given, and what it returns\n`;
}

describe("a function that throws", () => {
  test.each(["check", "read", "print"])("while decoding: %s", async (name) => {
    await folder.write("specs/mark.ts", moduleWith(name));
    expect(await decode()).toMatchObject({ exitCode: 2, out: "", err: told(name) });
  });

  test("while JSON is made", async () => {
    await folder.write("specs/mark.ts", moduleWith("toJson"));
    expect(await decode("--format", "json")).toMatchObject({ exitCode: 2, out: "", err: told("toJson") });
    expect(await decode()).toMatchObject({ exitCode: 0, err: "" });
  });

  test.each(["size", "write", "fromJson"])("while encoding: %s", async (name) => {
    await folder.write("specs/mark.ts", moduleWith(name));
    expect(await encode()).toMatchObject({ exitCode: 2, out: "", err: told(name) });
  });

  test.each(["check", "read", "size", "write"])("in an example, which keeps no other from being run: %s", async (name) => {
    await folder.write("specs/mark.ts", moduleWith(name, 'if (bytesAre(arguments, 2)) throw new TypeError("boo");') + BYTES_ARE);
    const { exitCode, out, err } = await mplc(folder.path, ["test"]);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: told(name) });
    expect(out).toMatch(
      /^specs\/a\.mpl:12:1: failed p "two"\n {2}specs\/mark\.ts:\d+: the function .* threw TypeError: boo\n3 examples of 2 packets: 1 failed\n$/,
    );
  });

  test("of JavaScript, and something that is no error", async () => {
    const script = moduleWith("read", "throw 'boo';").replaceAll(/: (?:DataView|number \| undefined|number|string|boolean|unknown)\b/g, "");
    await folder.write("specs/mark.js", script);
    expect((await decode()).err).toContain("mplc: specs/mark.js: the function read of the codec mark (specs/a.mpl:1:17) threw boo\n");
  });

  test("in a file that the module imports is found there", async () => {
    await folder.write("specs/deep.ts", '// Deep.\nexport function deep(): void {\n  throw new RangeError("too deep");\n}\n');
    await folder.write("specs/mark.ts", `${moduleWith("read", "deep();")}import { deep } from "./deep.js";\n`);
    expect((await decode()).err).toContain(
      "mplc: specs/deep.ts:3: the function read of the codec mark (specs/a.mpl:1:17) threw RangeError: too deep\n",
    );
  });

  test("while witnesses are looked for", async () => {
    await folder.write("specs/mark.ts", moduleWith("check"));
    expect(await mplc(folder.path, ["check", "--proofs"])).toMatchObject({ exitCode: 2, err: told("check") });
  });
});

test("a value that a codec refuses is no fault", async () => {
  await folder.write("specs/mark.ts", moduleWith("size", "return -1;"));
  const { exitCode, err } = await encode();
  expect(exitCode).toBe(1);
  expect(err).toContain("p.a: cannot be encoded");
});

/** Whether the value, or the byte that the first two arguments name, is this one. */
const BYTES_ARE = `
function bytesAre([first, second]: IArguments, value: number): boolean {
  return (first instanceof DataView ? first.getUint8(second) : first) === value;
}
`;
