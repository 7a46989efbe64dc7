import { fen, yuanFromFen } from '@luffy/money';

type Facts = Readonly<Record<string, unknown>>;

/** An amount told with an event or a message, in yuan: as text under its name, or in fen under `<name>_fen`. */
export function amountFact(facts: Facts, name: string): string | null {
  const text = facts[name];
  if (typeof text === 'string' && /^\d+(\.\d{1,2})?$/.test(text)) return text;
  const amount = facts[`${name}_fen`];
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 && amount <= 9_999_999_999
    ? yuanFromFen(fen(amount))
    : null;
}

/** A text told with an event or a message; null when it is none. */
export function textFact(facts: Facts, name: string): string | null {
  const text = facts[name];
  return typeof text === 'string' && text !== '' ? text : null;
}
