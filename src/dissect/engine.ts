/** What dissecting needs: packets, which of them hold which, and the state that frames share. */
import type { PacketShape, TypeShape } from "../../runtime/shape.js";
import { ownProperty } from "../../runtime/objects.js";
import { defaultFragmentLimits, type FragmentLimits, FragmentTable } from "./fragments.js";
import type { PacketFunctions } from "./packet.js";
import type { DissectionPlan, Plan } from "./plan.js";
import { defaultStreamLimits, type StreamLimits, StreamTable } from "./streams.js";

export interface EngineOptions {
  /** Fragments and TCP segments are put together; on unless told. Off, every frame stands for itself. */
  readonly reassemble?: boolean;
  readonly fragmentLimits?: FragmentLimits;
  readonly streamLimits?: StreamLimits;
  /** Packets in packets; 32 unless told. */
  readonly maxLayers?: number;
}

/** A packet with a payload, somewhere in a decoded value: the packet itself, or one that it contains. */
export interface Holder {
  readonly functions: PacketFunctions;
  readonly value: unknown;
  /** From the outer packet: empty for itself. */
  readonly path: string;
}

export class Engine {
  readonly reassemble: boolean;
  readonly maxLayers: number;
  readonly fragments: FragmentTable;
  readonly streams: StreamTable;
  readonly #byName = new Map<string, PacketFunctions>();
  readonly #byShape = new Map<PacketShape, PacketFunctions>();
  readonly #dissections = new Map<PacketFunctions, DissectionPlan[]>();
  /** Whether a packet or something in it has a payload. */
  readonly #leads = new Map<PacketShape, boolean>();

  /** @param packets by their index in the plan */
  constructor(
    readonly plan: Plan,
    readonly packets: readonly PacketFunctions[],
    options: EngineOptions = {},
  ) {
    this.reassemble = options.reassemble ?? true;
    this.maxLayers = options.maxLayers ?? 32;
    this.fragments = new FragmentTable(options.fragmentLimits ?? defaultFragmentLimits);
    this.streams = new StreamTable(options.streamLimits ?? defaultStreamLimits);
    for (const functions of packets) {
      if (!this.#byName.has(functions.plan.name)) this.#byName.set(functions.plan.name, functions);
      this.#byShape.set(functions.shape, functions);
    }
    for (const dissection of plan.dissections) this.#addDissection(dissection);
  }

  /** The same packets without a past, for another capture. */
  with(options: EngineOptions): Engine {
    return new Engine(this.plan, this.packets, options);
  }

  #addDissection(dissection: DissectionPlan): void {
    const functions = this.packets[dissection.packet];
    if (functions === undefined) return;
    this.#dissections.set(functions, [...(this.#dissections.get(functions) ?? []), dissection]);
  }

  /** The first packet of that name. */
  named(name: string): PacketFunctions | undefined {
    return this.#byName.get(name);
  }

  dissectionsOf(functions: PacketFunctions): readonly DissectionPlan[] {
    return this.#dissections.get(functions) ?? [];
  }

  /** The packet, and those inside it, that have payloads: in the order of the wire. */
  holdersIn(functions: PacketFunctions, value: unknown): Holder[] {
    const holders: Holder[] = [];
    this.#collect(functions.shape, value, "", holders);
    return holders;
  }

  #collect(shape: PacketShape, value: unknown, path: string, holders: Holder[]): void {
    if (!this.#leadsTo(shape)) return;
    const functions = this.#byShape.get(shape);
    if (functions !== undefined && this.#dissections.has(functions)) holders.push({ functions, value, path });
    for (const field of shape.fields) this.#collectIn(field.type, ownProperty(value, field.key), join(path, field.name), holders);
  }

  #collectIn(type: TypeShape, value: unknown, path: string, holders: Holder[]): void {
    if (value === undefined) return;
    switch (type.kind) {
      case "packet":
        this.#collect(type.of(), value, path, holders);
        return;
      case "array":
        if (!this.#typeLeads(type.element) || !Array.isArray(value)) return;
        value.forEach((element: unknown, index) => {
          this.#collectIn(type.element, element, `${path}[${index.toString()}]`, holders);
        });
        return;
      case "group":
        for (const field of type.fields) this.#collectIn(field.type, ownProperty(value, field.key), join(path, field.name), holders);
        return;
      case "classify": {
        const arm = type.arms.find(({ name }) => name === ownProperty(value, "$kind"));
        for (const field of arm?.fields ?? [])
          this.#collectIn(field.type, ownProperty(value, field.key), join(join(path, arm?.name ?? ""), field.name), holders);
        return;
      }
      default:
    }
  }

  #leadsTo(shape: PacketShape): boolean {
    const known = this.#leads.get(shape);
    if (known !== undefined) return known;
    // What is still being looked at leads nowhere new.
    this.#leads.set(shape, false);
    const functions = this.#byShape.get(shape);
    const leads =
      (functions !== undefined && this.#dissections.has(functions)) || shape.fields.some((field) => this.#typeLeads(field.type));
    this.#leads.set(shape, leads);
    return leads;
  }

  #typeLeads(type: TypeShape): boolean {
    switch (type.kind) {
      case "packet":
        return this.#leadsTo(type.of());
      case "array":
        return this.#typeLeads(type.element);
      case "group":
        return type.fields.some((field) => this.#typeLeads(field.type));
      case "classify":
        return type.arms.some((arm) => arm.fields.some((field) => this.#typeLeads(field.type)));
      default:
        return false;
    }
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
