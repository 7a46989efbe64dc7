import { expect, jest, test } from '@jest/globals';
import { effectScope, nextTick, shallowRef } from 'vue';

import type { ActPreview, Said } from '../../api/staff/acts.api.js';
import { ApiError } from '../../api/api-error.js';
import { useAct } from './useAct.js';

const refused = (code: ApiError['code'], status: number, field?: string): ApiError =>
  new ApiError({
    code,
    msg: 'no',
    status,
    fields: field === undefined ? [] : [{ field, msg: `${field} is wrong` }],
    requestId: null,
    data: {},
  });

interface Asked {
  readonly said: Said;
  readonly answer: (preview: ActPreview) => void;
  readonly refuse: (error: ApiError) => void;
}

function stage(answers: (Said | ApiError)[] = []) {
  jest.useFakeTimers();
  const said = shallowRef<Said | null>({ course_id: 1 });
  const looks: Asked[] = [];
  const sent: { readonly path: string; readonly said: Said; readonly key: string }[] = [];
  const scope = effectScope();
  const act = scope.run(() =>
    useAct({
      path: () => '/admin/orders/1/grant',
      said: () => said.value,
      preview: (_path, words) =>
        new Promise((answer, refuse) => {
          looks.push({ said: words, answer, refuse });
        }),
      perform: (path, words, key) => {
        sent.push({ path, said: words, key });
        const answer = answers.shift() ?? {};
        return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer);
      },
    }),
  );
  if (!act) throw new Error('the scope is over');
  return { said, looks, sent, act, pass: () => jest.advanceTimersByTimeAsync(400) };
}

const seen = (value: string): ActPreview => ({ before: {}, after: { order_status: value } });

test('what was looked at for earlier words is not shown under later ones', async () => {
  const { said, looks, act, pass } = stage();
  act.lookAgain();
  await pass();
  said.value = { course_id: 2 };
  await nextTick();
  await pass();
  looks[1]?.answer(seen('2'));
  looks[0]?.answer(seen('1'));
  await pass();
  expect(looks.map((look) => look.said)).toEqual([{ course_id: 1 }, { course_id: 2 }]);
  expect(act.preview.value).toEqual(seen('2'));
});

test('nothing is asked or sent while the words are not complete', async () => {
  const { said, looks, sent, act, pass } = stage();
  said.value = null;
  act.lookAgain();
  await pass();
  await act.send('a reason');
  expect([looks.length, sent.length, act.isLooking.value]).toEqual([0, 0, false]);
});

test('a press whose answer was lost keeps its key, and other words take another', async () => {
  const { said, sent, act } = stage([refused('NETWORK', 0), refused('INTERNAL', 500), {}, {}]);
  await act.send('a reason');
  await act.send('a reason');
  await act.send('a reason');
  await act.send('a reason');
  said.value = { course_id: 2 };
  await act.send('a reason');
  const [first, second, third, fourth, fifth] = sent.map(({ key }) => key);
  expect([second, third]).toEqual([first, first]);
  expect(new Set([first, fourth, fifth]).size).toBe(3);
  expect(sent[0]).toMatchObject({ path: '/admin/orders/1/grant', said: { course_id: 1, reason: 'a reason' } });
});

test('an act that was refused for good takes another key', async () => {
  const { sent, act } = stage([refused('REFUND_EXCEEDS', 409), {}]);
  expect(await act.send('a reason')).toBeNull();
  expect([act.refusal.value?.code, act.hasSentence.value]).toEqual(['REFUND_EXCEEDS', true]);
  expect(await act.send('a reason')).toEqual({});
  expect([act.refusal.value, sent[0]?.key === sent[1]?.key]).toEqual([null, false]);
});

test('a refusal of a field is told beside it', async () => {
  const { looks, act, pass } = stage();
  act.lookAgain();
  await pass();
  looks[0]?.refuse(refused('VALIDATION', 400, 'course_id'));
  await pass();
  expect([act.faultOf('course_id'), act.faultOf('reason'), act.hasSentence.value]).toEqual([
    'course_id is wrong',
    null,
    false,
  ]);
});

test('a second press while the first is on its way is no second act', async () => {
  const { sent, act } = stage();
  await Promise.all([act.send('a reason'), act.send('a reason')]);
  expect(sent.length).toBe(1);
});
