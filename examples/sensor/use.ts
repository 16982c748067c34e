import { renderFailure } from "mplc/runtime";
import { type ReadingInput, decodeReading, encodeReading, explainReading, printReading, sizeOfReading } from "./generated/sensor.js";

const reading: ReadingInput = { sensor: 7, kind: { $kind: "Temperature", celsius: 2150 }, note: new TextEncoder().encode("ok") };
const bytes = new DataView(new ArrayBuffer(sizeOfReading(reading)));
const end = encodeReading(reading, bytes, 0);

const decoded = decodeReading(bytes, 0, end);
if (decoded.ok) console.log(printReading(decoded.value));

bytes.setUint8(0, 0x20); // version 2
const failure = explainReading(bytes, 0, end);
if (failure !== undefined) console.log(renderFailure(failure, bytes));
