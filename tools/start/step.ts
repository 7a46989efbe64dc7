const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;

/** Does one step and prints one line for it, with what it found out and how long it took. */
export async function step<T>(name: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const begun = performance.now();
  const notes: string[] = [];
  const spinner = spin(name);
  const line = (mark: string): string => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    return `${mark} ${name.padEnd(14)} ${`${seconds} s`.padStart(8)}${notes.length > 0 ? `  ${notes.join('; ')}` : ''}`;
  };
  try {
    const result = await work((text) => notes.push(text));
    spinner.end();
    say(line('✓'));
    return result;
  } catch (error) {
    spinner.end();
    say(line('✗'));
    throw error;
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const underWay = new Set<string>();
let frame = 0;
let timer: NodeJS.Timeout | undefined;

/** Steps that run side by side share the one moving line. */
function spin(name: string): { end(): void } {
  if (!process.stdout.isTTY) return { end: () => {} };
  underWay.add(name);
  timer ??= setInterval(() => {
    process.stdout.write(`\r\u001b[K${FRAMES[frame++ % FRAMES.length]} ${[...underWay].join(', ')}`);
  }, FRAME_MS);
  return {
    end: () => {
      underWay.delete(name);
      process.stdout.write('\r\u001b[K');
      if (underWay.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
