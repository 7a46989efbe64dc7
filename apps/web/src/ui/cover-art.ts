export interface CoverArt {
  readonly from: string;
  readonly to: string;
  readonly glyph: string;
  /** Which of the drawn motifs stands behind the glyph. */
  readonly motif: number;
  readonly turn: number;
}

const PALETTES = [
  ['#2f6f8f', '#1c3f63'],
  ['#2f7d62', '#174a48'],
  ['#8a5a2b', '#51341f'],
  ['#4c5a9e', '#2a2f63'],
  ['#a14d4d', '#5d2841'],
  ['#3d7f8c', '#24485c'],
  ['#6f4f93', '#3b2a5c'],
  ['#56722f', '#2c4527'],
  ['#9a6a1f', '#5a3a1a'],
  ['#3b5f7a', '#1d2f45'],
  ['#87506d', '#472a49'],
] as const;

const MOTIFS = 5;

/** The first two letters of a Latin word, or the first character that can be seen. */
function glyphOf(name: string): string {
  const seen = name.replace(/^[\p{C}\p{Z}]+/u, '');
  const latin = /^[A-Za-z][A-Za-z]?/.exec(seen)?.[0];
  return latin ? latin.charAt(0).toUpperCase() + latin.slice(1).toLowerCase() : (Array.from(seen)[0] ?? '·');
}

/** A cover drawn from what the course is: the same course has the same cover everywhere, neighbours differ. */
export function coverArt(id: number, name: string): CoverArt {
  const [from, to] = PALETTES[id % PALETTES.length] ?? PALETTES[0];
  return { from, to, glyph: glyphOf(name), motif: id % MOTIFS, turn: (id * 47) % 360 };
}
