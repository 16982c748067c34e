import { echo } from "./echo.js";
import { errors } from "./errors.js";
import { files } from "./files.js";
import { lease } from "./lease.js";
import { names } from "./names.js";
import { neighbours } from "./neighbours.js";
import { routes } from "./routes.js";
import type { Scenario } from "./scenario.js";
import { ssh } from "./ssh.js";
import { switches } from "./switches.js";
import { tags } from "./tags.js";
import { time } from "./time.js";
import { trees } from "./trees.js";
import { web } from "./web.js";

/** The longest first, so that a run of several at a time ends soonest. */
export const SCENARIOS: readonly Scenario[] = [
  time,
  lease,
  names,
  routes,
  switches,
  neighbours,
  trees,
  tags,
  ssh,
  errors,
  files,
  echo,
  web,
];
