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
