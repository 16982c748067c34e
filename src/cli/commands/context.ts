/** What every command is given. */
import { openProject, type Project } from "../project.js";
import type { Terminal } from "../terminal.js";

export interface Context {
  readonly terminal: Terminal;
  readonly workingFolder: string;
  /** The config file that the user named. */
  readonly config: string | undefined;
}

export function projectOf({ workingFolder, config }: Context): Promise<Project> {
  return openProject(workingFolder, config);
}
