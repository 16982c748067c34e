/** `word` of `./types/word.js`: variables and imports are named after a custom type's module. */
export function moduleName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z]+$/, "");
}
