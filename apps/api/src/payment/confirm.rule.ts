import type { TradeState } from '@luffy/ipay';
import { type Fen, yuanFromFen } from '@luffy/money';

/** What the channel says of one payment of an order. */
export interface Word {
  outTradeNo: string;
  amountFen: Fen;
  answer: TradeState;
}

export type Confirmation = { kind: 'settle'; outTradeNo: string } | { kind: 'silent' } | { kind: 'disagrees' };

/**
 * Whether the channel bears out that a trade paid an order. Somebody's word and a picture of a receipt are kept, and
 * decide nothing: without the channel's own word no money comes in.
 */
export function decideConfirmation(words: readonly Word[], tradeNo: string): Confirmation {
  const borneOut = words.find(
    ({ answer, amountFen }) => answer.kind === 'paid' && answer.tradeNo === tradeNo && answer.totalFen === amountFen,
  );
  if (borneOut) return { kind: 'settle', outTradeNo: borneOut.outTradeNo };
  return { kind: words.some(({ answer }) => answer.kind === 'unknown') ? 'silent' : 'disagrees' };
}

/** The channel's word on one line, for people. */
export function wordText({ answer }: Pick<Word, 'answer'>): string {
  switch (answer.kind) {
    case 'paid':
      return `paid ${yuanFromFen(answer.totalFen)} ${answer.tradeNo}`;
    case 'waiting':
    case 'closed':
      return `${answer.kind} ${answer.tradeNo}`.trim();
    case 'unknown':
      return `unknown ${answer.cause}`;
    case 'absent':
      return 'absent';
  }
}
