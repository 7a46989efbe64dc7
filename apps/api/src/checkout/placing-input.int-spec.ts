import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let token: string;
beforeAll(async () => {
  world = await World.open();
  token = await world.student();
});
afterAll(() => world.close());

const GOOD = { total_amount: '99.00', pay_type: 1, courses: [1] };

/** Sends what must be refused and shows that nothing was written. */
async function refused(body: unknown, headers: Record<string, string> = {}) {
  const before = await world.snapshot();
  const answer = await world.ask('POST', '/api/order/pay/', { token, body, headers });
  expect(await world.snapshot()).toBe(before);
  expect(answer.body).toMatchObject({ status: answer.http, msg: expect.any(String), request_id: expect.any(String) });
  return { http: answer.http, ...answer.body };
}

describe('an amount that is none', () => {
  const amounts = [
    '',
    ' 1',
    '1.',
    '.5',
    '-1',
    '-0',
    '1e2',
    'NaN',
    'Infinity',
    '0x10',
    '1,000',
    '\uFF19\uFF19',
    '0.001',
    2 ** 53,
    null,
    [],
    {},
    true,
    99999999999999,
    -1,
    0.001,
    '100000000',
    ['99.00'],
  ];
  test.each(amounts.map((amount) => [amount]))('%j', async (amount) => {
    expect(await refused({ ...GOOD, total_amount: amount })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: [{ field: 'total_amount' }],
    });
  });

  test('or is missing', async () => {
    expect(await refused({ pay_type: 1, courses: [1] })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: [{ field: 'total_amount' }],
    });
  });

  test('a negative zero is not zero', async () => {
    const body = '{"total_amount":-0,"pay_type":1,"courses":[3]}';
    expect(await refused(body, { 'content-type': 'application/json' })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
    });
  });
});

describe('a list of courses that is none', () => {
  const lists = [
    [],
    null,
    {},
    1,
    '1',
    [0],
    [-1],
    [1.5],
    ['1'],
    [null],
    [[1]],
    [{}],
    [true],
    [2 ** 60],
    Array.from({ length: 51 }, (_, at) => at + 1),
  ];
  test.each(lists.map((list) => [list]))('%j', async (courses) => {
    expect(await refused({ ...GOOD, courses })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: expect.arrayContaining([expect.objectContaining({ field: 'courses' })]),
    });
  });

  test('or names a course that is unknown, off sale or repeated, which is named back', async () => {
    expect(await refused({ ...GOOD, courses: [1, 999_999] })).toMatchObject({
      http: 404,
      code: 'COURSE_NOT_FOUND',
      course_id: 999_999,
    });
    expect(await refused({ ...GOOD, courses: [Number.MAX_SAFE_INTEGER] })).toMatchObject({
      http: 404,
      code: 'COURSE_NOT_FOUND',
    });
    expect(await refused({ ...GOOD, courses: [1, 13] })).toMatchObject({
      http: 400,
      code: 'COURSE_OFF_SALE',
      course_id: 13,
    });
    expect(await refused({ ...GOOD, courses: [2, 1, 2] })).toMatchObject({
      http: 400,
      code: 'COURSE_REPEATED',
      course_id: 2,
    });
  });

  test('fifty courses are the most that can be bought at once, and can be', async () => {
    const [row] = await world.rows<{ ids: string[] }>(
      `WITH made AS (INSERT INTO luffy_course (name, price, original_price, created_time)
         SELECT '课程 ' || n, 1, 1, $1 FROM generate_series(1, 50) n RETURNING id) SELECT array_agg(id ORDER BY id) AS ids FROM made`,
      [world.clock.now()],
    );
    const courses = (row?.ids ?? []).map(Number);
    const outTradeNo = await world.place(await world.student(), courses, '50.00');
    expect(await world.pay(outTradeNo)).toBe('success');
    expect(await refused({ ...GOOD, courses: [...courses, 1] })).toMatchObject({ http: 400, code: 'VALIDATION' });
  });
});

describe('a pay type', () => {
  test.each([2, 9, -1, 0, 1e300])('%d is not available for a paid course', async (payType) => {
    expect(await refused({ ...GOOD, pay_type: payType })).toMatchObject({ http: 400, code: 'PAY_TYPE_UNAVAILABLE' });
  });

  test.each([['1'], [null], [1.5], [true], [[1]]])('%j is none', async (payType) => {
    expect(await refused({ ...GOOD, pay_type: payType })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: [{ field: 'pay_type' }],
    });
  });
});

describe('fields that do not belong there', () => {
  test.each([
    [{ ...GOOD, price: '1' }, 'price'],
    [{ ...GOOD, user_id: 1 }, 'user_id'],
    [{ ...GOOD, order_status: 1 }, 'order_status'],
    [{ ...GOOD, '': 1 }, ''],
  ])('%j', async (body, field) => {
    expect(await refused(body)).toMatchObject({ http: 400, code: 'VALIDATION', fields: [{ field }] });
  });

  test.each([
    ['coupon', null],
    ['coupon', 0],
    ['coupon', '1'],
    ['coupon', 1.5],
    ['subject', null],
    ['subject', 7],
    ['subject', ['x']],
  ])('%s %j', async (field, value) => {
    expect(await refused({ ...GOOD, [field]: value })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });

  test.each(['toString', 'hasOwnProperty', 'valueOf'])('%s, which every object has', async (field) => {
    expect(await refused({ ...GOOD, [field]: 1 })).toMatchObject({ http: 400, code: 'VALIDATION' });
  });

  test('a prototype cannot be sent', async () => {
    for (const key of ['"__proto__":{"is_staff":true}', '"constructor":{"prototype":{"x":1}}']) {
      const body = `{"total_amount":"99.00","pay_type":1,"courses":[1],${key}}`;
      expect(await refused(body, { 'content-type': 'application/json' })).toMatchObject({ http: 400 });
    }
  });
});

describe('a subject', () => {
  const kept = [
    '🐋鲸落 👩‍👩‍👧‍👦',
    'a&b=c/d%41+e <i>"\'\\',
    '🐋'.repeat(150),
    'x'.repeat(150),
    ' 前后有空格 ',
    '\u202E右',
    '--; DROP TABLE',
    '\t\n'.concat('行'),
  ];
  test.each(kept.map((subject) => [subject]))('%j is kept exactly as sent and can be paid', async (subject) => {
    const buyer = await world.student();
    const answer = await world.post('/api/order/pay/', buyer, { ...GOOD, subject });
    expect(answer.http).toBe(200);
    const { order } = (await world.get(`/api/order/${answer.body.out_trade_no}/`, buyer)).body;
    expect(order?.subject).toBe(subject);
    expect(await world.pay(answer.body.out_trade_no ?? '')).toBe('success');
  });

  test.each([
    ['', 'empty'],
    ['   ', 'blank'],
    ['x'.repeat(151), 'of 151 letters'],
    ['🐋'.repeat(151), 'of 151 whales'],
    ['a\u0000b', 'with U+0000'],
    ['a\ud800b', 'with half a pair'],
    ['\udc00', 'that is half a pair'],
  ])('%j is refused: it is %s', async (subject) => {
    expect(await refused({ ...GOOD, subject })).toMatchObject({
      http: 400,
      code: 'VALIDATION',
      fields: [{ field: 'subject' }],
    });
  });
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };

  test.each(['{', '{"total_amount":', "{'a':1}", '{"a":1}x', 'undefined', 'NaN', '\u0000'])(
    '%j is no JSON',
    async (body) => {
      expect(await refused(body, json)).toMatchObject({ http: 400, code: 'BODY_INVALID' });
    },
  );

  test.each(['[]', '[{}]', 'null', '"x"', '1', 'true'])('%s is no object', async (body) => {
    expect(await refused(body, json)).toMatchObject({ http: 400, code: 'VALIDATION' });
  });

  test('that is missing is refused', async () => {
    expect(await refused(undefined)).toMatchObject({ http: 400 });
    expect(await refused('', json)).toMatchObject({ http: 400 });
    expect(await refused({})).toMatchObject({ http: 400, code: 'VALIDATION' });
  });

  test('of bytes that are no UTF-8 is refused', async () => {
    const body = Buffer.concat([
      Buffer.from('{"total_amount":"99.00","pay_type":1,"courses":[1],"subject":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    expect(await refused(body, json)).toMatchObject({ http: 400, code: 'BODY_INVALID' });
  });

  test('of 64 kB is read, of one byte more is not', async () => {
    const start = JSON.stringify({ ...GOOD, courses: [2], total_amount: '199.00' });
    const fill = (bytes: number) => start + ' '.repeat(bytes - start.length);
    const buyer = await world.student();
    expect((await world.ask('POST', '/api/order/pay/', { token: buyer, body: fill(65_536), headers: json })).http).toBe(
      200,
    );
    expect(await refused(fill(65_537), json)).toMatchObject({ http: 413, code: 'BODY_TOO_LARGE' });
  });

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/json',
  ])('as %s is not read', async (type) => {
    expect(await refused('total_amount=99.00&pay_type=1&courses=1', { 'content-type': type })).toMatchObject({
      http: 415,
      code: 'MEDIA_TYPE_UNSUPPORTED',
    });
  });

  test('nested very deeply is refused, not died of', async () => {
    const deep = `{"courses":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(await refused(deep, json)).toMatchObject({ http: 400 });
  });
});
