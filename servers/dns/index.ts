/** `mplc/dns`: the name server's pure part. It has no sockets, no files and no clock, and runs in browsers too. */
export { Answerer, type AnswerSettings, DEFAULT_SETTINGS, MOST_BYTES, NO_REPLY, type Primitives } from "./answer/answer.js";
export { ANY_DATAGRAM, ANY_STREAM, type Transport } from "./answer/transport.js";
export { ZoneDirectory } from "./answer/zones.js";
export { makeResponder, type ReadZoneOptions, readZone, type Respond, type ResponderOptions } from "./core.js";
export { ZoneImage } from "./image/image.js";
export { ServerCookies } from "./security/cookies.js";
export { type LoadedZone, type LoadOptions, loadZone, type ZoneProblem } from "./zone/load.js";
export { lineOfText, parseZoneFile, renderProblem, type ZoneFileOptions, type ZoneFileSink } from "./zone-file/index.js";
