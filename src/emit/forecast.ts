/** What emission would have to say of a spec, without printing: for those who only check it. */
import { type Diagnostic, report } from "../diagnostics/diagnostic.js";
import type { Layout } from "../layout/layout.js";
import { encoder } from "./encode/encoder.js";
import { modelProgram, type ProgramModel } from "./model.js";
import { Module, NOWHERE } from "./module.js";
import type { Rename } from "./top-level.js";
import { unitsOf } from "./units.js";

/** All packets of the layout are sound. */
export function forecast(layout: Layout): Diagnostic[] {
  const program = modelProgram(layout);
  return [...problemsOf(program), ...program.names.renames.map(renameWarning)];
}

function problemsOf(program: ProgramModel): Diagnostic[] {
  return [...new Set(program.packets.map(({ packet }) => packet.file))].flatMap((file) => {
    const module = new Module(program, file, NOWHERE);
    for (const model of module.packets) for (const unit of unitsOf(model)) encoder(module, model, unit, "measure");
    return module.problems;
  });
}

export function renameWarning({ span, wanted, given }: Rename): Diagnostic {
  const reason = given === `${wanted}_` ? "JavaScript uses that name itself" : "something else has that name";
  const written = span.source.text.slice(span.start, span.end);
  const quoted = /^[\w']+$/.test(written) ? `\`${written}\`` : written;
  const whose = written === wanted ? "" : `, the name of ${quoted},`;
  return report("MPL0316", span, `\`${wanted}\`${whose} is \`${given}\` in TypeScript: ${reason}`);
}
