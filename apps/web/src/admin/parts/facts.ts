import { fen, yuanFromFen } from '@luffy/money';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const FEN = /_fen$/;

function valueOf(name: string, value: unknown): string {
  if (FEN.test(name) && typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 9_999_999_999)
    return `¥${yuanFromFen(fen(value))}`;
  if (Array.isArray(value)) return value.map((item) => valueOf('', item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What an event or an alert says besides its kind: amounts in yuan, everything else as it is. */
export const factsIn = (data: Readonly<Record<string, unknown>>): Fact[] =>
  Object.entries(data)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ name: name.replace(FEN, ''), value: valueOf(name, value) }));
