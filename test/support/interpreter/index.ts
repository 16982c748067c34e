/** A slow and obvious interpreter of the IR: what generated code is compared with. */
export { decode, type Decoded, type DecodeOptions } from "./decode.js";
export { encode, isCanonical } from "./encode.js";
export type { Fields, Value } from "./values.js";
export type { Found, Observer } from "./scope.js";
