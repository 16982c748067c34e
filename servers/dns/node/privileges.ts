/** Becoming somebody else: sockets below port 1024 are opened by root, everything after that is done by a user who may do little. */
import { chown, lchown, lstat, mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface UserIds {
  readonly user: number;
  readonly group: number;
}

/** The numbers of a user of this machine; undefined where there is none of that name. */
export async function findUser(name: string, file = "/etc/passwd"): Promise<UserIds | undefined> {
  const lines = (await readFile(file, "utf8")).split("\n").map((line) => line.split(":"));
  const found = lines.find(([each, , user]) => each === name || user === name);
  const [, , user, group] = found ?? [];
  return user === undefined || group === undefined ? undefined : { user: Number(user), group: Number(group) };
}

/** Files that this server makes in its data directory. */
const OWN_FILE = /(\.zone|\.journal)(\.new|\.old)?$|\.sock$/;

/**
 * Makes the data directory, for whom the process becomes. Nobody else may look into it. What root has made of it, in an earlier start or
 * in this one, becomes that user's. Throws where it belongs to somebody else, and is more than a data directory.
 */
export async function makeDataDirectory(path: string, owner: UserIds | undefined): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (owner === undefined) return;
  // Those above it which were made for it, too: nobody could go through them.
  for (let each = path; made !== undefined && each.startsWith(made); each = dirname(each)) await chown(each, owner.user, owner.group);
  await giveTo(path, owner);
}

/** Gives a directory and its files to a user, as far as they are root's. */
async function giveTo(path: string, { user, group }: UserIds): Promise<void> {
  const names = await readdir(path);
  if ((await lstat(path)).uid !== user) {
    const other = names.find((name) => !OWN_FILE.test(name));
    if (other !== undefined) throw new Error(`${path} belongs to another user, and has files that are not the server's, such as ${other}`);
    await chown(path, user, group);
  }
  for (const name of names.filter((each) => OWN_FILE.test(each))) {
    const file = join(path, name);
    const { uid, nlink } = await lstat(file);
    // A file with another name is somebody's trick, or somebody's own.
    if (uid === 0 && uid !== user && nlink === 1) await lchown(file, user, group);
  }
}

/** Who the process is, as far as it can be changed. */
export type Identity = Pick<NodeJS.Process, "getuid" | "setuid" | "setgid" | "setgroups">;

/** Becomes a user, without a way back: groups first, while that is allowed. All threads do. Throws where it is not allowed. */
export function becomeUser({ user, group }: UserIds, identity: Identity = process): void {
  if (identity.getuid?.() === user) return;
  identity.setgroups?.([group]);
  identity.setgid?.(group);
  identity.setuid?.(user);
}
