/** The generation of this runtime's interface: generated code works with exactly the one it was generated for. */
export const RUNTIME_MAJOR = 1;

/**
 * Called once by each generated module when it is loaded.
 *
 * @throws Error when the module was generated for another runtime
 */
export function requireRuntime(major: number): void {
  if (major === RUNTIME_MAJOR) return;
  throw new Error(`generated for mplc runtime ${major}, but ${RUNTIME_MAJOR} is installed: run \`mplc build\` with the installed mplc`);
}
