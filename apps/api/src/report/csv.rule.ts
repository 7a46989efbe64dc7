/** How a cell is to be read by the program that opens the file. */
export type CellKind =
  /** What people typed: harmless, whatever it begins with. */
  | 'text'
  /** A number that names something: text, for a spreadsheet would round it or read an exponent into it. */
  | 'digits'
  /** An amount, a count or a time that we printed. */
  | 'figure';

/** Tells a spreadsheet that what follows is UTF-8. */
export const CSV_START = '\uFEFF';
export const CSV_TYPE = 'text/csv; charset=utf-8';

/** A spreadsheet would calculate what begins so, also in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const FIGURE = /^-?\d+(\.\d+)?$/;

/** One cell. An empty one is nothing; what needs quotes gets them (RFC 4180). */
export function csvCell(value: string | number | null, kind: CellKind): string {
  const text = value === null ? '' : String(value);
  if (text === '') return '';
  switch (kind) {
    case 'digits':
      // A tab behind it makes it text, as in the channel's own bills.
      return quoted(`${harmless(text)}\t`);
    case 'text':
      return quoted(harmless(text));
    case 'figure':
      return quoted(FIGURE.test(text) ? text : harmless(text));
  }
}

export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
