import { CONFIGURATION } from "./configuration.js";
import { CONTROL } from "./control.js";
import { FILES } from "./files.js";
import { INTERNET } from "./internet.js";
import { LINK } from "./link.js";
import { ROUTING } from "./routing.js";
import { NAMES } from "./security.js";
import { SHELL } from "./shell.js";
import { SWITCHES } from "./switches.js";
import type { Tables } from "./table.js";
import { TIME } from "./time.js";
import { TRANSPORT } from "./transport.js";

export const TABLES: Tables = {
  ...LINK,
  ...INTERNET,
  ...CONTROL,
  ...TRANSPORT,
  ...CONFIGURATION,
  ...TIME,
  ...ROUTING,
  ...NAMES,
  ...SHELL,
  ...FILES,
  ...SWITCHES,
};
