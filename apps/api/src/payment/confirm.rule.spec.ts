import type { TradeState } from '@luffy/ipay';
import { type Fen, fen } from '@luffy/money';
import { describe, expect, test } from '@jest/globals';

import { decideConfirmation, type Word, wordText } from './confirm.rule.js';

const paid = (tradeNo: string, totalFen: Fen = fen(9900)): TradeState => ({
  kind: 'paid',
  outTradeNo: 'n',
  tradeNo,
  totalFen,
  paidAt: new Date(0),
  buyerId: null,
});
const silent: TradeState = { kind: 'unknown', cause: 'timeout' };
const words = (...answers: TradeState[]): Word[] =>
  answers.map((answer, at) => ({ outTradeNo: `n${at}`, amountFen: fen(9900), answer }));

describe('that trade T paid the order', () => {
  test.each<[string, Word[], string]>([
    ['is borne out by the channel', words(paid('T')), 'settle n0'],
    ['is borne out for the second payment', words({ kind: 'closed', tradeNo: 'U' }, paid('T')), 'settle n1'],
    ['is borne out although another payment is not known', words(silent, paid('T')), 'settle n1'],
    ['is not: another trade did', words(paid('U')), 'disagrees'],
    ['is not: it paid less', words(paid('T', fen(1))), 'disagrees'],
    ['is not: nobody has paid yet', words({ kind: 'waiting', tradeNo: 'T' }), 'disagrees'],
    ['is not: it was closed', words({ kind: 'closed', tradeNo: 'T' }), 'disagrees'],
    ['is not: there is no trade', words({ kind: 'absent' }), 'disagrees'],
    ['is not: there is no payment', [], 'disagrees'],
    ['nobody can tell', words(silent), 'silent'],
    ['nobody can tell while one payment is not known', words(paid('U'), silent), 'silent'],
  ])('%s', (_what, said, outcome) => {
    const decision = decideConfirmation(said, 'T');
    expect(decision.kind === 'settle' ? `settle ${decision.outTradeNo}` : decision.kind).toBe(outcome);
  });
});

test.each<[TradeState, string]>([
  [paid('T'), 'paid 99.00 T'],
  [{ kind: 'waiting', tradeNo: 'T' }, 'waiting T'],
  [{ kind: 'closed', tradeNo: '' }, 'closed'],
  [{ kind: 'absent' }, 'absent'],
  [silent, 'unknown timeout'],
])('%j is told as %j', (answer, text) => expect(wordText({ answer })).toBe(text));
