/** One generated module while it is being written: what it imports, and the constants and helpers at its top. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Codec, CodecIndex, Packet, PacketIndex, Variant } from "../ir/ir.js";
import { moduleName } from "../ir/module-name.js";
import type { Layout } from "../layout/layout.js";
import type { PacketModel, ProgramModel } from "./model.js";
import { NameScope, camelCase, pascalCase } from "./names.js";
import type { IntegerKind } from "./value-kind.js";

export interface ImportLine {
  readonly module: string;
  readonly namespace?: string;
  readonly typeOnly: boolean;
  readonly names: readonly { readonly name: string; readonly alias?: string; readonly typeOnly: boolean }[];
}

export interface ModulePaths {
  /** Of the runtime's entry, and of a file in it ("types/mpint"). */
  readonly runtime: string;
  runtimeFile(name: string): string;
  /** Of the module that is generated from another spec file. */
  generated(file: string): string;
  /** Of a user's codec module, as the spec wrote it. */
  codec(codec: Codec): string;
}

/** For modules that are never printed: nothing is imported. */
export const NOWHERE: ModulePaths = {
  runtime: "",
  runtimeFile: (name) => name,
  generated: (file) => file,
  codec: ({ module }) => module,
};

export class Module {
  readonly layout: Layout;
  readonly #named = new Map<string, Map<string, { alias: string; typeOnly: boolean }>>();
  readonly #namespaces = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #textNames = new NameScope();
  readonly #imported: NameScope;
  /** What can't be emitted. */
  readonly problems: Diagnostic[] = [];

  constructor(
    readonly program: ProgramModel,
    readonly file: string,
    readonly paths: ModulePaths,
  ) {
    this.layout = program.layout;
    this.#imported = program.names.importScope(file);
  }

  get packets(): readonly PacketModel[] {
    return this.program.packets.filter((model) => model.packet.file === this.file);
  }

  model(index: PacketIndex): PacketModel {
    const model = this.program.packets[index];
    if (model === undefined) throw new Error(`no packet ${index}`);
    return model;
  }

  codec(index: CodecIndex): Codec {
    const codec = this.program.program.codecs[index];
    if (codec === undefined) throw new Error(`no codec ${index}`);
    return codec;
  }

  /** Imports a value of the runtime. */
  runtime = (name: string): string => this.#import(this.paths.runtime, name, `runtime${pascalCase(name)}`, false);

  runtimeType(name: string): string {
    return this.#import(this.paths.runtime, name, `Runtime${name}`, true);
  }

  /** A function or type of another packet: `walk` + `Udp`, imported where it is another module's. */
  ofPacket(packet: Packet, prefix: string, suffix = "", typeOnly = false): string {
    const model = this.model(packet.index);
    const name = `${prefix}${model.pascal}${suffix}`;
    if (packet.file === this.file) return name;
    const other = `${prefix}${model.pascal}Of${fileName(packet.file)}${suffix}`;
    return this.#import(this.paths.generated(packet.file), name, other, typeOnly);
  }

  /** The shape of a packet. */
  packetShape(index: PacketIndex): string {
    const model = this.model(index);
    const name = `${model.camel}Shape`;
    if (model.packet.file === this.file) return name;
    return this.#import(this.paths.generated(model.packet.file), name, `${model.camel}Of${fileName(model.packet.file)}Shape`, false);
  }

  /** The constant object of a variant, imported where it is another file's; of the other kind, each file has its own. */
  variant(variant: Variant, kind: IntegerKind): string {
    if (variant.valueType === "int" && kind !== this.program.variantKinds.of(variant)) {
      const other = this.program.otherVariants.find((one) => one.variant === variant && one.file === this.file);
      if (other === undefined) throw new Error(`variant ${variant.index} has no constants of the other kind`);
      return other.name;
    }
    const name = this.program.variantNames.get(variant.index);
    if (name === undefined) throw new Error(`variant ${variant.index} has no name`);
    if (variant.file === this.file) return name;
    return this.#import(this.paths.generated(variant.file), name, `${name}Of${fileName(variant.file)}`, true);
  }

  /** The same, as a value: what was imported as a type only is imported whole. */
  variantValue(name: string): string {
    for (const names of this.#named.values()) {
      for (const [original, entry] of names) if (entry.alias === name) names.set(original, { ...entry, typeOnly: false });
    }
    return name;
  }

  /** The namespace of a codec's module. */
  codecNamespace(codec: Codec): string {
    return this.#namespace(codec.builtin ? this.paths.runtimeFile(codec.module) : this.paths.codec(codec), codec.module);
  }

  stateNamespace(module: string): string {
    const codec = this.program.program.codecs.find((candidate) => candidate.state === module);
    if (codec === undefined) throw new Error(`no codec has the state ${module}`);
    if (codec.file !== undefined) return this.codecNamespace(codec);
    return this.#namespace(codec.builtin ? this.paths.runtimeFile(module) : this.paths.codec({ ...codec, module }), module);
  }

  #namespace(path: string, module: string): string {
    const known = this.#namespaces.get(path);
    if (known !== undefined) return known;
    const name = this.#imported.claim(`${camelCase(moduleName(module).replaceAll(/[^A-Za-z0-9_]/g, "_"))}Codec`);
    this.#namespaces.set(path, name);
    return name;
  }

  /** Under its own name, or under another where this module has that already. */
  #import(module: string, name: string, other: string, typeOnly: boolean): string {
    const names = this.#named.get(module) ?? new Map<string, { alias: string; typeOnly: boolean }>();
    this.#named.set(module, names);
    const known = names.get(name);
    const alias = known?.alias ?? this.#imported.claim(this.#imported.has(name) ? other : name);
    names.set(name, { alias, typeOnly: typeOnly && (known?.typeOnly ?? true) });
    return alias;
  }

  /** A module constant with a text's bytes in UTF-8. */
  text = (value: string): string => {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const words = value
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "")
      .slice(0, 32);
    const name = this.#textNames.claim(`TEXT_${words}`);
    this.#texts.set(value, name);
    return name;
  };

  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  imports(): ImportLine[] {
    const lines: ImportLine[] = [];
    for (const [module, namespace] of this.#namespaces) lines.push({ module, namespace, typeOnly: false, names: [] });
    for (const [module, names] of this.#named) {
      const entries = [...names].map(([name, { alias, typeOnly }]) => (alias === name ? { name, typeOnly } : { name, alias, typeOnly }));
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      lines.push({ module, typeOnly: entries.every((entry) => entry.typeOnly), names: entries });
    }
    return lines.sort((a, b) => (a.module < b.module ? -1 : a.module > b.module ? 1 : 0));
  }
}

/** `sub/some-file.mpl` is `SomeFile`. */
function fileName(file: string): string {
  return pascalCase(file.slice(file.lastIndexOf("/") + 1).replace(/\.mpl$/, ""));
}
