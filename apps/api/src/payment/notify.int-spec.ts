import { createHash } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let token: string;
let outTradeNo: string;
beforeAll(async () => void (world = await World.open()));
beforeEach(async () => {
  token = await world.student();
  outTradeNo = await world.place(token, [1], '99.00');
  world.channel.pay(outTradeNo);
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

interface Kept {
  verified: boolean;
  verdict: string;
  answer: string;
  checks: { check: string; passed: boolean }[];
  body: Buffer;
  body_sha256: string;
  out_trade_no: string | null;
}

const kept = async (): Promise<Kept> => {
  const [row] = await world.rows<Kept>('SELECT * FROM luffy_notify ORDER BY id DESC LIMIT 1');
  if (!row) throw new Error('nothing was kept');
  return row;
};
const alerts = () => world.rows<{ kind: string; subject: string }>('SELECT kind, subject FROM luffy_alert ORDER BY id');
const signed = (change: Record<string, string | undefined> = {}) => world.channel.notifyBody(outTradeNo, change);
const FORM = 'application/x-www-form-urlencoded; text/html; charset=UTF-8';
const send = (body: string | Buffer, contentType = FORM) =>
  world.ask('POST', '/api/order/success/', { body, headers: { 'content-type': contentType } });

/** Sends what must be answered with `failed`, and shows that only the log (and, where asked, the alerts) grew. */
async function failed(body: string | Buffer, except: string[] = []): Promise<Kept> {
  const before = await world.snapshot(['luffy_notify', ...except]);
  const answer = await send(body);
  expect({ http: answer.http, text: answer.text }).toEqual({ http: 200, text: 'failed' });
  expect(await world.snapshot(['luffy_notify', ...except])).toBe(before);
  return kept();
}

describe('a genuine notify', () => {
  test('pays the order: trade number, time of payment and access, and is kept word for word', async () => {
    const body = signed();
    const answer = await send(body);
    expect(answer).toMatchObject({
      http: 200,
      text: 'success',
      headers: { 'content-type': expect.stringMatching(/^text\/plain/) },
    });
    const trade = world.channel.tradeOf(outTradeNo);
    expect(await world.orderRow(outTradeNo)).toMatchObject({
      order_status: 1,
      trade_no: trade?.tradeNo,
      pay_time: trade?.paidAt,
    });
    expect(await world.payments(outTradeNo)).toMatchObject([
      { state: 'succeeded', disposition: 'applied', buyer_id: '2088000000009999', next_query_at: null },
    ]);
    expect(await world.courses(token)).toEqual([1]);
    const row = await kept();
    expect(row).toMatchObject({ verified: true, verdict: 'settled', answer: 'success', out_trade_no: outTradeNo });
    expect(row.body.toString('latin1')).toBe(body);
    expect(row.body_sha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect(row.checks.map(({ check }) => check)).toEqual([
      'form',
      'sign_type',
      'app_id',
      'signature',
      'seller_id',
      'out_trade_no',
      'total_amount',
      'notify_type',
      'trade_no',
    ]);
    expect(row.checks.every(({ passed }) => passed)).toBe(true);
  });

  test('again, word for word or with another notify number, changes nothing and is answered with success', async () => {
    await send(signed());
    const before = await world.snapshot(['luffy_notify']);
    for (const body of [signed(), signed({ notify_id: 'another' }), signed({ trade_status: 'TRADE_FINISHED' })]) {
      expect((await send(body)).text).toBe('success');
      expect((await kept()).verdict).toBe('repeat');
    }
    expect(await world.snapshot(['luffy_notify'])).toBe(before);
  });

  test('that says TRADE_FINISHED pays as well', async () => {
    expect((await send(signed({ trade_status: 'TRADE_FINISHED' }))).text).toBe('success');
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
  });

  test('with fields nobody told us of, or without those that may be missing, still pays', async () => {
    expect(
      (
        await send(
          signed({ fund_bill_list: '[{"amount":"99.00","fundChannel":"+%&="}]', 新字段: '🐋', buyer_id: undefined }),
        )
      ).text,
    ).toBe('success');
    expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: 'applied', buyer_id: null }]);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded;charset=utf-8',
    'APPLICATION/X-WWW-FORM-URLENCODED ; text/html',
    FORM,
  ])('is read as %s', async (type) => {
    expect((await send(signed(), type)).text).toBe('success');
  });

  test.each(['/api/order/success', '/api/order/success/', '/api/order/success/?x=1'])(
    'is received at %s',
    async (path) => {
      expect((await world.ask('POST', path, { body: signed(), headers: { 'content-type': FORM } })).text).toBe(
        'success',
      );
    },
  );

  test('fifty times at once pays once, and all of them hear success', async () => {
    const body = signed();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(body)));
    expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set(['success']));
    expect(await world.story(outTradeNo)).toEqual(['placed', 'paid']);
    expect(await world.courses(token)).toEqual([1]);
    const verdicts = await world.rows<{ verdict: string; n: number }>(
      'SELECT verdict, count(*)::int AS n FROM luffy_notify WHERE out_trade_no = $1 GROUP BY 1 ORDER BY 1',
      [outTradeNo],
    );
    expect(verdicts).toEqual([
      { verdict: 'repeat', n: 49 },
      { verdict: 'settled', n: 1 },
    ]);
  });
});

describe('a notify that is malformed', () => {
  const bodies: [string, () => string | Buffer][] = [
    ['with a repeated key', () => `${signed()}&total_amount=0.01`],
    ['with the same key and value twice', () => `${signed()}&app_id=2021000000000001`],
    ['with an array', () => `${signed()}&a[]=1`],
    ['with a nested field', () => `${signed()}&a[b]=1`],
    ['with an encoded array', () => `${signed()}&a%5Bb%5D=1`],
    ['with wrong percent signs', () => `${signed()}&x=%ZZ`],
    ['with bytes that are no UTF-8', () => `${signed()}&x=%FF%FE`],
    ['with raw wrong bytes', () => Buffer.concat([Buffer.from(`${signed()}&x=`), Buffer.from([0xff, 0xfe])])],
    ['with U+0000', () => `${signed()}&x=%00`],
    ['with nothing', () => ''],
    ['with only separators', () => '&&&'],
    ['in JSON', () => JSON.stringify({ out_trade_no: outTradeNo, trade_status: 'TRADE_SUCCESS' })],
    ['with three hundred fields', () => `${signed()}&${Array.from({ length: 300 }, (_, at) => `f${at}=1`).join('&')}`],
  ];
  test.each(bodies)('%s is refused, kept, and changes nothing', async (_what, body) => {
    const row = await failed(body());
    expect(row).toMatchObject({ verified: false, answer: 'failed' });
    expect(['malformed', 'sign-type', 'signature']).toContain(row.verdict);
  });

  test('in a form of another type is refused', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await send(signed(), type);
      expect({ http: answer.http, text: answer.text }).toEqual({ http: 200, text: 'failed' });
      expect(await kept()).toMatchObject({ verdict: 'malformed' });
    }
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    await send(signed());
  });

  test.each(['', ';;;', 'nonsense', 'a/b/c', '  '])(
    'whose content type is %j never hears success and breaks nothing',
    async (type) => {
      const answer = await send(signed(), type);
      expect(answer.http).toBeLessThan(500);
      expect(answer.text).not.toBe('success');
      expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    },
  );

  test('of 60 kB is judged, of more than 64 kB is refused unread', async () => {
    const row = await failed(`${signed()}&x=${'y'.repeat(60_000)}`);
    expect(row).toMatchObject({ verdict: 'signature', verified: false });
    expect(row.body).toHaveLength(2048);
    expect((await send(signed({ x: 'y'.repeat(60_000) }))).text).toBe('success');
    expect((await send('x'.repeat(65_537))).http).toBe(413);
  });
});

describe('a notify that is not the channel’s word to us', () => {
  test('with SHA-1, no or another kind of signature is refused before anything else', async () => {
    for (const kind of ['RSA', undefined, 'rsa2', 'RSA2 ']) {
      const row = await failed(signed({ sign_type: kind }));
      expect(row).toMatchObject({ verdict: 'sign-type', verified: false });
      expect(row.checks.at(-1)).toMatchObject({ check: 'sign_type', passed: false });
    }
  });

  test('for another app is refused unverified and raises no alert', async () => {
    const row = await failed(signed({ app_id: '2021000000000002' }));
    expect(row).toMatchObject({ verdict: 'app-id', verified: false });
    expect(await failed(signed({ app_id: undefined }))).toMatchObject({ verdict: 'app-id' });
  });

  test('that was forged or altered is refused', async () => {
    const body = signed();
    for (const forged of [
      body.replace('total_amount=99.00', 'total_amount=98.00'),
      body.replace(/sign=[^&]+/, 'sign=AAAA'),
      body.replace(/&?sign=[^&]+/, ''),
      `${body}&extra=1`,
      body.replace(outTradeNo, 'f'.repeat(32)),
      body.replace(/trade_no=2026/, 'trade_no=2027'),
    ]) {
      expect(forged).not.toBe(body);
      expect(await failed(forged)).toMatchObject({ verdict: 'signature', verified: false });
    }
  });
});

describe('a genuine notify that disagrees with our books', () => {
  test('about another seller is refused, with an alert, and a genuine one still pays', async () => {
    const row = await failed(signed({ seller_id: '2088000000000002' }), ['luffy_alert']);
    expect(row).toMatchObject({ verdict: 'seller', verified: true });
    expect(row.checks.at(-1)).toMatchObject({ check: 'seller_id', passed: false });
    expect(await alerts()).toContainEqual({ kind: 'notify_suspicious', subject: outTradeNo });
    expect((await send(signed())).text).toBe('success');
  });

  test('about a seller that is not named is refused the same way', async () => {
    expect(await failed(signed({ seller_id: undefined }), ['luffy_alert'])).toMatchObject({
      verdict: 'seller',
      verified: true,
    });
  });

  test('about an order that does not exist is refused', async () => {
    for (const number of ['f'.repeat(32), undefined, 'x'.repeat(300), "'; --", '鲸']) {
      const row = await failed(signed({ out_trade_no: number }), ['luffy_alert']);
      expect(row).toMatchObject({ verdict: 'unknown-order', verified: true });
    }
  });

  test('about another seller and a number longer than any of ours is still kept', async () => {
    const row = await failed(signed({ seller_id: '2088000000000002', out_trade_no: 'x'.repeat(300) }), ['luffy_alert']);
    expect(row).toMatchObject({ verdict: 'seller', verified: true });
  });

  test.each(['98.99', '99.01', '0.01', '0.00', '9900', '99.000', '-99.00', '9.9e1', ' 99.00', undefined])(
    'about the amount %j is refused, with an alert',
    async (amount) => {
      const row = await failed(signed({ total_amount: amount }), ['luffy_alert']);
      expect(row).toMatchObject({ verdict: 'amount', verified: true });
      expect(await alerts()).toContainEqual({ kind: 'notify_suspicious', subject: outTradeNo });
      expect((await send(signed({ total_amount: '99' }))).text).toBe('success');
    },
  );

  test.each(['batch_refund_notify', 'TRADE_STATUS_SYNC', undefined])('of the type %j is refused', async (type) => {
    expect(await failed(signed({ notify_type: type }))).toMatchObject({ verdict: 'notify-type', verified: true });
  });

  test('about the trade of another payment is refused, with an alert', async () => {
    const other = await world.bought([1], '99.00');
    const row = await failed(signed({ trade_no: world.channel.tradeOf(other.outTradeNo)?.tradeNo }), ['luffy_alert']);
    expect(row).toMatchObject({ verdict: 'trade-no', verified: true });
    expect(await alerts()).toContainEqual({ kind: 'notify_suspicious', subject: outTradeNo });
    expect((await send(signed())).text).toBe('success');
  });

  test('about a second trade for a payment that is settled is refused, with an alert, and never refunded by itself', async () => {
    await send(signed());
    const row = await failed(signed({ trade_no: '2026030222001000000000009999' }), ['luffy_alert']);
    expect(row).toMatchObject({ verdict: 'trade-no', verified: true });
    await world.sweep();
    expect(await world.payments(outTradeNo)).toHaveLength(1);
    expect(world.channel.calls.refund).toBe(0);
  });

  test.each([undefined, 'x'.repeat(65)])('about the trade %j is refused and kept', async (tradeNo) => {
    expect(await failed(signed({ trade_no: tradeNo }), ['luffy_alert'])).toMatchObject({
      verdict: 'trade-no',
      verified: true,
    });
    expect((await send(signed())).text).toBe('success');
  });

  test('eight times over raises one alert', async () => {
    for (let time = 0; time < 8; time++) await send(signed({ total_amount: '1.00' }));
    expect((await alerts()).filter((alert) => alert.subject === outTradeNo)).toHaveLength(1);
  });
});
