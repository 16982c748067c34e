/** Paths of specs: forward slashes on every machine, no file system. */

/** Removes `.` and `name/..`; a leading `..` or `/` stays. */
export function normalisePath(path: string): string {
  const absolute = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !absolute) kept.push(part);
  }
  return (absolute ? "/" : "") + kept.join("/");
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash + 1);
}

/** `path` as seen from the file `from`. */
export function joinPath(from: string, path: string): string {
  return normalisePath(path.startsWith("/") ? path : folderOf(from) + path);
}

/** `a/b/dns_rr.mpl` is the file of the name `dns_rr`. */
export function specName(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  return base.endsWith(".mpl") ? base.slice(0, -".mpl".length) : base;
}
