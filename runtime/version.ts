/** The generation of this runtime's interface: generated code works with exactly the one it was generated for. */
export const RUNTIME_MAJOR = 1;

/**
 * Called once by each generated module when it is loaded.
 *
 * @throws Error when the module was generated for another runtime
 */
export function requireRuntime(major: number): void {
  if (major === RUNTIME_MAJOR) return;
  const advice = major > RUNTIME_MAJOR ? "update the mplc package that it imports" : "generate it again with the installed mplc";
  throw new Error(
    `this generated packet module needs version ${String(major)} of the mplc runtime, and version ${String(RUNTIME_MAJOR)} is installed: ${advice}`,
  );
}
