import { type Fen, sumFen } from '@luffy/money';

/** A line of a paid order, and how much of it is back with the student. */
export interface PaidLine {
  id: number;
  realPriceFen: Fen;
  refundedFen: Fen;
  live: boolean;
}

export interface RefundEffect {
  refundedFen: Fen;
  /** All the money is back. */
  isFull: boolean;
  /** The lines that are live and may not be any more: whoever bought them loses access. */
  endedIds: number[];
}

/**
 * What refunds make of an order's lines. A line ends when its share is refunded in full; a line of 0.00 ends with the
 * whole order.
 */
export function effectOfRefunds(lines: readonly PaidLine[], totalFen: Fen): RefundEffect {
  const refundedFen = sumFen(lines.map((line) => line.refundedFen));
  const isFull = refundedFen === totalFen;
  const ended = lines.filter(
    (line) => line.live && (line.realPriceFen > 0 ? line.refundedFen === line.realPriceFen : isFull),
  );
  return { refundedFen, isFull, endedIds: ended.map((line) => line.id) };
}
