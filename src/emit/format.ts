import type { Options } from "prettier";

const OPTIONS: Options = { parser: "typescript", printWidth: 110, trailingComma: "all" };

/** TypeScript as prettier writes it. The parser is loaded when first needed: it is slow to load. */
export async function format(text: string): Promise<string> {
  const [{ format: run }, typescript, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/typescript"),
    import("prettier/plugins/estree"),
  ]);
  return run(text, { ...OPTIONS, plugins: [typescript.default ?? typescript, estree.default ?? estree] });
}
