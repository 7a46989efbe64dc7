/**
 * Where to go after logging in: a path of this shop, or the catalogue. `?next=` is written by whoever made the link, so
 * another origin (`//evil`, `/\evil`, `https:`), a control character or the log-in page itself is not followed.
 */
export function safeNextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2_000) return '/';
  // Browsers drop tabs and line breaks and read a backslash as a slash, so "/\t/evil" and "/\evil" leave the origin.
  if (!/^\/(?![/\\])/.test(next) || /[\u0000-\u0020\u007f\\]/.test(next)) return '/';
  const here = 'https://shop.invalid';
  let url: URL;
  try {
    url = new URL(next, here);
  } catch {
    return '/';
  }
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  if (/^\/(login|register)\/?$/i.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
