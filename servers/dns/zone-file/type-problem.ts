/** What to say of a type that is none. */
import { nearest } from "./spelling.js";
import { TYPES } from "./type-names.js";

/** @param found the token as messages show it, in quotes */
export function typeHelp(found: string): string {
  const meant = nearest(found.slice(1, -1), TYPES.names);
  return meant === undefined ? "types without a name are written TYPE1234, with data like \\# 2 abcd" : `did you mean ${meant}?`;
}
