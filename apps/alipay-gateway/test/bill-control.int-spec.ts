import { inflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { buy, call, control, newWorld, type World } from './world.js';

const DAY = '2026-03-01';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await buy(world, 'A1', { total_amount: '20.00' });
  world.clock.ms += 60_000;
  await buy(world, 'A2', { total_amount: '99.00' });
  await world.gateway.advance(86_400);
});
afterEach(() => world.gateway.close());

async function download(date = DAY): Promise<Buffer | string> {
  const biz = { bill_type: 'trade', bill_date: date };
  const { response } = await call(world, 'alipay.data.dataservice.bill.downloadurl.query', biz);
  const url = response['bill_download_url'];
  if (typeof url !== 'string') return String(response['sub_code']);
  return (await world.gateway.inject({ url: url.slice(world.gateway.url.length) })).rawPayload;
}

/** The rows of the detail file, which is the first of the zip, without their TABs. */
async function rows(date = DAY): Promise<string[][]> {
  const zip = await download(date);
  if (typeof zip === 'string') return [];
  return contentOf(zip)
    .split('\r\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.trim()));
}

function bytesOf(zip: Buffer): Buffer {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(18)));
}

const contentOf = (zip: Buffer): string => new TextDecoder('gbk').decode(bytesOf(zip));

/** What the zip's directory promises in all. */
function unpackedBytes(zip: Buffer): number {
  let at = zip.readUInt32LE(zip.length - 22 + 16);
  let sum = 0;
  while (zip.readUInt32LE(at) === 0x02014b50) {
    sum += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return sum;
}

/** Number, type, amount and fee of each row. */
const told = async (date = DAY) =>
  (await rows(date)).map((cells) => [cells[1], cells[2], cells[11], cells[22]].join(' '));

const plant = (body: object, day = DAY) => control(world, 'PUT', `/bills/${day}`, body);
const TRUTH = ['A1 交易 20.00 -0.12', 'A2 交易 99.00 -0.59'];

describe('what is planted on a day', () => {
  test('is told by its bill besides and against the truth, with sums that agree, until it is taken back', async () => {
    expect(await told()).toEqual(TRUTH);
    const body = {
      leave_out: ['A1'],
      change: [{ out_trade_no: 'A2', amount: '98.00', fee: '-5.00' }],
      add: [
        { out_trade_no: 'B1', trade_no: 't1', amount: '10.00' },
        { type: 'refund', out_trade_no: 'A2', trade_no: 't2', out_request_no: 'r1', amount: '5.00', at_seconds: 0 },
      ],
    };
    expect(await plant(body)).toMatchObject({ status: 200, json: body });
    expect(await told()).toEqual(['A2 交易 98.00 -5.00', 'B1 交易 10.00 -0.06', 'A2 退款 -5.00 0.03']);
    const zip = await download();
    expect(contentOf(zip as Buffer)).toContain('#交易合计：2笔，商家实收共108.00元');
    expect((await call(world, 'alipay.trade.query', { out_trade_no: 'A2' })).response['total_amount']).toBe('99.00');
    expect((await control(world, 'GET', '/bills')).json).toEqual({ planted: { [DAY]: body } });
    await control(world, 'DELETE', `/bills/${DAY}`);
    expect(await told()).toEqual(TRUTH);
    expect((await control(world, 'GET', '/bills')).json).toEqual({ planted: {} });
  });

  test('is told on a day on which nothing moved, and can leave a day without anything', async () => {
    expect(await download('2026-02-28')).toBe('BILL_NOT_EXIST');
    await plant({ add: [{ out_trade_no: 'B1', trade_no: 't1', amount: '10.00' }] }, '2026-02-28');
    expect(await told('2026-02-28')).toEqual(['B1 交易 10.00 -0.06']);
    await plant({ leave_out: ['A1', 'A2'] });
    expect(await download()).toBe('BILL_NOT_EXIST');
  });

  test.each([
    [DAY, { add: [{ out_trade_no: 'B1', trade_no: 't1', amount: '0.00' }] }],
    [DAY, { add: [{ out_trade_no: 'B,1', trade_no: 't1', amount: '1.00' }] }],
    [DAY, { add: [{ out_trade_no: 'B1', amount: '1.00' }] }],
    [DAY, { add: [{ out_trade_no: 'B1', trade_no: 't1', amount: '1.00', at_seconds: 86_400 }] }],
    [DAY, { change: [{ out_trade_no: 'A1', fee: '1e3' }] }],
    [DAY, { weather: 'rain' }],
    [DAY, []],
    ['2026-02-30', {}],
    ['2026-03', {}],
  ])('is refused when it cannot be read: %s %j', async (day, body) => {
    expect(await plant(body, day)).toMatchObject({ status: 400, json: { reason: 'BAD_BODY' } });
    expect(await told()).toEqual(TRUTH);
  });
});

describe('a spoiled file', () => {
  const spoil = (kind: string) => control(world, 'PUT', '/faults', { bill: { spoil: kind } });

  test.each([
    ['html', (zip: Buffer) => zip.toString('utf8').startsWith('<!doctype html>')],
    ['columns', (zip: Buffer) => !contentOf(zip).includes('商户订单号')],
    ['thousands', (zip: Buffer) => contentOf(zip).includes(',"1,020.00",')],
    ['cut_short', (zip: Buffer) => !contentOf(zip).includes('合计')],
    ['entry_name', (zip: Buffer) => zip.includes('../')],
    [
      'bom',
      (zip: Buffer) =>
        bytesOf(zip)
          .subarray(0, 3)
          .equals(Buffer.from([0xef, 0xbb, 0xbf])),
    ],
    ['bomb', (zip: Buffer) => unpackedBytes(zip) > 100 * zip.length],
  ])('is bad in its own way: %s', async (kind, isBad) => {
    await spoil(kind);
    expect(isBad((await download()) as Buffer)).toBe(true);
    await control(world, 'DELETE', '/faults');
    expect(await told()).toEqual(TRUTH);
  });

  test('of an unknown kind is refused', async () => {
    expect(await spoil('mould')).toMatchObject({ status: 400, json: { reason: 'UNKNOWN_FAULT' } });
  });
});

describe('a refund made in the console', () => {
  const refund = (number: string, body: object) => control(world, 'POST', `/trades/${number}/refund`, body);

  test('moves the money back and owes its notify, as one that the merchant sends', async () => {
    const answer = await refund('A2', { amount: '30.00', out_request_no: 'c1' });
    expect(answer).toMatchObject({
      status: 200,
      json: { trade: { refund_fee: '30.00' }, refunds: [{ out_request_no: 'c1', refund_amount: '30.00' }] },
    });
    expect(await told('2026-03-01')).toEqual(TRUTH);
    await world.gateway.advance(86_400);
    expect(await told('2026-03-02')).toEqual(['A2 退款 -30.00 0.18']);
  });

  test.each([
    ['A2', { amount: '99.01', out_request_no: 'c1' }, 409],
    ['B1', { amount: '1.00', out_request_no: 'c1' }, 409],
    ['A2', { amount: '0.00', out_request_no: 'c1' }, 400],
    ['A2', { amount: '1.00' }, 400],
  ])('of %s with %j is refused with %i', async (number, body, status) => {
    expect((await refund(number, body)).status).toBe(status);
    expect((await control(world, 'GET', '/trades/A2')).json).toMatchObject({ refunds: [] });
  });
});
