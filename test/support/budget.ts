/** How long the long forms run, and with which seeds: told by the environment, so that a run can be repeated. */

function number(name: string, otherwise: number): number {
  const text = process.env[name];
  const value = text === undefined || text === "" ? otherwise : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} is no number: ${text ?? ""}`);
  return value;
}

/** Each of the long tests takes so long, in milliseconds; a little more until it notices. */
export const deepTime = number("MPLC_DEEP_MINUTES", 30) * 60_000;

/** The first seed; the next ones follow. A run without one begins somewhere new. */
export const deepSeed = number("MPLC_DEEP_SEED", Math.floor(Date.now() / 1000) % 1_000_000_000);

/** Only packets of this name. */
export const deepPacket = process.env["MPLC_DEEP_PACKET"];

/** How many random specs are compared at least. */
export const deepSpecs = number("MPLC_DEEP_SPECS", 2000);
