/**
 * A foreign text (a course's name) inside a sentence: whatever direction its letters run, the sentence around it stays
 * as it is. U+2068 and U+2069 are what `<bdi>` is in HTML, for places where there are no tags.
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
