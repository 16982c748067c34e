/** Values to JSON and back. */
export { toJson } from "./to-json.js";
export { fromJson, type FromJson } from "./from-json.js";
export type { JsonObject, JsonValue } from "./codec.js";
