// @ts-check
import { createNodeResolver } from "eslint-plugin-import-x";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * Which way imports go. A folder sees itself, what is listed here, and nothing else: neither another folder nor a package.
 * ARCHITECTURE.md says why.
 */
const STAGES = ["src/load", "src/syntax", "src/check", "src/layout", "src/emit", "src/ir", "src/diagnostics"];
/** @type {Readonly<Record<string, readonly string[]>>} */
const MAY_IMPORT = {
  grammar: ["node_modules/chevrotain"],
  runtime: [],
  "src/diagnostics": [],
  "src/ir": ["src/diagnostics"],
  "src/syntax": ["grammar", "src/diagnostics"],
  "src/load": ["src/syntax", "src/diagnostics"],
  "src/check": ["src/load", "src/syntax", "src/ir", "src/diagnostics"],
  "src/layout": ["src/ir", "src/diagnostics"],
  "src/emit": ["src/ir", "src/layout", "src/diagnostics", "node_modules/ts-morph", "node_modules/prettier"],
  "src/dissect": ["src/emit", "src/ir", "src/layout", "src/diagnostics", "runtime"],
  // Searches for inputs by running generated code, so it sees everything but the command line.
  "src/proofs": ["src/compile.ts", ...STAGES, "runtime"],
  "src/compile.ts": STAGES,
  "src/index.ts": ["src/compile.ts", "src/dissect", "src/proofs", ...STAGES],
  "src/cli": ["src", "runtime", "node_modules"],
  generated: ["runtime"],
  servers: ["generated", "runtime", "node_modules"],
};

/** What runs in a browser: all but the command line, the scripts, the servers' shells and the tests. */
const PURE = ["grammar/**/*.ts", "runtime/**/*.ts", "src/**/*.ts", "servers/**/*.ts"];
const SHELLS = ["src/cli/**", "servers/**/node.ts", "servers/**/node/**", "servers/**/cli/**", "servers/**/main.ts"];
const NODE_GLOBALS = ["process", "Buffer", "global", "require", "module", "__dirname", "__filename", "setImmediate", "clearImmediate"];

const zones = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  target: `./${folder}`,
  from: "./",
  except: [folder, ...allowed].map((path) => `./${path}`),
  message: `${folder} may import ${allowed.length === 0 ? "nothing" : `only ${allowed.join(", ")}`}.`,
}));

/** A server sees its own folder and servers/shared, never another server: `servers/dns` from `servers/ssh` is refused. */
const SERVERS = ["arp", "bgp", "dhcp", "dns", "ninep", "ntp", "openflow", "sftp", "ssh", "tcpip"];
const serverZones = SERVERS.map((name) => ({
  target: `./servers/${name}`,
  from: "./servers",
  except: [`./${name}`, "./shared"],
  message: "A server sees no other server: take its interface as an argument.",
}));

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "dist/",
      "coverage/",
      ".mplc/",
      "**/.exp/",
      "test/golden/",
      "**/*.cjs",

      // A user's project: the package test checks it and runs it.
      "examples/sensor/",
      "eslint.config.js",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    ignores: ["generated/**"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensionAlias: { ".js": [".ts", ".js"] }, extensions: [".ts", ".js", ".json"] })],
    },
    rules: {
      eqeqeq: "error",
      "no-bitwise": "off",
      "no-console": "off",
      "no-eval": "error",
      "no-new-func": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { allowDefaultCaseForExhaustiveSwitch: true, considerDefaultExhaustiveForUnions: true },
      ],
      // "return problems.report(...)", which is undefined by its type, is how a stage gives up in one line.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Numbers read well in a template; the other rules of this family stay strict.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // It does not see what closures and callbacks change, nor that data from outside may break its type.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "import-x/no-duplicates": ["error", { "prefer-inline": true }],
      "import-x/no-self-import": "error",
      "import-x/no-restricted-paths": ["error", { zones: [...zones, ...serverZones] }],
    },
  },
  {
    files: ["src/**/*.ts", "grammar/**/*.ts", "runtime/**/*.ts"],
    rules: { "max-lines": ["error", 400] },
  },
  {
    files: ["src/**/*.ts", "grammar/**/*.ts", "runtime/**/*.ts", "servers/**/*.ts"],
    rules: { "import-x/no-cycle": ["error", { ignoreExternal: true }] },
  },
  {
    files: PURE,
    ignores: SHELLS,
    rules: {
      "import-x/no-nodejs-modules": "error",
      "no-restricted-globals": ["error", ...NODE_GLOBALS],
    },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: {
      // Interfaces of test support are records of functions, none of which uses `this`.
      "@typescript-eslint/unbound-method": "off",
      // Stand-ins for asynchronous functions.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-redundant-type-constituents": "off",
      // fast-check's streams and what JSON.parse gives are `any`.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/restrict-plus-operands": "off",
    },
  },
  {
    // Written by a machine and checked by strict tsc: no type-aware rules, which take minutes on it.
    files: ["generated/**/*.ts"],
    languageOptions: { parser: tseslint.parser },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      "no-eval": "error",
      "no-new-func": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-restricted-globals": ["error", ...NODE_GLOBALS],
    },
  },
);
