import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';

export interface PortWish {
  /** The variable that chooses another one. */
  name: string;
  host: string;
  port: number;
}

/** @returns a sentence that names who has the port, or undefined when it is free */
export async function portFault({ name, host, port }: PortWish): Promise<string | undefined> {
  const code = await refusalToListen(host, port);
  if (code === undefined) return undefined;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user: choose another with ${name}=${port + 8000}.`;
  if (code !== 'EADDRINUSE') return `Nothing can listen on ${host}:${port} (${code}): check HOST and ${name}.`;
  const holder = holderOf(port);
  const who = holder ? `${holder.name} (pid ${holder.pid})` : 'another program';
  const next = port < 65_535 ? port + 1 : port - 1;
  return `Port ${port} is in use by ${who}: end it or choose another with ${name}=${next}.`;
}

function refusalToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((fulfil) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => fulfil(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => fulfil(undefined)));
  });
}

/** Linux tells which socket listens, and whose it is; elsewhere, and for another user's process, nobody knows. */
function holderOf(port: number): { name: string; pid: number } | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of list('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const handle of list(`/proc/${pid}/fd`)) {
      const target = attempt(() => readlinkSync(`/proc/${pid}/fd/${handle}`)) ?? '';
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode && inodes.has(inode)) {
        return { pid: Number(pid), name: nameOf(pid) };
      }
    }
  }
  return undefined;
}

/** The program's file name; what `comm` says is the name of a thread, which Node calls MainThread. */
function nameOf(pid: string): string {
  const command = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
  return basename(command.split(/[\0 ]/)[0] ?? '').replace(/:$/, '') || 'a program';
}

const LISTENING = '0A';

function listeningInodes(table: string, port: number): string[] {
  const rows = (attempt(() => readFileSync(table, 'utf8')) ?? '').split('\n').slice(1);
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[1]?.endsWith(suffix) && row[3] === LISTENING)
    .map((row) => row[9] ?? '');
}

function list(folder: string): string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

/** Processes come and go while one looks, and some may not be looked at. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
