/** Numbers of things, in messages. */

export function countText(count: bigint, noun: string): string {
  return count === 1n ? `1 ${noun}` : `${count} ${noun}s`;
}
