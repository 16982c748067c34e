import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG, DEFAULT_LIMITS, DEFAULT_RATE_LIMIT } from "../../../../../servers/dns/config/defaults.js";
import { parseConfig } from "../../../../../servers/dns/config/parse.js";
import { renderProblem } from "../../../../../servers/dns/config/problem.js";
import type { Config } from "../../../../../servers/dns/config/types.js";
import { decodeBase64, parseCookieSecrets } from "../../../../../servers/dns/config/values.js";
import { parseAccessRule, type AccessRule } from "../../../../../servers/dns/security/access.js";

const manual = readFileSync(new URL("../../../../../docs/dns-configuration.md", import.meta.url), "utf8");
const example = /```yaml\n([^]*?)```/.exec(manual)?.[1] ?? "";

function configOf(text: string): Config {
  const { config, problems } = parseConfig(text, "deens.yaml");
  if (config === undefined) throw new Error(problems.map(renderProblem).join("\n"));
  return config;
}

/** Problems as `line:column message (help)`. */
function problemsOf(text: string): string[] {
  const { config, problems } = parseConfig(text, "deens.yaml");
  expect(config === undefined).toBe(problems.length > 0);
  return problems.map(({ line, column, message, help }) => `${line}:${column} ${message}${help === undefined ? "" : ` (${help})`}`);
}

function rule(text: string): AccessRule {
  const parsed = parseAccessRule(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.rule;
}

describe("defaults", () => {
  it.each(["", "# nothing\n", "listen: [127.0.0.1:5300, '[::1]:5300']\nlimits: {}\nrate-limit: {}\ncookies: {}\n"])("%j", (text) => {
    expect(configOf(text)).toEqual(DEFAULT_CONFIG);
  });

  it("deny transfers, updates and notifications", () => {
    const [zone] = configOf("zones: [{ origin: Example.COM., file: a }]").zones;
    expect(zone).toEqual({
      origin: "example.com",
      file: "a",
      primaries: [],
      notify: [],
      allowTransfer: [],
      allowUpdate: [],
      allowNotify: [],
      zonemd: "verify",
      catalog: undefined,
      memberOf: undefined,
      group: undefined,
    });
  });

  it("may be switched off", () => {
    const config = configOf("cookies: off\nrate-limit: off\ncontrol: off\nmetrics: off\nversion: off\nquery-log: off");
    expect(config).toEqual({ ...DEFAULT_CONFIG, cookies: undefined, rateLimit: undefined, control: undefined });
  });
});

describe("the manual", () => {
  const config = configOf(example);

  it("has an example that is right", () => {
    expect(config.listen).toEqual([
      { address: "192.0.2.53", port: 53, transports: ["udp", "tcp"] },
      { address: "2001:db8::53", port: 53, transports: ["udp", "tcp"] },
      { address: "2001:db8::53", port: 853, transports: ["tls"] },
    ]);
    expect(config.limits).toEqual({ ...DEFAULT_LIMITS, tcpConnections: 2000, memoBytes: 64 * 1024 * 1024 });
    expect(config.rateLimit).toEqual({
      ...DEFAULT_RATE_LIMIT,
      responsesPerSecond: 100,
      exempt: ["127.0.0.0/8", "::1", "198.51.100.0/24"].map(rule),
    });
    expect(config.keys.map(({ name, secret, secretFile }) => [name, secret?.length, secretFile])).toEqual([
      ["transfer.example.com", undefined, "/etc/deens/transfer.key"],
      ["update.example.com", 35, undefined],
    ]);
    expect(config.remotes.map(({ name, port, key, tls }) => [name, port, key, tls?.serverName])).toEqual([
      ["ns2", 53, "transfer.example.com", undefined],
      ["hidden", 853, undefined, "hidden.example.com"],
    ]);
  });

  it("has an example with zones of every kind", () => {
    const [ns2, hidden] = config.remotes;
    const transfer = [rule("key:transfer.example.com")];
    const received = { primaries: [hidden], notify: [], allowTransfer: transfer, allowUpdate: [], allowNotify: [rule("2001:db8::1")] };
    const own = { primaries: [], notify: [ns2], allowTransfer: transfer, allowUpdate: [], allowNotify: [] };
    expect(config.zones).toMatchObject([
      { ...own, origin: "example.com", allowUpdate: [rule("192.0.2.0/24 key:update.example.com")] },
      { ...own, origin: "example.net", memberOf: "catalog.example" },
      { ...received, origin: "example.org", file: undefined },
      { ...own, origin: "catalog.example", catalog: { role: "produce" } },
      { ...received, origin: "catalog.hidden.example", catalog: { role: "consume", members: received } },
    ]);
  });

  it("names every setting", () => {
    const places = ["zzzz: 0", ...["limits", "rate-limit", "cookies", "tls", "defaults"].map((name) => `${name}: { zzzz: 0 }`)];
    places.push(
      "keys: { a: { zzzz: 0 } }",
      "remotes: { a: { zzzz: 0, tls: { zzzz: 0 } } }",
      "zones: [{ zzzz: 0 }]",
      "listen: [{ zzzz: 0 }]",
    );
    const helps = places.flatMap((text) => problemsOf(text)).filter((problem) => problem.includes("it knows"));
    expect(helps).toHaveLength(places.length + 1);
    const names = helps.flatMap((help) => [...help.slice(help.indexOf("it knows")).matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
  });

  it("has the right defaults in its tables", () => {
    const numbers = Object.entries({ ...DEFAULT_LIMITS, ...DEFAULT_RATE_LIMIT, rotateSeconds: DEFAULT_CONFIG.cookies?.rotateSeconds });
    for (const [name, value] of numbers) {
      if (typeof value !== "number") continue;
      const setting = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const row = new RegExp(`^\\| \`${setting}\` \\| \`([0-9]+)([MG]?)\``, "m").exec(manual);
      const unit = { "": 1, M: 1024 ** 2, G: 1024 ** 3 }[row?.[2] ?? ""] ?? NaN;
      expect(Number(row?.[1]) * unit, setting).toBe(value);
    }
  });
});

describe("values", () => {
  it("keeps a text that looks like a number", () => {
    expect(configOf("version: 9.10\nserver-id: 017\nhostname: true")).toMatchObject({ version: "9.10", serverId: "017", hostname: "true" });
  });

  it.each([
    ["192.0.2.1", "192.0.2.1", 53],
    ["192.0.2.1:54", "192.0.2.1", 54],
    ["'[::1]'", "::1", 53],
    ["'[2001:DB8:0::1]:65535'", "2001:db8::1", 65535],
    ["{ address: 192.0.2.1, transports: tls }", "192.0.2.1", 853],
    ["{ address: 192.0.2.1, transports: [tls, udp] }", "192.0.2.1", 53],
    ["{ address: 192.0.2.1 }", "192.0.2.1", 53],
  ])("listen: %s", (text, address, port) => {
    const tls = "\ntls: { certificate: a, key: b }";
    expect(configOf(`listen: ${text}${tls}`).listen).toMatchObject([{ address, port }]);
  });

  it.each([
    "::1",
    "'[192.0.2.1]:53'",
    "ns1.example.com",
    "192.0.2.1:0",
    "192.0.2.1:65536",
    "'[::1'",
    "192.0.2.1:",
    "{ transports: [udp] }",
    "[[1]]",
  ])("listen: %s is none", (text) => expect(problemsOf(`listen: ${text}`)).toHaveLength(1));

  it("takes an alias for what it names", () => {
    const text = "defaults: { allow-transfer: &friends [192.0.2.1] }\nzones: [{ origin: a, file: b, allow-notify: *friends }]";
    expect(configOf(text).zones[0]?.allowNotify).toEqual([rule("192.0.2.1")]);
  });

  it("believes notifications of primaries, with their key, unless something else is said", () => {
    const text = (more: string): string => `
keys: { K.: { secret: AAAA } }
remotes: { one: { address: 192.0.2.1, key: k }, two: { address: "2001:db8::2" } }
zones: [{ origin: a, primaries: [one, two]${more} }]`;
    expect(configOf(text("")).zones[0]?.allowNotify).toEqual([rule("192.0.2.1 key:k"), rule("2001:db8::2")]);
    expect(configOf(text(", allow-notify: []")).zones[0]?.allowNotify).toEqual([]);
  });

  it("reads base64 and secrets of cookies", () => {
    expect(decodeBase64("c2Vj\ncmV0\n")).toEqual(new TextEncoder().encode("secret"));
    expect(decodeBase64("c2Vjc")).toBeUndefined();
    expect(decodeBase64("c2V%")).toBeUndefined();
    const secrets = parseCookieSecrets("# current\ne5e973e5a6b2a43f48e7dc849e37bfcf\n\n445536bcd2513298075a5d379663c962\n");
    expect(secrets?.map((secret) => Buffer.from(secret).toString("hex"))).toEqual([
      "e5e973e5a6b2a43f48e7dc849e37bfcf",
      "445536bcd2513298075a5d379663c962",
    ]);
    for (const text of ["", "e5e9", "e5e973e5a6b2a43f48e7dc849e37bfcg"]) expect(parseCookieSecrets(text)).toBeUndefined();
  });
});

describe("mistakes", () => {
  it("are shown with their line and what to do, several in one run", () => {
    const text = `listen: 127.0.0.1
limits:
  tcp-connection: 5
  udp-payload-bytes: 100
zones:
  - origin: example.com
    file: a.zone
    notify: [ns22]
  - origin: EXAMPLE.com.
    file: b.zone
`;
    const { config, problems } = parseConfig(text, "deens.yaml");
    expect(config).toBeUndefined();
    expect(problems.map(renderProblem).join("\n\n")).toMatchInlineSnapshot(`
      "deens.yaml:3:3: error: \`limits\` has no setting \`tcp-connection\`
        3 |   tcp-connection: 5
          |   ^^^^^^^^^^^^^^
          = did you mean \`tcp-connections\`?

      deens.yaml:4:22: error: \`udp-payload-bytes\` is from 512 to 4096, not 100
        4 |   udp-payload-bytes: 100
          |                      ^^^
          = write a number from 512 to 4096

      deens.yaml:8:14: error: there is no remote \`ns22\`
        8 |     notify: [ns22]
          |              ^^^^
          = there is no remote at all: add it

      deens.yaml:9:13: error: the zone \`example.com\` is there twice
        9 |   - origin: EXAMPLE.com.
          |             ^^^^^^^^^^^^
          = leave one of them out"
    `);
  });

  it("does not show secrets", () => {
    const rendered = parseConfig("keys:\n  k: { secret: not/base64=secret }\n", "deens.yaml").problems.map(renderProblem).join("\n");
    expect(rendered).toContain("deens.yaml:2:16");
    expect(rendered).not.toContain("not/base64");
  });

  const zone = "{ origin: a, file: b";
  it.each([
    ["zones: {", /no YAML/],
    ["a:\n\tb: 1", /no YAML.*use spaces/],
    ["workers: 1\nworkers: 2", /^2:1 this setting is there twice/],
    ["- a", /no mapping/],
    ["listen:", /`listen` is a list, not nothing/],
    ["wrokers: 1", /there is no setting `wrokers` \(did you mean `workers`\?\)/],
    ["workers: 0", /`workers` is from 1 to 1024, not 0/],
    ["workers: many", /`workers` is a whole number, or `auto` for one for each core, not `many`/],
    ["workers: [1]", /not a list/],
    ["user: ''", /not an empty text/],
    ["user: {}", /`user` is the name of a user, not a mapping/],
    ["limits: 5", /`limits` has settings of its own.*not `5`/],
    ["limits: { memo-bytes: 32MB }", /`memo-bytes` is a number of bytes, not `32MB`/],
    ["limits: { memo-bytes: 100G }", /from 0 to 68719476736/],
    ["listen: [{ address: 192.0.2.1, transports: [upd] }]", /did you mean `udp`/],
    ["listen: [192.0.2.1, 192.0.2.1:53]", /twice for udp.*\n.*twice for tcp/],
    ["listen: [{ address: 192.0.2.1, transports: [tls] }]", /TLS needs a certificate/],
    ["tls: { certificate: a }", /`tls` has no `key`/],
    ["metrics: 192.0.2.1:9153", /this machine only/],
    ["metrics: 127.0.0.1", /is an address and a port/],
    [`version: ${"x".repeat(256)}`, /at most 255 bytes/],
    ["keys: { k: { algorithm: hmac-sha265, secret: AAAA } }", /did you mean `hmac-sha256`/],
    ["keys: { k: { algorithm: hmac-md5, secret: AAAA } }", /too weak/],
    ["keys: { k: {} }", /has no secret/],
    ["keys: { k: { secret: AAAA, secret-file: a } }", /has `secret` and `secret-file`/],
    ["keys: { k: { secret: '' } }", /in base64, and not empty/],
    ["keys: { a..b: { secret: AAAA } }", /is a domain name, not `a..b`/],
    ["keys: { k: { secret: AAAA }, K.: { secret: AAAA } }", /`k` is there twice/],
    ["remotes: { a: {} }", /`a` has no `address`/],
    ["remotes: { a: { address: ns1.example } }", /names are not looked up/],
    ["remotes: { a: { address: 192.0.2.1, key: k } }", /there is no key `k` \(there is no key at all: add it\)/],
    ["remotes: { a: { address: 192.0.2.1, tls: {} } }", /`tls` has no `server-name`/],
    ["remotes: { ? [a] : { address: 192.0.2.1 } }", /a name is a text/],
    ["zones: [a]", /has settings of its own.*not `a`/],
    ["zones: [{ file: b }]", /`zones` has no `origin`/],
    ["zones: [{ origin: a }]", /neither `file` nor `primaries`/],
    ["zones: [{ origin: a, primaries: [] }]", /neither `file` nor `primaries`/],
    ["zones:\n  - origin: a\n   file: b", /another column/],
    ["a:\n  - x\n b: 1", /begins in the same column/],
    ["user: a: b", /a `:` too many/],
    ["workers 3\nuser: a", /`: ` missing/],
    ["zones: [{ origin: '', file: b }]", /is a domain name/],
    [`zones: [${zone}, allow-transfer: [192.0.2.1/24] }]`, /starts at 192.0.2.0/],
    [`zones: [${zone}, allow-transfer: [!192.0.2.1 ] }]`, /put a text that begins with it in quotes/],
    [`zones: [${zone}, allow-transfer: [[any]] }]`, /a list of rules, not a list/],
    [`zones: [${zone}, allow-update: ["key:k"] }]`, /there is no key `k`/],
    [`zones: [${zone}, template: t }]\ntemplates: { tt: {} }`, /there is no template `t` \(did you mean `tt`\?\)/],
    [`templates: { t: { notify: [x] } }`, /there is no remote `x`/],
    [`defaults: { notify: [x] }`, /there is no remote `x`/],
    [`remotes: { x: { address: ::1 } }\nzones: [${zone}, primaries: [x] }]`, /a zone with `primaries` has no `file`/],
    ["remotes: { x: { address: ::1 } }\nzones: [{ origin: a, primaries: [x], allow-update: [any] }]", /takes no updates/],
    [`zones: [${zone}, catalog: produce }]`, /a catalogue that is produced has no `file`/],
    [`zones: [${zone}, members: t }]\ntemplates: { t: {} }`, /only a zone with `catalog: consume`/],
    [`zones: [${zone}, catalog: use }]`, /`catalog` is one of `produce`, `consume`, not `use`/],
    [`zones: [${zone}, member-of: c }]`, /there is no zone with `catalog: produce` and the origin `c`/],
    ["zones: [{ origin: c, catalog: produce, member-of: c }]", /no member of a catalogue/],
    ["<<: { workers: 1 }", /there is no setting `<<`/],
    ["workers: *nothing", /no YAML/],
    ["a: &a [*a]", /there is no setting `a`/],
  ])("%j", (text, problem) => {
    const problems = problemsOf(text);
    expect(problems.join("\n")).toMatch(problem);
    expect(problems.length, problems.join("\n")).toBeLessThanOrEqual(2);
  });

  it.each([
    ["zones: [{ origin: a, fil: b }]", /no setting `fil`/],
    ["zones: [{ origin: a, file: [b] }]", /`file` is the path of a file/],
    ["zones: [{ orign: a, file: b }]", /no setting `orign`/],
    ["tls: { certificat: a, key: b }", /no setting `certificat`/],
    ["remotes: { a: { addres: 192.0.2.1 } }", /no setting `addres`/],
  ])("are told once: %j", (text, problem) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it("in any text are reported, and never thrown", () => {
    const change = fc.tuple(
      fc.nat(example.length),
      fc.nat(12),
      fc.constantFrom("", ":", "\n", "  ", "- ", "[", "}", "!", "*", "&a ", "'", "0", "off", "#", "\t", "?"),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = example;
        for (const [at, length, put] of changes) text = text.slice(0, at) + put + text.slice(at + length);
        for (const problem of parseConfig(text, "deens.yaml").problems) {
          expect(problem.column).toBeLessThanOrEqual((text.split("\n")[problem.line - 1] ?? "").length + 1);
          renderProblem(problem);
        }
      }),
      { numRuns: 300 },
    );
  });
});
