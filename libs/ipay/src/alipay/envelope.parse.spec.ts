import { describe, expect, test } from '@jest/globals';
import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';

import { testPair } from '../testing/keys.js';
import { cutMembers, openEnvelope } from './envelope.parse.js';

interface Vector {
  id: string;
  source: { repo: string; commit: string; path: string };
  response_body: string;
  response_key: string;
  expected: string;
}

const vectors = JSON.parse(readFileSync(new URL('./fixtures/answer-text.json', import.meta.url), 'utf8')) as Vector[];

test.each(vectors.map((vector) => [vector.id, vector] as const))(
  'the signed text of %s is cut as Alipay does',
  (_id, vector) => {
    expect(cutMembers(vector.response_body)?.get(vector.response_key)).toBe(vector.expected);
  },
);

const { privateKey, publicKey } = testPair('alipay');
const signed = (text: string): string => sign('sha256', Buffer.from(text), privateKey).toString('base64');
const METHOD = 'alipay.trade.query';
const NAME = 'alipay_trade_query_response';
const PAID = '{"code":"10000","trade_status":"TRADE_SUCCESS"}';
const WAITING = '{"code":"10000","trade_status":"WAIT_BUYER_PAY"}';
const open = (body: string): ReturnType<typeof openEnvelope> => openEnvelope(body, METHOD, publicKey);

describe('an answer is believed', () => {
  test.each([
    ['compact', `{"${NAME}":${PAID},"sign":"${signed(PAID)}"}`],
    ['with the certificate number between', `{"${NAME}":${PAID},"alipay_cert_sn":"ab","sign":"${signed(PAID)}"}`],
    ['with the signature first', `{"sign":"${signed(PAID)}","${NAME}":${PAID}}`],
    ['with blanks and a line end', ` { "${NAME}" : ${PAID} , "sign" : "${signed(PAID)}" }\n`],
    ['with an escaped signature', `{"${NAME}":${PAID},"sign":"${signed(PAID).replaceAll('/', '\\/')}"}`],
  ])('%s', (_form, body) => {
    expect(open(body)).toEqual({ kind: 'answer', answer: { code: '10000', trade_status: 'TRADE_SUCCESS' } });
  });

  test('with slashes escaped, which are signed as they stand', () => {
    const text = '{"code":"10000","url":"https:\\/\\/a.test\\/"}';
    expect(open(`{"${NAME}":${text},"sign":"${signed(text)}"}`)).toMatchObject({ answer: { url: 'https://a.test/' } });
  });
});

describe('an answer is not believed', () => {
  const foreign = sign('sha256', Buffer.from(PAID), testPair('app').privateKey).toString('base64');
  const sha1 = sign('sha1', Buffer.from(PAID), privateKey).toString('base64');
  test.each([
    ['nothing', '', 'not-json'],
    ['null', 'null', 'not-json'],
    ['a page', '<html>502</html>', 'not-json'],
    ['a list', `[${PAID}]`, 'not-json'],
    ['text behind the object', `{"${NAME}":${PAID},"sign":"${signed(PAID)}"}x`, 'not-json'],
    ['an object cut off', `{"${NAME}":${PAID},"sign":"${signed(PAID)}"`, 'not-json'],
    ['the general error, signed', `{"error_response":${PAID},"sign":"${signed(PAID)}"}`, 'answer-missing'],
    [
      'the answer to another method',
      `{"alipay_trade_close_response":${PAID},"sign":"${signed(PAID)}"}`,
      'answer-missing',
    ],
    ['no signature', `{"${NAME}":${PAID}}`, 'unsigned'],
    ['an empty signature', `{"${NAME}":${PAID},"sign":""}`, 'signature'],
    ['a signature that is no text', `{"${NAME}":${PAID},"sign":["${signed(PAID)}"]}`, 'signature'],
    ['a foreign signature', `{"${NAME}":${PAID},"sign":"${foreign}"}`, 'signature'],
    ['a SHA-1 signature', `{"${NAME}":${PAID},"sign":"${sha1}"}`, 'signature'],
    ['a signature with a character that base64 ignores', `{"${NAME}":${PAID},"sign":"${signed(PAID)} "}`, 'signature'],
    ['the signature of another answer', `{"${NAME}":${PAID},"sign":"${signed(WAITING)}"}`, 'signature'],
    [
      'a signed text that is no object',
      `{"${NAME}":"${PAID.length}","sign":"${signed(`"${PAID.length}"`)}"}`,
      'answer-shape',
    ],
    ['the same name twice', `{"${NAME}":${WAITING},"sign":"${signed(WAITING)}","${NAME}":${PAID}}`, 'not-json'],
    [
      'the same name in another spelling',
      `{"${NAME}":${WAITING},"sign":"${signed(WAITING)}","\\u0061${NAME.slice(1)}":${PAID}}`,
      'not-json',
    ],
  ])('%s', (_what, body, fault) => expect(open(body)).toEqual({ kind: 'fault', fault }));
});

test('whatever is signed, the parsed answer is the signed text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const text = JSON.stringify(content);
      const opened = open(`{"${NAME}":${text},"sign":"${signed(text)}"}`);
      expect(opened).toEqual({ kind: 'answer', answer: JSON.parse(text) });
    }),
    { numRuns: 50 },
  );
});

test('no text makes it throw', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('{', '}', '"', '\\', ':', ',', '[', NAME, '"sign"'),
  );
  fc.assert(fc.property(fc.array(part), (parts) => open(parts.join('')).kind === 'fault'));
});

test('a long text inside an answer is no burden', () => {
  const text = JSON.stringify({ code: '10000', long: '\\"'.repeat(100_000) });
  expect(open(`{"${NAME}":${text},"sign":"${signed(text)}"}`).kind).toBe('answer');
});
