/** What a browser downloads: bundles of single functions, minified by esbuild, in bytes, raw and compressed. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { modulePath } from "../generated.js";

interface Entry {
  readonly name: string;
  /** What is imported of which generated module, or of a package. */
  readonly names: readonly string[];
  readonly from: string;
  readonly isPackage?: true;
}

const DNS_CODEC = ["checkDnsMessage", "DnsMessageView", "DnsQuestionView", "DnsRecordView", "decodeDnsMessage", "encodeDnsMessage"];

const entries: readonly Entry[] = [
  { name: "UDP: encode", names: ["encodeUdp"], from: "udp" },
  { name: "IPv4: view", names: ["Ipv4View"], from: "ipv4" },
  { name: "TCP: view", names: ["TcpView"], from: "tcp" },
  { name: "TCP: check", names: ["checkTcp"], from: "tcp" },
  { name: "TCP: decode", names: ["decodeTcp"], from: "tcp" },
  { name: "TCP: encode", names: ["encodeTcp"], from: "tcp" },
  { name: "DNS: header, question views", names: ["DnsHeaderView", "DnsQuestionView"], from: "dns/dns" },
  { name: "DNS: message view", names: ["DnsMessageView"], from: "dns/dns" },
  { name: "DNS: decode", names: ["decodeDnsMessage"], from: "dns/dns" },
  { name: "DNS: encode", names: ["encodeDnsMessage"], from: "dns/dns" },
  { name: "DNS: decode and encode", names: ["decodeDnsMessage", "encodeDnsMessage"], from: "dns/dns" },
  { name: "DNS: check, views, both ways", names: DNS_CODEC, from: "dns/dns" },
  { name: "binary-parser", names: ["Parser"], from: "binary-parser", isPackage: true },
  { name: "dns-packet", names: ["encode", "decode"], from: "dns-packet", isPackage: true },
  { name: "restructure", names: ["Struct"], from: "restructure", isPackage: true },
  { name: "kaitai-struct's runtime", names: ["KaitaiStream"], from: "kaitai-struct", isPackage: true },
];

export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly compressed: number;
}

export async function bundleSizes(): Promise<readonly BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const { name, names, from, isPackage } of entries) {
    const path = isPackage === true ? from : modulePath(from);
    sizes.push({ name, ...(await sizeOf(`import { ${names.join(", ")} } from "${path}"; console.log(${names.join(", ")});`)) });
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
