/** Folders that are deleted and made again: what watches a folder watches that one, not a later one of the same name. */
import { statSync } from "node:fs";

/** Milliseconds between two looks. */
const INTERVAL = 250;

/** Undefined while there is none. A number of a folder may be used again, so the time of its birth counts too. */
function identityOf(folder: string): string | undefined {
  try {
    const { ino, birthtimeMs } = statSync(folder);
    return `${ino.toString()} ${birthtimeMs.toString()}`;
  } catch {
    return undefined;
  }
}

/** Calls `onReturn` with each folder that is there again, as another one. @returns what ends it: it keeps the process alive, since a watch of nothing does not */
export function watchReturns(folders: readonly string[], onReturn: (folder: string) => void, interval = INTERVAL): () => void {
  const known = new Map(folders.map((folder) => [folder, identityOf(folder)]));
  const timer = setInterval(() => {
    for (const folder of folders) {
      const identity = identityOf(folder);
      if (identity === undefined || identity === known.get(folder)) continue;
      known.set(folder, identity);
      onReturn(folder);
    }
  }, interval);
  return () => {
    clearInterval(timer);
  };
}
