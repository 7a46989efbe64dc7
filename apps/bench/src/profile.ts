import { press, type Step } from './load.ts';
import type { Server } from './stage/server.ts';

/** What V8 tells of a run: a tree of functions, and which of them was seen running how often. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Kinds of work, the first that fits: by the file or, for what V8 gives no file, by the function's own name. */
const KINDS: readonly (readonly [kind: string, fits: RegExp])[] = [
  ['signature (RSA)', /internal\/crypto\/(sig|keys)/],
  [
    'token (JWT)',
    /\/(jsonwebtoken|jws|jwa|passport|passport-jwt|@nestjs\/passport|ecdsa-sig-formatter)\/|internal\/crypto\/hash/,
  ],
  ['validation', /\/(class-validator|class-transformer|zod|validator)\//],
  ['database driver', /\/(pg|pg-pool|pg-protocol|pg-types|postgres-[a-z]+|typeorm)\//],
  [
    'framework',
    /\/(@nestjs|fastify|@fastify|rxjs|helmet|find-my-way|avvio|light-my-request|secure-json-parse|fast-[a-z-]+|pino|reflect-metadata|process-warning)\//,
  ],
  ['our code', /\/(apps|libs)\/[a-z-]+\/dist\//],
  ['garbage collection', /^\(garbage collector\)$/],
  [
    'sockets',
    /^(writev|writeUtf8String|writeLatin1String|writeBuffer|readStart|shutdown)$|node:net|stream_base_commons|internal\/streams/,
  ],
  ['HTTP of Node', /node:_http|node:http|parserOn/],
  ['the rest of Node', /./],
];

/** Shares of the busy time of a process, by kind of work; they sum to 1. Idle time is no work. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const kindById = new Map(
    nodes.map(({ id, callFrame: { functionName, url } }) => [id, kindOf(functionName, url)] as const),
  );
  const times = new Map(KINDS.map(([kind]) => [kind, 0]));
  let busy = 0;
  samples.forEach((id, at) => {
    const kind = kindById.get(id);
    if (kind === undefined) return;
    const time = timeDeltas[at] ?? 0;
    times.set(kind, (times.get(kind) ?? 0) + time);
    busy += time;
  });
  return new Map([...times].map(([kind, time]) => [kind, busy === 0 ? 0 : time / busy]));
}

function kindOf(functionName: string, url: string): string | undefined {
  if (functionName === '(idle)') return undefined;
  // The innermost package counts: everything lies under apps/ or node_modules/.pnpm somewhere.
  const file = url.replace(/^.*\/node_modules\//, '/');
  return KINDS.find(([, fits]) => fits.test(functionName) || (url !== '' && fits.test(file)))?.[0];
}

/** Presses a server that was started with `--inspect` and tells what it was busy with. */
export async function profile(server: Server, steps: readonly Step[], seconds: number): Promise<Map<string, number>> {
  if (server.debugger === null) throw new Error('the server was not started with --inspect');
  const session = await Session.open(server.debugger);
  try {
    await session.send('Profiler.enable');
    await session.send('Profiler.start');
    await press(server.url, steps, { seconds });
    const { profile: seen } = (await session.send('Profiler.stop')) as { profile: CpuProfile };
    return sharesOf(seen);
  } finally {
    session.close();
  }
}

/** The part of the Chrome DevTools protocol that is needed here: a question and its answer. */
class Session {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
      if (id !== undefined) this.#waiting.get(id)?.(result);
    });
  }

  static async open(url: string): Promise<Session> {
    const socket = new WebSocket(url);
    await new Promise((opened, failed) => {
      socket.addEventListener('open', opened, { once: true });
      socket.addEventListener('error', failed, { once: true });
    });
    return new Session(socket);
  }

  send(method: string): Promise<unknown> {
    const id = ++this.#last;
    this.#socket.send(JSON.stringify({ id, method }));
    return new Promise((answered) => this.#waiting.set(id, answered));
  }

  close(): void {
    this.#socket.close();
  }
}
