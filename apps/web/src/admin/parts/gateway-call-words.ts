import type { GatewayCall } from '../../api/staff/staff-orders.api.js';

/** What we asked a channel, as text keys. */
export const METHOD_WORDS: Readonly<Record<GatewayCall['method'], string>> = {
  query: 'gatewayCall.query',
  close: 'gatewayCall.close',
  refund: 'gatewayCall.refund',
  queryRefund: 'gatewayCall.queryRefund',
};

interface Look {
  readonly key: string;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
}

/** What came of it. A trade that is not there is an ordinary answer: nobody opened the cashier yet. */
export const OUTCOME_LOOKS: Readonly<Record<GatewayCall['outcome'], Look>> = {
  paid: { key: 'gatewayCall.paid', tone: 'ok' },
  refunded: { key: 'gatewayCall.refunded', tone: 'ok' },
  waiting: { key: 'gatewayCall.waiting', tone: 'rest' },
  closed: { key: 'gatewayCall.closed', tone: 'rest' },
  absent: { key: 'gatewayCall.absent', tone: 'rest' },
  'not-waiting': { key: 'gatewayCall.notWaiting', tone: 'rest' },
  processing: { key: 'gatewayCall.processing', tone: 'wait' },
  later: { key: 'gatewayCall.later', tone: 'wait' },
  unknown: { key: 'gatewayCall.unknown', tone: 'wait' },
  refused: { key: 'gatewayCall.refused', tone: 'stop' },
};
