/** Addresses that only this machine reaches. Without YAML, which takes a while to load. */

/** @param address in its canonical form */
export function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}
