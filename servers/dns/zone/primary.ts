/**
 * A zone that this server may change: updates are carried out one after the other, written to a journal in groups, and become visible,
 * and are acknowledged, when the journal is safe.
 */
import type { DnsMessage } from "../../../generated/dns/dns.js";
import { DnsRcode } from "../../../generated/dns/types.js";
import { ArenaFull } from "../image/arena.js";
import { compact } from "../image/compact.js";
import { NeedsNewImage, ZoneEditor } from "../image/editor.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import { update } from "../update/update.js";
import { WorkingZone } from "../update/working-zone.js";
import { applyChange, isSoa, type ZoneChange } from "./change.js";
import type { ZoneHistory } from "./history.js";

/** Updates that wait, at most; more are answered SERVFAIL. */
export const MOST_WAITING = 4096;
/** Times more room for a change than usual: beyond it, the change is not made. */
const MOST_ROOM = 1024;
/** Updates that are written at once, at most. */
const MOST_IN_GROUP = 256;

/** What a zone needs of the world. */
export interface ZoneWorld {
  /** Makes changes safe; rejects where that cannot be done, and then none of them is. */
  record(changes: readonly ZoneChange[]): Promise<void>;
  /** Where images are made. */
  readonly memory: Memory;
  /** The zone has another image; resolves when no query is answered from the old one. */
  publish(image: ZoneImage, old: ZoneImage): Promise<void>;
  /** The zone has changed. */
  changed(changes: readonly ZoneChange[]): void;
}

interface Waiting {
  readonly message: DnsMessage;
  readonly done: (rcode: number) => void;
}

export class ChangeableZone {
  image: ZoneImage;
  readonly #world: ZoneWorld;
  readonly #history: ZoneHistory;
  readonly #waiting: Waiting[] = [];
  #editor: ZoneEditor | undefined;
  #isRunning = false;

  constructor(image: ZoneImage, history: ZoneHistory, world: ZoneWorld) {
    this.image = image;
    this.#history = history;
    this.#world = world;
  }

  /** Carries out an update; resolves with the RCODE, when it is safe and visible. */
  update(message: DnsMessage): Promise<number> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.resolve(DnsRcode.ServFail);
    return new Promise((done) => {
      this.#waiting.push({ message, done });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#carryOut(this.#waiting.splice(0, MOST_IN_GROUP));
    this.#isRunning = false;
  }

  async #carryOut(group: readonly Waiting[]): Promise<void> {
    const rcodes: number[] = [];
    try {
      const changes = await this.#retried((editor) => changesOf(editor, group, rcodes));
      if (changes.length > 0) await this.#commit(changes);
    } catch {
      // What was begun is in no version, and never will be: the next change starts from what is visible.
      this.#editor = undefined;
      await this.#renew();
      rcodes.fill(DnsRcode.ServFail);
    }
    group.forEach(({ done }, index) => done(rcodes[index] ?? DnsRcode.ServFail));
  }

  /** Another server's changes, or those of the journal: all or none. False if they do not fit the zone as it is. */
  async apply(changes: readonly ZoneChange[]): Promise<boolean> {
    try {
      const fits = await this.#retried((editor) => changes.every((change) => applyChange(editor, change)));
      if (fits) await this.#commit(changes);
      else await this.#renew();
      return fits;
    } catch (error) {
      // As above: what was begun must not be part of what comes next.
      await this.#renew();
      throw error;
    }
  }

  async #commit(changes: readonly ZoneChange[]): Promise<void> {
    await this.#world.record(changes);
    this.#editor?.commit();
    for (const change of changes) this.#history.add(change);
    this.#world.changed(changes);
  }

  /** Tries it on the image as it is, and where it has no room on new ones, with more. */
  async #retried<Value>(work: (editor: ZoneEditor) => Value): Promise<Value> {
    for (let times = 1; ; times *= 4) {
      try {
        return this.#tried(work);
      } catch (error) {
        if (!(error instanceof ArenaFull || error instanceof NeedsNewImage) || times > MOST_ROOM) throw error;
        await this.#renew(times);
      }
    }
  }

  #tried<Value>(work: (editor: ZoneEditor) => Value): Value {
    const editor = this.#begin();
    const value = work(editor);
    editor.prepare();
    return value;
  }

  #begin(): ZoneEditor {
    this.#editor ??= new ZoneEditor(this.image);
    this.#editor.begin();
    return this.#editor;
  }

  async #renew(times = 1): Promise<void> {
    this.#editor = undefined;
    const old = this.image;
    this.image = compact(old, old.version, times, this.#world.memory);
    await this.#world.publish(this.image, old);
  }
}

/** Carries out each update after the ones before it; pushes their RCODEs. */
function changesOf(editor: ZoneEditor, group: readonly Waiting[], rcodes: number[]): ZoneChange[] {
  rcodes.length = 0;
  const changes: ZoneChange[] = [];
  for (const { message } of group) {
    const zone = new WorkingZone(editor);
    rcodes.push(update(zone, message));
    const change = changeOf(zone);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

/** What an update came to, the SOA records first; undefined if to nothing. */
function changeOf({ deletions, additions }: WorkingZone): ZoneChange | undefined {
  const before = deletions.find(isSoa);
  const after = additions.find(isSoa);
  if (before === undefined || after === undefined) return undefined;
  return {
    fromSerial: before.rdata.serial,
    toSerial: after.rdata.serial,
    deletions: [before, ...deletions.filter((record) => record !== before)],
    additions: [after, ...additions.filter((record) => record !== after)],
  };
}
