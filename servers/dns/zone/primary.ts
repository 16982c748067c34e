/**
 * A zone that this server may change: updates are carried out one after the other, written to a journal in groups, and become visible,
 * and are acknowledged, when the journal is safe.
 */
import type { DnsMessage } from "../../../generated/dns/dns.js";
import { DnsRcode } from "../../../generated/dns/types.js";
import { ArenaFull } from "../image/arena.js";
import { NeedsNewImage, ZoneEditor } from "../image/editor.js";
import type { ZoneImage } from "../image/image.js";
import { update } from "../update/update.js";
import { WorkingZone } from "../update/working-zone.js";
import { applyChange, isSoa, type ZoneChange } from "./change.js";
import type { ZoneHistory } from "./history.js";
import { ImageCopy } from "./image-copy.js";

/** Updates that wait, at most; more are answered SERVFAIL. */
export const MOST_WAITING = 4096;
/** Times more room for a change than usual: beyond it, the change is not made. */
const MOST_ROOM = 1024;
/** Updates that are written at once, at most. */
const MOST_IN_GROUP = 256;

/** What a zone needs of the world. */
export interface ZoneWorld {
  /** Runs a task when all that began before has ended: whatever changes the zone. Rejects where the zone is not served any more. */
  alone<Value>(task: () => Promise<Value>): Promise<Value>;
  /** Makes changes safe; rejects where that cannot be done, and then none of them is. */
  record(changes: readonly ZoneChange[]): Promise<void>;
  /** A new image of what is visible in one that others may change meanwhile: see `compact`. */
  copy(image: ZoneImage, times: number): Promise<ZoneImage>;
  /** The zone has another image; resolves when no query is answered from the old one. */
  publish(image: ZoneImage, old: ZoneImage): Promise<void>;
  /** An image that nobody has seen is of no use. */
  discard(image: ZoneImage): void;
  /** Lets others run. */
  pause(): Promise<void>;
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
  /** The image that comes next. */
  #copy: ImageCopy | undefined;
  /** A turn has been asked for, in which those that wait are carried out. */
  #isDue = false;

  constructor(image: ZoneImage, history: ZoneHistory, world: ZoneWorld) {
    this.image = image;
    this.#history = history;
    this.#world = world;
  }

  /** Carries out an update; resolves with the RCODE, when it is safe and visible. Never rejects. */
  update(message: DnsMessage): Promise<number> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.resolve(DnsRcode.ServFail);
    return new Promise((done) => {
      this.#waiting.push({ message, done });
      this.#askForTurn();
    });
  }

  #askForTurn(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#world
      .alone(() => this.#takeTurn())
      .catch(() => {
        this.#isDue = false;
        for (const { done } of this.#waiting.splice(0)) done(DnsRcode.ServFail);
      });
  }

  /** Those that come from now on wait for the next turn. */
  async #takeTurn(): Promise<void> {
    this.#isDue = false;
    const group = this.#waiting.splice(0, MOST_IN_GROUP);
    if (this.#waiting.length > 0) this.#askForTurn();
    const rcodes = await this.#carryOut(group).catch(() => []);
    group.forEach(({ done }, index) => done(rcodes[index] ?? DnsRcode.ServFail));
  }

  /** The RCODEs of updates. Where it rejects, nothing has changed. */
  async #carryOut(group: readonly Waiting[]): Promise<number[]> {
    const rcodes: number[] = [];
    const changes = await this.#retried((editor) => changesOf(editor, group, rcodes));
    if (changes.length > 0) await this.#commit(changes);
    else this.#editor?.undo();
    return rcodes;
  }

  /**
   * Another server's changes, or those of the journal: all or none. False if they do not fit the zone as it is.
   *
   * @param isGood looks at what would come of changes that nobody has vouched for, at version NEWEST
   */
  apply(changes: readonly ZoneChange[], isGood?: (image: ZoneImage) => Promise<boolean>): Promise<boolean> {
    return this.#world.alone(async () => {
      const fits = await this.#retried((editor) => {
        if (!changes.every((change) => applyChange(editor, change))) return false;
        editor.prepare();
        return true;
      });
      const isTaken = fits && (await this.#isGood(isGood));
      if (isTaken) await this.#commit(changes);
      else this.#editor?.undo();
      return isTaken;
    });
  }

  /** What nobody can judge is undone, too. */
  async #isGood(isGood: ((image: ZoneImage) => Promise<boolean>) | undefined): Promise<boolean> {
    if (isGood === undefined || this.#editor === undefined) return true;
    return isGood(this.#editor.image).catch((error: unknown) => {
      this.#editor?.undo();
      throw error;
    });
  }

  /** Another content of the zone: what waits is carried out on it. To be called in a turn only; resolves as `publish` does. */
  async replace(image: ZoneImage): Promise<void> {
    const old = this.image;
    this.#editor = undefined;
    this.#copy = undefined;
    this.image = image;
    await this.#world.publish(image, old);
  }

  async #commit(changes: readonly ZoneChange[]): Promise<void> {
    await this.#world.record(changes).catch((error: unknown) => {
      this.#editor?.undo();
      throw error;
    });
    this.#editor?.commit();
    this.#copy?.note(changes);
    for (const change of changes) this.#history.add(change);
    if (this.#editor?.isNearlyFull === true && this.#copy === undefined) void this.#copyAhead();
    this.#world.changed(changes);
  }

  /** Tries it on the image as it is, and where it has no room on new ones, with more. Where it rejects, nothing has changed. */
  async #retried<Value>(work: (editor: ZoneEditor) => Value): Promise<Value> {
    for (let times = 1; ; times *= 4) {
      try {
        return this.#tried(work);
      } catch (error) {
        this.#editor?.undo();
        if (!(error instanceof ArenaFull || error instanceof NeedsNewImage) || times > MOST_ROOM) throw error;
        await this.#renew(times);
      }
    }
  }

  #tried<Value>(work: (editor: ZoneEditor) => Value): Value {
    this.#editor ??= new ZoneEditor(this.image);
    this.#editor.begin();
    const value = work(this.#editor);
    this.#editor.prepare();
    return value;
  }

  /** Makes an image with room, and goes on with it; the one that is on its way, if that may do. */
  async #renew(times: number): Promise<void> {
    if (times === 1 && this.#copy !== undefined && (await this.#take(this.#copy).catch(() => false))) return;
    const image = await this.#world.copy(this.image, times);
    image.succeed(this.image);
    await this.replace(image);
  }

  /** Makes an image before it is needed, while updates go on. Where that fails, it is made when there is no room at all. */
  async #copyAhead(): Promise<void> {
    const copy = new ImageCopy(this.#world.copy(this.image, 1));
    this.#copy = copy;
    try {
      await copy.catchUp(() => this.#world.pause());
      await this.#world.alone(() => this.#take(copy));
    } catch {
      if (this.#copy === copy) this.#copy = undefined;
    }
    if (!copy.isTaken) await copy.image.then((image) => this.#world.discard(image)).catch(() => undefined);
  }

  /** Goes on with a copy, unless the zone has got another image meanwhile. */
  async #take(copy: ImageCopy): Promise<boolean> {
    if (this.#copy !== copy) return false;
    const image = await copy.finish();
    if (this.#copy !== copy) return false;
    copy.isTaken = true;
    image.succeed(this.image);
    await this.replace(image);
    return true;
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
