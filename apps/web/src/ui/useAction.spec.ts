import { expect, jest, test } from '@jest/globals';

import { useAction } from './useAction.js';

test('a second press while the first is on its way is not a second act', async () => {
  let finish = (): void => undefined;
  const act = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const action = useAction(act, () => undefined);
  const first = action.run();
  await action.run();
  expect(action.pending.value).toBe(true);
  finish();
  await first;
  expect(act).toHaveBeenCalledTimes(1);
  expect(action.pending.value).toBe(false);
});

test('a failed act frees the button and tells why', async () => {
  const told: unknown[] = [];
  const action = useAction(
    () => Promise.reject(new Error('refused')),
    (failure) => told.push(failure),
  );
  await action.run();
  expect(told).toEqual([new Error('refused')]);
  expect(action.pending.value).toBe(false);
});

test('a button that leaves for another site stays pressed', async () => {
  const action = useAction(
    () => Promise.resolve('leaving' as const),
    () => undefined,
  );
  await action.run();
  expect(action.pending.value).toBe(true);
});
