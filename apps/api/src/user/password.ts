import { hash, verify } from '@node-rs/argon2';

/** argon2 takes 19 MB and a core for some 30 ms each: two at once is what a small server can give without stalling. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next(); // the place is handed over, so `running` stays
    else running--;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password));

/** Compares against a stored hash; against a fresh one of nothing when there is no user, so that time tells nobody. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash === undefined) {
    await hashPassword(password);
    return false;
  }
  return inTurn(() => verify(passwordHash, password));
}
