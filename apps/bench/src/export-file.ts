import type { Server } from './stage/server.ts';
import { type Size, staffId } from './stage/shop.ts';
import { tokenFor } from './stage/token.ts';

/** What taking every order of a year as one file costs. Megabytes of memory are the API process's own. */
export interface ExportFile {
  rows: number;
  megabytes: number;
  seconds: number;
  beforeMb: number;
  peakMb: number;
}

const YEAR_DAYS = 366;
const DAY_MS = 86_400_000;
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Takes the file as finance does and reads it to its end, keeping nothing of it. */
export async function exportFile(server: Server, size: Size): Promise<ExportFile> {
  const now = Date.now();
  const beforeMb = server.residentMb();
  server.forgetPeak();
  const began = performance.now();
  const reply = await fetch(
    `${server.url}/api/admin/exports/orders.csv?from=${dayOf(now - (YEAR_DAYS - 1) * DAY_MS)}&to=${dayOf(now)}`,
    { headers: { authorization: `jwt ${tokenFor(staffId(size))}` } },
  );
  if (!reply.ok || !reply.body) throw new Error(`the file was refused: ${reply.status} ${await reply.text()}`);
  let [bytes, lines] = [0, 0];
  for await (const chunk of reply.body) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === NEW_LINE) lines++;
  }
  const seconds = (performance.now() - began) / 1000;
  // Every order is in it, for the year of the past begins a year ago; the first line names the columns.
  if (lines - 1 < size.orders) throw new Error(`the file has ${lines - 1} of ${size.orders} orders`);
  return { rows: lines - 1, megabytes: bytes / 1e6, seconds, beforeMb, peakMb: server.peakMb() };
}

const NEW_LINE = 10;
