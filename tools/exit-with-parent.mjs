/**
 * Preloaded into every process that the start launches. The input of such a process is a pipe whose other end only its
 * parent holds: the end of it means that the parent is gone, in whatever way, and nobody is left to stop us.
 */
const GRACE_MS = 4_000;

function leave() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

process.stdin.once('end', leave);
process.stdin.once('error', leave);
process.stdin.resume();
process.stdin.unref?.();
