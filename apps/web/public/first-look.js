// Before the first paint: the look and the language that were chosen at the last visit, so that neither flashes up wrong.
// A file of its own, because pages of this shop run no script that is written into them.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('language') === 'en') root.lang = 'en';
  } catch {
    // Storage may be forbidden; then the computer's own look is used.
  }
})();
