// The page already shows something: the browser paints it before it reads a large program, which on a slow phone takes
// longer than everything before. The program is fetched meanwhile (modulepreload).
(() => {
  const { entry } = document.currentScript.dataset;
  const start = () => void import(entry);
  // A tab in the background paints nothing.
  if (document.visibilityState === 'hidden') start();
  else requestAnimationFrame(() => setTimeout(start));
})();
