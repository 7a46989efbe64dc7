/** A name for one press of a button. `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
export function pressKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
