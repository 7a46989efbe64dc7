import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ERRORS, type ErrorCode } from '@luffy/contracts';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

/** Every refusal has its code, the status and the words of the catalogue, and a number to ask about. */
function expectRefusal(answer: Awaited<ReturnType<World['get']>>, code: ErrorCode): void {
  expect(answer.http).toBe(ERRORS[code].http);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.body).toMatchObject({
    status: ERRORS[code].http,
    code,
    msg: ERRORS[code].text,
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
}

describe('a refusal', () => {
  test.each([
    '/api/nothing',
    '/api/',
    '/api',
    '/api/order/success/x/y',
    '/nothing',
    '/',
    '/api//course',
    '/.env',
    '/api/../main.ts',
  ])('of the unknown path %s', async (path) => {
    expectRefusal(await world.get(path), 'NOT_FOUND');
  });

  test('of a path that can be no path is told as any other', async () => {
    for (const path of [
      '/api/%',
      '/api/course/%FF/',
      `/api/course/${'1'.repeat(5000)}/`,
      `/api/order/${'x'.repeat(201)}/`,
    ]) {
      const { http, body } = await world.get(path, await world.student());
      expect(http).toBeGreaterThanOrEqual(400);
      expect(http).toBeLessThan(500);
      expect(body).toMatchObject({
        status: http,
        code: expect.any(String),
        msg: expect.any(String),
        request_id: expect.any(String),
      });
    }
  });

  test.each([';;;', 'nonsense', 'a/b/c', ''])('of a body of the type %j is told as any other', async (type) => {
    const token = await world.student();
    const { http, body } = await world.ask('POST', '/api/order/pay/', {
      token,
      body: '{}',
      headers: { 'content-type': type },
    });
    expect(http).toBe(415);
    expect(body).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED', request_id: expect.any(String) });
  });

  test('without a login, without the right, and of a form tell what is wrong', async () => {
    const token = await world.student();
    expectRefusal(await world.get('/api/order/'), 'UNAUTHENTICATED');
    expectRefusal(await world.get('/api/admin/orders/', token), 'FORBIDDEN');
    const form = await world.post('/api/order/pay/', token, {
      total_amount: 'x',
      pay_type: 'y',
      courses: 'z',
      more: 1,
    });
    expectRefusal(form, 'VALIDATION');
    expect([...new Set(form.body.fields?.map((fault) => fault.field))].toSorted()).toEqual([
      'courses',
      'more',
      'pay_type',
      'total_amount',
    ]);
  });

  test('of a field has a code, the Chinese word, and what fills a word in another language', async () => {
    const token = await world.token('finance');
    const of = async (path: string, body?: unknown) =>
      (body === undefined ? await world.get(path, token) : await world.post(path, token, body)).body.fields;
    const reason = {
      field: 'reason',
      code: 'TEXT_LENGTH',
      msg: '应为 3 到 256 个字符的文字',
      values: { min: 3, max: 256 },
    };
    expect(await of('/api/admin/differences/1/resolve/', { reason: 'x', more: 1 })).toEqual([
      { field: 'more', code: 'UNKNOWN_FIELD', msg: '不认识的字段' },
      reason,
    ]);
    expect(await of('/api/admin/bills/?month=2026-13')).toEqual([
      { field: 'month', code: 'MONTH_FORM', msg: '应为 yyyy-MM 的月份' },
    ]);
    expect(await of('/api/admin/bills/2026-03-01/differences/?state=x&limit=0')).toEqual([
      { field: 'state', code: 'NOT_OFFERED', msg: '不在可选的范围内' },
      { field: 'limit', code: 'TOO_SMALL', msg: '数值过小' },
    ]);
    expect(await of('/api/admin/reports/daily/?from=2020-01-01&to=2026-01-01')).toEqual([
      { field: 'from', code: 'RANGE_DAYS', msg: '一次最多 366 天', values: { days: 366 } },
    ]);
    // A sentence that the form has of its own stays.
    expect(await of('/api/order/pay/', { total_amount: '1.00', pay_type: 1, courses: [] })).toEqual([
      { field: 'courses', code: 'NOTHING_CHOSEN', msg: '请至少选择一门课程' },
    ]);
  });

  test('has a number of its own each time', async () => {
    const [first, second] = [await world.get('/api/order/'), await world.get('/api/order/')];
    expect(first.body.request_id).not.toBe(second.body.request_id);
  });

  test('repeats nothing of what was sent, and shows nothing of how we work', async () => {
    const body = { total_amount: '<script>hunter2</script>', pay_type: 1, courses: [1] };
    const { text } = await world.post('/api/order/pay/', await world.student(), body);
    expect(text).not.toMatch(/hunter2|stack|node_modules|SELECT|luffy_order/);
  });
});

describe('when the database has a fault', () => {
  test('people hear that it is ours, in words, and nothing of it', async () => {
    const token = await world.student();
    await world.rows('ALTER TABLE luffy_message RENAME TO luffy_message_gone');
    try {
      const answer = await world.get('/api/message/', token);
      expectRefusal(answer, 'INTERNAL');
      expect(answer.text).not.toMatch(/luffy_message|relation/);
    } finally {
      await world.rows('ALTER TABLE luffy_message_gone RENAME TO luffy_message');
    }
  });

  test('a notify is never a fault of ours: it hears failed', async () => {
    await world.rows('ALTER TABLE luffy_notify RENAME TO luffy_notify_gone');
    try {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect(await world.ask('POST', '/api/order/success/', { body: 'a=1', headers })).toMatchObject({
        http: 200,
        text: 'failed',
      });
    } finally {
      await world.rows('ALTER TABLE luffy_notify_gone RENAME TO luffy_notify');
    }
  });
});

describe('what anyone may see', () => {
  test('the process lives and its database answers', async () => {
    expect(await world.get('/health/live')).toMatchObject({ http: 200, body: { status: 100 } });
    expect(await world.get('/health/ready')).toMatchObject({ http: 200, body: { status: 100 } });
  });

  test('the documentation, for people and for programs', async () => {
    expect((await world.get('/docs')).http).toBe(200);
    const { http, text } = await world.get('/openapi.json');
    expect(http).toBe(200);
    expect(Object.keys((JSON.parse(text) as { paths: object }).paths)).toContain('/api/order/pay');
  });

  test('holds no secret of anybody', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    const texts = await Promise.all(
      ['/openapi.json', '/api/course/', `/api/order/success/?out_trade_no=${outTradeNo}`].map(
        async (path) => (await world.get(path)).text,
      ),
    );
    const own = await Promise.all(
      [`/api/order/${outTradeNo}/`, '/api/user/me/', '/api/enrolment/', '/api/order/'].map(
        async (path) => (await world.get(path, token)).text,
      ),
    );
    expect([...texts, ...own].join()).not.toMatch(/password_hash|argon2|2088000000009999|secret of the tests/);
    // The description names what staff may see; no answer to anybody else has it.
    expect([...texts.slice(1), ...own].join()).not.toMatch(/buyer_id|next_query_at/);
    expect(texts.at(-1)).not.toContain(outTradeNo);
  });

  test('carries headers that keep browsers from guessing and framing', async () => {
    expect((await world.get('/api/course/')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
  });
});
