import { commandOf, lineageOf } from '../postgres/process.ts';

export interface Link {
  pid: number;
  parent: number;
  startedAt: string;
}

const PACKAGE_MANAGER = /(^|[/\\\s])(pnpm|npm|npx|pnpx|corepack)(-cli)?(\.[cm]?js|\.exe)?(\s|$|@)/;
const COMMAND_SHELL = /^\S*(sh|bash|dash|ash|zsh|busybox)(\s+-\w+)*\s+-\w*c\s/;

/**
 * The processes from us up to the outermost package manager that launched us: neither npx nor the shells between pass a
 * signal on, so the end of one of them is the only sign that somebody wanted us to end. Empty when node was run by hand.
 */
export function launchersOf(pid: number): Link[] {
  const chain: Link[] = [];
  let length = 0;
  let current = pid;
  while (chain.length < 16) {
    const lineage = lineageOf(current);
    if (!lineage) break;
    chain.push({ pid: current, ...lineage });
    if (current !== pid && PACKAGE_MANAGER.test(firstWords(current))) length = chain.length;
    if (lineage.parent < 2) break;
    const command = commandOf(lineage.parent);
    if (!PACKAGE_MANAGER.test(firstWords(lineage.parent)) && !COMMAND_SHELL.test(`${command} `)) break;
    current = lineage.parent;
  }
  return chain.slice(0, length);
}

/** A path or word that only an argument far behind holds says nothing about what the process is. */
function firstWords(pid: number): string {
  return commandOf(pid).split(' ').slice(0, 2).join(' ');
}

/** Whether the chain is still as it was; the parent of the outermost one is none of our business. */
export function isUnbroken(chain: readonly Link[]): boolean {
  return chain.every((link, at) => {
    const now = lineageOf(link.pid);
    if (!now || now.startedAt !== link.startedAt) return false;
    return at === chain.length - 1 || now.parent === link.parent;
  });
}
