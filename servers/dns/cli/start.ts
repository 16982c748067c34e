#!/usr/bin/env node
/** What `deens` is once it is built: main.ts and all that it imports, in one file beside this one. */
import { fileURLToPath } from "node:url";
import { launch } from "./launch.js";

launch(fileURLToPath(new URL("./program/deens.cjs", import.meta.url)));
