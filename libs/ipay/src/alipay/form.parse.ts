/** The most a notify or a return may weigh, in bytes. Real ones stay under 4 kB. */
const LARGEST_FORM_BYTES = 65_536;

const MOST_FIELDS = 200;

/** Characters that no form encoder leaves: controls, blanks, and U+FFFD where bytes were not UTF-8. */
const UNFIT_RAW = /[\u0000-\u0020\u007F\uFFFD]/;

const NUL = '\u0000';

/** What tells that a text was encoded at all. */
const ENCODED = /[%+]/;

type Form = { kind: 'form'; fields: ReadonlyMap<string, string> } | { kind: 'malformed'; fault: string };

/**
 * Decodes a form exactly once into flat text fields. Strict where `URLSearchParams` forgives: a broken percent sign or
 * bytes that are not UTF-8 are a fault, not replaced; a repeated or bracketed name is a fault, because parsers disagree
 * about which value counts. Empty values are dropped: they are not part of what Alipay signs.
 */
export function parseForm(text: string): Form {
  if (Buffer.byteLength(text) > LARGEST_FORM_BYTES) return { kind: 'malformed', fault: 'too large' };
  if (UNFIT_RAW.test(text)) return { kind: 'malformed', fault: 'unencoded character' };
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MOST_FIELDS) return { kind: 'malformed', fault: 'too many fields' };
  const seen = new Set<string>();
  const fields = new Map<string, string>();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    const value = decode(cut < 0 ? '' : pair.slice(cut + 1));
    if (name === null || value === null) return { kind: 'malformed', fault: 'wrong encoding' };
    if (name === '' || /[[\]]/.test(name)) return { kind: 'malformed', fault: 'not a flat field' };
    if (seen.has(name)) return { kind: 'malformed', fault: 'repeated field' };
    seen.add(name);
    if (value !== '') fields.set(name, value);
  }
  return fields.size === 0 ? { kind: 'malformed', fault: 'empty' } : { kind: 'form', fields };
}

/** Null where the text is not the form encoding of a UTF-8 text; U+0000 counts as none, no store keeps it. */
function decode(encoded: string): string | null {
  try {
    const text = ENCODED.test(encoded) ? decodeURIComponent(encoded.replaceAll('+', ' ')) : encoded;
    return text.includes(NUL) || !text.isWellFormed() ? null : text;
  } catch {
    return null;
  }
}

/** The merchant's number in a form that may be anything, for logs only: null unless it is one and says one thing. */
export function outTradeNoIn(text: string): string | null {
  if (Buffer.byteLength(text) > LARGEST_FORM_BYTES) return null;
  const [number, ...others] = new Set(new URLSearchParams(text).getAll('out_trade_no'));
  return number !== undefined && others.length === 0 && /^[\w-]{1,64}$/.test(number) ? number : null;
}
