import type { Scenario } from './scenario.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

/** Each waiting order is paid once, by a notify that was signed before. */
export const notify: Scenario = {
  name: 'notify',
  title: 'a paid notify, settled',
  target: 0.7,
  steps: (used) => [
    {
      method: 'POST',
      make: () => {
        const body = used.signed[used.notifies++];
        return body === undefined ? null : { path: '/api/order/success/', headers: FORM, body };
      },
      isRight: (status, body) => status === 200 && body === 'success',
    },
  ],
};
