import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';

import pg from 'pg';

import {
  BUYER_AND_COURSES,
  CLAIM_QUESTION,
  COURSES,
  OWN_ORDERS,
  PLACE,
  POLL,
  SEARCH_AMOUNT,
  SEARCH_COURSE,
  SEARCH_TEXT,
  SETTLE,
} from './statements.ts';

/**
 * The practical limit: what the product does for a student who does nothing wrong, in the fewest steps that keep the same
 * rows, checks and signatures. No framework, no refusals in words, no second look. Nobody could run a shop on it.
 */
const env = process.env as Record<string, string>;
const pool = new pg.Pool({ connectionString: env['DATABASE_URL'] as string, max: 20 });
const appKey = createPrivateKey(readFileSync(env['ALIPAY_APP_PRIVATE_KEY_FILE'] as string));
const gatewayKey = createPublicKey(readFileSync(env['ALIPAY_PUBLIC_KEY_FILE'] as string));
const secret = env['JWT_SECRET'] as string;
const signAsync = promisify(sign);

interface Holder {
  userId: number;
  issuedAt: number;
}

/** Whom a token names; its signature, its maker and its end are checked. */
function holderOf(request: IncomingMessage): Holder | null {
  const [header, payload, signature] = (request.headers.authorization ?? '').slice(4).split('.');
  if (!header || !payload || !signature) return null;
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, string | number>;
  const isOurs =
    claims['iss'] === 'luffy' && claims['aud'] === 'luffy-api' && Number(claims['exp']) * 1000 > Date.now();
  return isOurs ? { userId: Number(claims['sub']), issuedAt: Number(claims['iat']) } : null;
}

const isEnded = (holder: Holder, validFrom: Date | null | undefined): boolean =>
  validFrom === undefined || (validFrom !== null && holder.issuedAt * 1000 < validFrom.getTime());

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Answer = string | object | null;

async function placeOrder(request: IncomingMessage): Promise<Answer> {
  const holder = holderOf(request);
  const body = JSON.parse((await bodyOf(request)).toString()) as { courses: number[]; total_amount: string };
  if (!holder) return null;
  const { rows } = await pool.query<{ tokens_valid_from: Date | null; id: number; name: string; fen: number }>({
    ...BUYER_AND_COURSES,
    values: [holder.userId, body.courses],
  });
  const total = (rows.reduce((sum, course) => sum + course.fen, 0) / 100).toFixed(2);
  if (rows.length !== body.courses.length || isEnded(holder, rows[0]?.tokens_valid_from) || total !== body.total_amount)
    return null;
  const now = new Date();
  const outTradeNo = now.getTime().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const expiresAt = new Date(Math.ceil(now.getTime() / 1000) * 1000 + 1_800_000);
  const subject = rows.map((course) => course.name).join('、');
  await pool.query({
    ...PLACE,
    values: [
      subject,
      total,
      outTradeNo,
      holder.userId,
      now,
      expiresAt,
      rows.map((course) => course.id),
      rows.map((course) => (course.fen / 100).toFixed(2)),
      rows.map((course) => course.name),
      `user:${holder.userId}`,
      JSON.stringify({ total_amount_fen: Number(total) * 100 }),
    ],
  });
  return {
    status: 100,
    msg: '下单成功',
    out_trade_no: outTradeNo,
    pay_url: await signedLink(outTradeNo, total, subject, expiresAt),
    expires_at: expiresAt,
  };
}

const beijing = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

async function signedLink(outTradeNo: string, amount: string, subject: string, expiresAt: Date): Promise<string> {
  const fields: Record<string, string> = {
    app_id: env['ALIPAY_APP_ID'] as string,
    biz_content: JSON.stringify({
      out_trade_no: outTradeNo,
      total_amount: amount,
      subject,
      product_code: 'FAST_INSTANT_TRADE_PAY',
      time_expire: beijing(expiresAt),
    }),
    charset: 'utf-8',
    method: 'alipay.trade.page.pay',
    notify_url: 'http://127.0.0.1/api/order/success/',
    return_url: 'http://127.0.0.1/pay/success',
    sign_type: 'RSA2',
    timestamp: beijing(new Date()),
    version: '1.0',
  };
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const signature = await signAsync('RSA-SHA256', Buffer.from(text), appKey);
  return `http://127.0.0.1/gateway.do?${new URLSearchParams({ ...fields, sign: signature.toString('base64') }).toString()}`;
}

async function receiveNotify(request: IncomingMessage): Promise<Answer> {
  const raw = await bodyOf(request);
  const fields = Object.fromEntries(new URLSearchParams(raw.toString()));
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const isGenuine =
    fields['app_id'] === env['ALIPAY_APP_ID'] &&
    verify('RSA-SHA256', Buffer.from(text), gatewayKey, Buffer.from(fields['sign'] ?? '', 'base64'));
  if (!isGenuine || fields['seller_id'] !== env['ALIPAY_SELLER_ID'] || fields['trade_status'] !== 'TRADE_SUCCESS')
    return 'failed';
  const { rows } = await pool.query<{ paid: number }>({
    ...SETTLE,
    values: [
      fields['out_trade_no'],
      fields['total_amount'],
      fields['trade_no'],
      `${fields['gmt_payment']}+08`,
      fields['buyer_id'],
      new Date(),
      '[{"check":"signature","passed":true}]',
      fields['notify_id'],
      JSON.stringify({ 'user-agent': request.headers['user-agent'] ?? '' }),
      createHash('sha256').update(raw).digest('hex'),
      raw,
    ],
  });
  return rows[0]?.paid === 1 ? 'success' : 'failed';
}

interface Looked {
  tokens_valid_from: Date | null;
  id: string;
  order_status: number;
  user_id: string;
  askable: boolean;
}

async function poll(request: IncomingMessage, query: URLSearchParams): Promise<Answer> {
  const holder = holderOf(request);
  if (!holder) return null;
  const { rows } = await pool.query<Looked>({
    ...POLL,
    values: [holder.userId, query.get('out_trade_no'), new Date()],
  });
  const [order] = rows;
  if (isEnded(holder, order?.tokens_valid_from)) return null;
  if (order?.order_status === 1) return { status: 100, msg: '订单支付成功' };
  if (order?.askable && Number(order.user_id) === holder.userId)
    await pool.query({ ...CLAIM_QUESTION, values: [order.id, new Date()] });
  return { status: 101, msg: '订单还未支付' };
}

const listOf = (items: string | null | undefined): string =>
  `{"status":100,"msg":"成功","items":${items ?? '[]'},"next_cursor":null}`;

async function ownOrders(request: IncomingMessage): Promise<Answer> {
  const holder = holderOf(request);
  if (!holder) return null;
  const { rows } = await pool.query<{ tokens_valid_from: Date | null; items: string | null }>({
    ...OWN_ORDERS,
    values: [holder.userId],
  });
  return isEnded(holder, rows[0]?.tokens_valid_from) ? null : listOf(rows[0]?.items);
}

async function courses(): Promise<Answer> {
  return listOf((await pool.query<{ items: string }>(COURSES)).rows[0]?.items);
}

async function search(request: IncomingMessage, query: URLSearchParams): Promise<Answer> {
  const holder = holderOf(request);
  if (!holder) return null;
  const [q, course] = [query.get('q'), query.get('course_id')];
  const [statement, values] =
    q !== null
      ? ([SEARCH_TEXT, [q, /^\d{1,15}$/.test(q) ? q : null]] as const)
      : course !== null
        ? ([SEARCH_COURSE, [query.get('order_status'), course]] as const)
        : ([SEARCH_AMOUNT, [query.get('order_status'), query.get('amount_from')]] as const);
  const { rows } = await pool.query<{ roles: string[]; items: string | null }>({
    ...statement,
    values: [holder.userId, ...values],
  });
  return rows[0]?.roles.includes('admin') ? listOf(rows[0].items) : null;
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const isPost = request.method === 'POST';
  switch (url.pathname) {
    case '/api/order/pay/':
      return placeOrder(request);
    case '/api/order/success/':
      return isPost ? receiveNotify(request) : poll(request, url.searchParams);
    case '/api/order/':
      return ownOrders(request);
    case '/api/course/':
      return courses();
    case '/api/admin/orders/':
      return search(request, url.searchParams);
    default:
      return null;
  }
}

function reply(response: ServerResponse, result: Answer): void {
  const isText = typeof result === 'string' && !result.startsWith('{');
  response.writeHead(result === null ? 400 : 200, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
  });
  response.end(typeof result === 'string' ? result : JSON.stringify(result));
}

const server = createServer((request, response) => {
  answer(request).then(
    (result) => reply(response, result),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      reply(response, null);
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`listening http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
