import { describe, expect, test } from "vitest";
import type { Codec } from "../../../src/ir/ir.js";
import { codecFile, importOfCodec, importOfModule, importOfRuntime, outputOf, type Outputs } from "../../../src/cli/build/outputs.js";
import { threadsFor, type Work } from "../../../src/cli/build/pool.js";
import { defaultConfig } from "../../../src/cli/config.js";

const outputs: Outputs = { root: "/p", base: "/p/specs", out: "/p/generated", config: { ...defaultConfig, runtime: "./runtime" } };

describe("where modules go", () => {
  test("folders are mirrored", () => {
    expect(outputOf(outputs, "/p/specs/dns/dns.mpl")).toBe("/p/generated/dns/dns.ts");
    expect(() => outputOf(outputs, "/p/other/x.mpl")).toThrow("not below /p/specs");
  });

  test("imports are relative", () => {
    expect(importOfModule(outputs, "/p/specs/dns/types.mpl", "/p/specs/dns/dns.mpl")).toBe("./types.js");
    expect(importOfModule(outputs, "/p/specs/ip.mpl", "/p/specs/dns/dns.mpl")).toBe("../ip.js");
    expect(importOfRuntime(outputs, "/p/specs/ip.mpl")).toBe("../runtime");
    expect(importOfRuntime(outputs, "/p/specs/dns/dns.mpl")).toBe("../../runtime");
    expect(importOfRuntime({ ...outputs, config: defaultConfig }, "/p/specs/dns/dns.mpl")).toBe("mplc/runtime");
  });
});

describe("modules of custom types", () => {
  const codec: Codec = {
    index: 0,
    name: "token",
    module: "./token.js",
    builtin: false,
    minSize: 0n,
    maxSize: undefined,
    values: { kind: "opaque" },
  };
  test("beside the spec that declares them", () => {
    expect(codecFile(outputs, codec, "/p/specs/b")).toBe("/p/specs/b/token.js");
    expect(importOfCodec(outputs, codec, "/p/specs/a/a.mpl", "/p/specs/b/token.js")).toBe("../../specs/b/token.js");
  });

  test("where the settings say, or a package's", () => {
    const config = { ...outputs.config, codecs: { token: "./codecs/token.ts" } };
    expect(codecFile({ ...outputs, config }, codec, "/p/specs")).toBe("/p/codecs/token.ts");
    const ofPackage = { ...codec, module: "tokens" };
    expect(codecFile(outputs, ofPackage, "/p/specs")).toBeUndefined();
    expect(importOfCodec(outputs, ofPackage, "/p/specs/a.mpl", undefined)).toBe("tokens");
  });
});

test("threads are started only where they pay", () => {
  const work = (...sizes: readonly number[]): Work[] => {
    return sizes.map((size) => ({
      size,
      job: { spec: "", root: "", base: "", out: "", config: defaultConfig, given: [], remember: false },
    }));
  };
  expect(threadsFor(work(1000, 1000), 8)).toBe(0);
  expect(threadsFor(work(100_000), 8)).toBe(0);
  expect(threadsFor(work(40_000, 40_000), 8)).toBe(2);
  expect(threadsFor(work(40_000, 40_000, 40_000), 2)).toBe(2);
});
