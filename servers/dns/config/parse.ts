/** `deens.yaml`: from its text to a {@link Config}, or to all the mistakes in it. */
import { isMap, parseDocument, visit, type Document, type YAMLError } from "yaml";
import { isWeakAlgorithm } from "../security/tsig-keys.js";
import { DEFAULT_CONFIG, DEFAULT_COOKIES, DEFAULT_LIMITS, DEFAULT_RATE_LIMIT } from "./defaults.js";
import { isLoopback } from "./loopback.js";
import { withDefaults, type Said } from "./mapping.js";
import { Report, type Problem } from "./problem.js";
import type { Context, Spot } from "./reader.js";
import { readConfig, type RawConfig, type RawListen } from "./schema.js";
import type { Config, KeyConfig, ListenConfig, RemoteConfig, TlsConfig } from "./types.js";
import { DNS_PORT, TLS_PORT } from "./values.js";
import { reportMissing, resolveZones } from "./zones.js";

export interface ParsedConfig {
  /** Undefined where there are problems. */
  readonly config: Config | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads a configuration. @param file its name in problems */
export function parseConfig(text: string, file: string): ParsedConfig {
  const report = new Report(file, text);
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  for (const error of [...document.errors, ...document.warnings]) reportYaml(error, report);
  // Behind a mistake of form nothing is where it seems to be; a key that is there twice is none.
  const isReadable = document.errors.every(({ code }) => code === "DUPLICATE_KEY") && !reportAliases(document, report);
  const config = isReadable ? build({ document, report }) : undefined;
  const problems = report.sorted();
  return { config: problems.length === 0 ? config : undefined, problems };
}

const YAML_HELP: Partial<Record<YAMLError["code"], string>> = {
  DUPLICATE_KEY: "leave one of them out",
  TAB_AS_INDENT: "use spaces",
  BAD_INDENT: "what belongs together begins in the same column; each `[` and `{` has its end",
  BLOCK_AS_IMPLICIT_KEY: "is there a `:` too many, or a line break missing? Put a text that has one in quotes",
  MISSING_CHAR: "is a quote, a bracket or a `-` missing, or does the line begin in another column than those it belongs to?",
  MULTILINE_IMPLICIT_KEY: "is there a `: ` missing?",
  TAG_RESOLVE_FAILED: '`!` starts a tag of YAML: put a text that begins with it in quotes, as in `"!192.0.2.1"`',
};

function reportYaml(error: YAMLError, report: Report): void {
  const message = error.code === "DUPLICATE_KEY" ? "this setting is there twice" : `this is no YAML: ${error.message}`;
  report.add(error.pos, message, YAML_HELP[error.code]);
}

/** Aliases of nothing, which the parser takes. Whether there was one. */
function reportAliases(document: Document, report: Report): boolean {
  let isFound = false;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      isFound = true;
      const help = "`*` starts an alias of YAML: put a text that begins with it in quotes";
      report.add([alias.range?.[0] ?? 0, alias.range?.[1] ?? 0], `this is no YAML: there is no \`&${alias.source}\` before it`, help);
    },
  });
  return isFound;
}

function build(context: Context): Config | undefined {
  const { document, report } = context;
  const root = document.contents;
  const spot: Spot = { name: "", node: root, range: [0, 1] };
  // An empty file, or one of comments only, says nothing.
  const raw =
    root === null
      ? {}
      : isMap(root)
        ? readConfig(spot, context)
        : report.add(spot.range, "this is no mapping: each setting is on a line as `name: value`");
  return raw && resolve(raw, report);
}

function resolve(raw: Said<RawConfig>, report: Report): Config {
  const keys = resolveKeys(raw, report);
  const remotes = resolveRemotes(raw, keys, report);
  return {
    listen: raw.listen === undefined ? DEFAULT_CONFIG.listen : resolveListen(raw.listen, raw.tls, report),
    workers: raw.workers ?? DEFAULT_CONFIG.workers,
    serverId: unlessOff(raw.serverId),
    version: unlessOff(raw.version),
    hostname: unlessOff(raw.hostname),
    user: raw.user,
    dataDirectory: raw.dataDirectory ?? DEFAULT_CONFIG.dataDirectory,
    control: unlessOff(raw.control ?? DEFAULT_CONFIG.control),
    metrics: resolveMetrics(raw.metrics, report),
    queryLog: unlessOff(raw.queryLog),
    tls: resolveTls(raw.tls),
    cookies: raw.cookies === "off" ? undefined : withDefaults(raw.cookies, DEFAULT_COOKIES),
    rateLimit: raw.rateLimit === "off" ? undefined : withDefaults(raw.rateLimit, DEFAULT_RATE_LIMIT),
    limits: withDefaults(raw.limits, DEFAULT_LIMITS),
    keys,
    remotes,
    zones: resolveZones({ keys, remotes, raw, report }),
  };
}

function unlessOff(text: string | undefined): string | undefined {
  return text === "off" || text === "false" ? undefined : text;
}

function resolveTls(tls: Said<TlsConfig> | undefined): TlsConfig | undefined {
  return tls?.certificate === undefined || tls.key === undefined ? undefined : { certificate: tls.certificate, key: tls.key };
}

function resolveListen(listen: readonly RawListen[], tls: Said<TlsConfig> | undefined, report: Report): readonly ListenConfig[] {
  const seen = new Set<string>();
  return listen.map(({ address: { value, spot }, transports }) => {
    for (const transport of transports) {
      // TLS takes a TCP port.
      const place = `${value.address} ${value.port} ${transport === "udp" ? "udp" : "tcp"}`;
      if (seen.has(place))
        report.add(spot.range, `\`${value.address}\`, port ${value.port}, is there twice for ${transport}`, "leave one of them out");
      seen.add(place);
    }
    if (transports.includes("tls") && tls === undefined) {
      report.add(spot.range, "TLS needs a certificate", "add `tls:` with `certificate: FILE` and `key: FILE`");
    }
    return { ...value, transports };
  });
}

function resolveMetrics(metrics: RawConfig["metrics"] | undefined, report: Report): Config["metrics"] {
  if (metrics === undefined || metrics.value === "off") return undefined;
  if (isLoopback(metrics.value.address)) return metrics.value;
  return report.add(
    metrics.spot.range,
    "`metrics` is an address of this machine only: they are for nobody else",
    "write `127.0.0.1:9153` or `[::1]:9153`",
  );
}

function resolveKeys(raw: Said<RawConfig>, report: Report): readonly KeyConfig[] {
  return (raw.keys ?? []).flatMap(({ name, value }) => {
    const { algorithm = "hmac-sha256", secret, secretFile, allowWeak = false } = value;
    const { range } = name.spot;
    if (secret !== undefined && secretFile !== undefined)
      report.add(range, `the key \`${name.value}\` has \`secret\` and \`secret-file\``, "leave one of them out");
    // A secret that could not be read was reported.
    if (!("secret" in value) && !("secretFile" in value)) {
      report.add(range, `the key \`${name.value}\` has no secret`, "add `secret: BASE64` or `secret-file: FILE`");
    }
    if (isWeakAlgorithm(algorithm) && !allowWeak) {
      report.add(
        range,
        `the key \`${name.value}\` uses ${algorithm}, which is too weak`,
        "use hmac-sha256, or add `allow-weak: true` if the other side can't",
      );
    }
    return { name: name.value, algorithm, secret, secretFile, allowWeak };
  });
}

function resolveRemotes(raw: Said<RawConfig>, keys: readonly KeyConfig[], report: Report): readonly RemoteConfig[] {
  const names = keys.map(({ name }) => name);
  return (raw.remotes ?? []).map(({ name, value }) => {
    const { address = "", tls, key } = value;
    if (key !== undefined && !names.includes(key.value)) reportMissing("key", key.value, key.spot.range, names, report);
    const remoteTls =
      tls?.serverName === undefined ? undefined : { serverName: tls.serverName, certificateAuthority: tls.certificateAuthority };
    const port = value.port ?? (remoteTls === undefined ? DNS_PORT : TLS_PORT);
    return { name: name.value, address, port, key: key?.value, tls: remoteTls };
  });
}
