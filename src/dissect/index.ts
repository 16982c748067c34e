/** Dissecting frames and captures; see dissect.ts and capture.ts. */
export { dissectFrame, type FrameOptions } from "./dissect.js";
export { Engine, type EngineOptions } from "./engine.js";
export { type DissectedFrame, Layer, type Note, type NoteKind, type Origin, type Outcome } from "./layer.js";
export { type CaptureEvent, type Damage, type Frame, NotACapture, readCapture } from "./capture.js";
export { bindPacket, type Argument, type Arguments, type PacketFunctions } from "./packet.js";
export type { Plan } from "./plan.js";
export { describeFrame } from "./frame-line.js";
export { FieldTexts } from "./field-text.js";
export { fieldsWithValues, type FieldWithValue, plainDissector, type PlainFrame, type PlainLayer } from "./layer-fields.js";
