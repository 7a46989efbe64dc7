import { gbk, gbkZip } from './zip.js';

/** Ways in which the file behind a bill's address can be bad. */
export const SPOILS = ['html', 'columns', 'bom', 'thousands', 'cut_short', 'entry_name', 'bomb'] as const;
export type Spoil = (typeof SPOILS)[number];

/** A file of a bill: its name and its lines. */
type BillFile = readonly [name: string, lines: readonly string[]];

const text = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
const BOMB_BYTES = 48 * 1024 * 1024;

/** The zip of a bill, good or spoiled. */
export function packed(files: readonly BillFile[], spoil: Spoil | null): Uint8Array {
  const good = files.map(([name, lines]) => [name, gbk(text(lines))] as const);
  const [detail, ...others] = files;
  const [, ...rest] = good;
  if (!detail) return gbkZip(good);
  const [name, lines] = detail;
  switch (spoil) {
    case null:
      return gbkZip(good);
    case 'html':
      return new TextEncoder().encode('<!doctype html><title>502 Bad Gateway</title>');
    case 'columns':
      return gbkZip([[name, gbk(text(lines.map((line) => line.replace('商户订单号', '订单编号'))))], ...rest]);
    case 'bom':
      return gbkZip([[name, new TextEncoder().encode(`\u{feff}${text(lines)}`)], ...rest]);
    case 'thousands':
      // In front of every amount that a row has: nobody knows whether the sign parts thousands or cents.
      return gbkZip([[name, gbk(text(lines.map(withThousands)))], ...rest]);
    case 'cut_short':
      return gbkZip([
        [name, gbk(text(lines.filter((line) => !line.includes('合计') && !line.includes('结束'))))],
        ...rest,
      ]);
    case 'entry_name':
      return gbkZip([...good, ...others.slice(0, 1).map(([other]) => [`../${other}`, gbk('')] as const)]);
    case 'bomb':
      return gbkZip([...good, ['x.csv', new Uint8Array(BOMB_BYTES)]]);
  }
}

const withThousands = (line: string): string =>
  line.startsWith('#')
    ? line
    : line.replace(
        /,(-?)(\d+\.\d{2}),/,
        (_, sign: string, digits: string) => `,"${sign}1,${digits.padStart(6, '0')}",`,
      );
