/** One of a list, the newest most often: the sixth part of the dice is for the others. */
export function chosen<T>(list: readonly T[], dice: number): T | undefined {
  if (dice >= 1 / 6) return list.at(-1);
  return list[Math.floor(dice * 6 * list.length)];
}

/** The last but one: a page in another tab. */
export const older = <T>(list: readonly T[], dice: number): T | undefined => (dice < 0.8 ? list.at(-2) : list[0]);

/** Each as likely as the others. @throws when there is none */
export function oneOf<T>(list: readonly T[], dice: number): T {
  const one = list[Math.floor(dice * list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}
