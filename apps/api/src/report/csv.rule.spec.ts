import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type CellKind, csvCell, csvLine } from './csv.rule.js';

/** Reads one line as RFC 4180 has it. */
function cellsOf(line: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const letter of line.slice(0, -'\r\n'.length)) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === ',' && !isQuoted) cells.push('');
    else cells.push(`${cells.pop()}${letter}`);
  }
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

describe('a cell', () => {
  test.each<[string | number | null, CellKind, string]>([
    [null, 'text', ''],
    ['', 'digits', ''],
    ['Python 入门', 'text', 'Python 入门'],
    ['a,b', 'text', '"a,b"'],
    ['say "hi"', 'text', '"say ""hi"""'],
    ['two\nlines', 'text', '"two\nlines"'],
    ['=1+1', 'text', "'=1+1"],
    ['+86 138', 'text', "'+86 138"],
    ['-2+3', 'text', "'-2+3"],
    ['@SUM(A1)', 'text', "'@SUM(A1)"],
    ['\t=1', 'text', "'\t=1"],
    ['\r=1', 'text', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', 'text', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['\uFF1D1+1', 'text', "'\uFF1D1+1"],
    ['a=1', 'text', 'a=1'],
    ['2026030222001400000000000001', 'digits', '2026030222001400000000000001\t'],
    ['-5', 'digits', "'-5\t"],
    ['99.00', 'figure', '99.00'],
    ['-10.20', 'figure', '-10.20'],
    [-3, 'figure', '-3'],
    ['-10.20+1', 'figure', "'-10.20+1"],
    ['2026-03-01 00:00:00', 'figure', '2026-03-01 00:00:00'],
  ])('%j as %s is %j', (value, kind, cell) => expect(csvCell(value, kind)).toBe(cell));

  test('holds whatever people type, keeps its neighbours, and is never calculated', () => {
    const typed = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('=1', '+1', '"', ',')));
    fc.assert(
      fc.property(
        typed.filter((texts) => texts.length > 0),
        (texts) => {
          const cells = cellsOf(csvLine(texts.map((text) => csvCell(text, 'text'))));
          expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual(texts.map((text) => text.replace(/^'/, '')));
          for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
    );
  });
});
