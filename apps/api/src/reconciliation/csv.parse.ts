import { BillRefusal } from './bill.state.js';

/** A comment (`#...`, whole) or a row of trimmed cells, with the line of the file it begins in. */
export type CsvRecord = { line: number; comment: string } | { line: number; cells: string[] };

/** More rows than any shop here sells in a day. */
const LINES_AT_MOST = 200_000;

/**
 * Reads the text of a bill: lines that end in CRLF or LF, cells between commas, quoted where they hold a comma, a quote
 * or a line end, many with a TAB behind. Empty lines are none. @throws BillRefusal
 */
export function readCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length; line += 1) {
    if (line > LINES_AT_MOST) throw new BillRefusal('size');
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const raw = text.slice(at, end).replace(/\r$/, '');
    if (!raw.startsWith('#') && raw.includes('"')) {
      const quoted = readQuoted(text, at, line);
      records.push({ line, cells: quoted.cells });
      line += quoted.extraLines;
      at = quoted.end;
      continue;
    }
    if (raw.startsWith('#')) records.push({ line, comment: raw.trim() });
    else if (raw.trim() !== '') records.push({ line, cells: raw.split(',').map((cell) => cell.trim()) });
    at = end + 1;
  }
  return records;
}

/** A row in which a cell may be quoted, from `start` to behind its line end. */
function readQuoted(text: string, start: number, line: number): { cells: string[]; extraLines: number; end: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = readCell(text, at);
    if (!cell) throw new BillRefusal('quotes', line);
    cells.push(cell.value.trim());
    at = cell.end;
    if (text[at] !== ',') break;
    at += 1;
  }
  const extraLines = text.slice(start, at).split('\n').length - 1;
  LINE_END.lastIndex = at;
  if (!LINE_END.test(text)) throw new BillRefusal('quotes', line);
  // At the end of the file there is nothing to step over.
  return { cells, extraLines, end: Math.max(LINE_END.lastIndex, at) };
}

const BLANK = /[ \t]*/y;
/** A cell without quotes; a quote inside it is a sign like others. */
const PLAIN = /[^,\r\n]*/y;
const LINE_END = /\r?\n|$/y;

/** The cell at a place and where it ends; null when its quote never closes. */
function readCell(text: string, start: number): { value: string; end: number } | null {
  const open = endOf(BLANK, text, start);
  if (text[open] !== '"') {
    const end = endOf(PLAIN, text, start);
    return { value: text.slice(start, end), end };
  }
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return null;
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end: endOf(BLANK, text, close + 1) };
}

/** Where a pattern that may match nothing ends. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}
