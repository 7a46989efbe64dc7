import { type Fen, fen } from '@luffy/money';

import type { BillLine } from './bill.parse.js';

/** What the channel charges of an amount by the contract, in fen; `basisPoints` are hundredths of a percent. */
export const usualFee = (amountFen: Fen, basisPoints: number): Fen =>
  fen(Math.floor((amountFen * basisPoints + 5000) / 10_000));

/** A fee is charged on payments and at most given back on refunds, to the fen that rounding may cost. */
export function isFeeOdd({ kind, amountFen, feeFen }: BillLine, basisPoints: number): boolean {
  const usualFen = usualFee(amountFen, basisPoints);
  return kind === 'payment' ? Math.abs(feeFen + usualFen) > 1 : feeFen < 0 || feeFen > usualFen + 1;
}

/** The fee that we own up to: the line's own while it is usual, the contract's otherwise. Negative where charged. */
export function ownFee(line: BillLine, basisPoints: number): Fen {
  if (!isFeeOdd(line, basisPoints)) return line.feeFen;
  const usualFen = usualFee(line.amountFen, basisPoints);
  if (line.kind === 'payment') return fen(0 - usualFen);
  return line.feeFen < 0 ? fen(0) : usualFen;
}
