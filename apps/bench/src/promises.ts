import type { Server } from './stage/server.ts';
import { type Size, staffId } from './stage/shop.ts';
import { tokenFor } from './stage/token.ts';

/**
 * The local gateway never saw the loaded past, so its bills differ from our books by right; a test of the bills asks it.
 */
const ASKED_OF_THE_BILLS = 'I10';

/** The product's own answer to whether its promises hold, asked as staff do. @returns the broken ones; none is the only good answer */
export async function brokenPromises(server: Server, size: Size): Promise<string[]> {
  const reply = await fetch(`${server.url}/api/admin/invariants/`, {
    headers: { authorization: `jwt ${tokenFor(staffId(size))}` },
  });
  if (!reply.ok) throw new Error(`the invariants could not be asked for: ${reply.status} ${await reply.text()}`);
  const { items } = (await reply.json()) as { items: { name: string; count: number }[] };
  if (items.length === 0) throw new Error('no invariant was told');
  return items
    .filter(({ name, count }) => count > 0 && name !== ASKED_OF_THE_BILLS)
    .map(({ name, count }) => `${name}: ${count}`);
}
