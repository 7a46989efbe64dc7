import type { KeyObject } from 'node:crypto';

import { verifiesRsa2 } from './alipay.sign.js';
import type { Answer } from './answer.parse.js';

/** The members of the outer object: name and raw text of each value, as they stand. */
type Members = ReadonlyMap<string, string>;

/** Why an answer is not believed. */
type EnvelopeFault = 'not-json' | 'answer-missing' | 'unsigned' | 'signature' | 'answer-shape';

const BLANK = /[ \t\r\n]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SCALAR = /[^\s,{}[\]"]+/y;

/**
 * Cuts the outer object of an answer into its members without parsing the values: the signature covers a value's raw
 * text, and any re-serialisation would change it. Quotes and escapes are honoured, braces inside texts do not count.
 * Null unless the text is one object whose names are unique and written without escapes: a second spelling of a name
 * would let the signed member and the parsed one differ.
 */
export function cutMembers(text: string): Members | null {
  const members = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match?.[0] ?? null;
  };
  const takeSign = (sign: string): boolean => {
    take(BLANK);
    if (text[at] !== sign) return false;
    at += 1;
    take(BLANK);
    return true;
  };
  if (!takeSign('{')) return null;
  do {
    const name = take(STRING)?.slice(1, -1);
    if (name === undefined || name.includes('\\') || members.has(name) || !takeSign(':')) return null;
    const end = endOfValue(text, at);
    if (end === null) return null;
    members.set(name, text.slice(at, end));
    at = end;
  } while (takeSign(','));
  return takeSign('}') && at === text.length ? members : null;
}

/** Where the value that starts at `start` ends; null when it does not. */
function endOfValue(text: string, start: number): number | null {
  const first = text[start];
  if (first !== '{' && first !== '[') {
    const pattern = first === '"' ? STRING : SCALAR;
    pattern.lastIndex = start;
    return pattern.test(text) ? pattern.lastIndex : null;
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      STRING.lastIndex = at;
      if (!STRING.test(text)) return null;
      at = STRING.lastIndex - 1;
    } else if (sign === '{' || sign === '[') {
      depth += 1;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** The name under which the gateway answers a method: dots become underscores. */
const responseName = (method: string): string => `${method.replaceAll('.', '_')}_response`;

/**
 * Opens an answer: cuts the signed text out, verifies it, and parses that very text. What alipay-sdk's `exec` returns
 * is parsed from the whole body instead, so a second, differently spelled member could take the signed one's place.
 * Source: Alipay open platform, "verify a synchronous answer".
 */
export function openEnvelope(
  body: string,
  method: string,
  alipayPublicKey: KeyObject,
): { kind: 'answer'; answer: Answer } | { kind: 'fault'; fault: EnvelopeFault } {
  const fault = (name: EnvelopeFault) => ({ kind: 'fault', fault: name }) as const;
  const members = cutMembers(body);
  if (!members) return fault('not-json');
  const signed = members.get(responseName(method));
  if (signed === undefined) return fault('answer-missing');
  const signature = members.get('sign');
  if (signature === undefined) return fault('unsigned');
  if (!verifiesRsa2(signed, textOf(signature), alipayPublicKey)) return fault('signature');
  const answer = textOf(signed);
  return isRecord(answer) ? { kind: 'answer', answer } : fault('answer-shape');
}

function textOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
