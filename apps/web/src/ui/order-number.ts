/** A long number in groups of four, so that a person can read it aloud. Joined, the groups are the number again. */
export const groupsOfFour = (number: string): string[] => number.match(/.{1,4}/gsu) ?? [];
