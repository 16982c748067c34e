/** What a browser downloads: bundles of single functions, minified by esbuild, in bytes, raw and compressed. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { findModule } from "../generated.js";

interface Entry {
  readonly name: string;
  /** Modules that may hold it, the first that exists is taken; a package if it begins with "npm:". */
  readonly modules: readonly string[];
  readonly code: (path: string) => string;
}

const entries: readonly Entry[] = [
  {
    name: "IPv4: view",
    modules: ["ipv4"],
    code: (path) => `import { Ipv4View } from "${path}"; console.log(new Ipv4View());`,
  },
  {
    name: "TCP: view",
    modules: ["tcp"],
    code: (path) => `import { TcpView } from "${path}"; console.log(new TcpView());`,
  },
  {
    name: "TCP: check",
    modules: ["tcp"],
    code: (path) => `import { checkTcp } from "${path}"; console.log(checkTcp);`,
  },
  {
    name: "TCP: decode",
    modules: ["tcp"],
    code: (path) => `import { decodeTcp } from "${path}"; console.log(decodeTcp);`,
  },
  {
    name: "TCP: encode",
    modules: ["tcp"],
    code: (path) => `import { encodeTcp } from "${path}"; console.log(encodeTcp);`,
  },
  {
    name: "DNS: view",
    modules: ["dns/dns", "dns"],
    code: (path) => `import { DnsMessageView } from "${path}"; console.log(new DnsMessageView());`,
  },
  {
    name: "DNS: decode",
    modules: ["dns/dns", "dns"],
    code: (path) => `import { decodeDnsMessage } from "${path}"; console.log(decodeDnsMessage);`,
  },
  {
    name: "DNS: encode",
    modules: ["dns/dns", "dns"],
    code: (path) => `import { encodeDnsMessage } from "${path}"; console.log(encodeDnsMessage);`,
  },
  {
    name: "binary-parser",
    modules: ["npm:binary-parser"],
    code: (path) => `import { Parser } from "${path}"; console.log(Parser);`,
  },
  { name: "dns-packet", modules: ["npm:dns-packet"], code: (path) => `import dns from "${path}"; console.log(dns);` },
  {
    name: "restructure",
    modules: ["npm:restructure"],
    code: (path) => `import * as r from "${path}"; console.log(r);`,
  },
  {
    name: "kaitai-struct runtime",
    modules: ["npm:kaitai-struct"],
    code: (path) => `import k from "${path}"; console.log(k);`,
  },
];

export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly compressed: number;
}

export async function bundleSizes(): Promise<readonly BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const { name, modules, code } of entries) {
    const [first = ""] = modules;
    const path = first.startsWith("npm:") ? first.slice(4) : findModule(...modules);
    if (path !== undefined) sizes.push({ name, ...(await sizeOf(code(path))) });
  }
  return sizes;
}

/** Everything that the code pulls in, Node's own modules excepted. */
export async function sizeOf(code: string): Promise<{ bytes: number; compressed: number }> {
  const result = await build({
    stdin: { contents: code, resolveDir: new URL(".", import.meta.url).pathname, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["node:*", "buffer", "util", "events", "zlib", "assert", "vm", "iconv-lite"],
    logLevel: "error",
  });
  const contents = result.outputFiles[0]?.contents ?? new Uint8Array(0);
  return { bytes: contents.length, compressed: gzipSync(contents, { level: 9 }).length };
}
