type Facts = Readonly<Record<string, unknown>>;

/** An amount in yuan told with an event or a message; null when it is none. */
export function amountFact(facts: Facts, name: string): string | null {
  const text = facts[name];
  return typeof text === 'string' && /^\d+(\.\d{1,2})?$/.test(text) ? text : null;
}

/** A text told with an event or a message; null when it is none. */
export function textFact(facts: Facts, name: string): string | null {
  const text = facts[name];
  return typeof text === 'string' && text !== '' ? text : null;
}

/** An instant told with a message, ISO 8601; null when it is none. */
export function instantFact(facts: Facts, name: string): string | null {
  const text = textFact(facts, name);
  return text === null || Number.isNaN(Date.parse(text)) ? null : text;
}

const NAMES_TOLD = 3;

/** Names told with a message, the first three of them; what is more becomes an ellipsis. */
export function namesFact(facts: Facts, name: string): string[] {
  const list: unknown = facts[name];
  const names = Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string' && one !== '') : [];
  return names.length > NAMES_TOLD ? [...names.slice(0, NAMES_TOLD), '…'] : names;
}
