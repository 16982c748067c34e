/** Becoming somebody else: sockets below port 1024 are opened by root, everything after that is done by a user who may do little. */
import { chown, mkdir, readFile } from "node:fs/promises";

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

/** Makes the data directory, for whom the process becomes. Nobody else may look into it. */
export async function makeDataDirectory(path: string, owner: UserIds | undefined): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined && owner !== undefined) await chown(path, owner.user, owner.group);
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
