/** Scripts of the pages, as text so that the built gateway is code only. Every page also works without them. */

/** Counts down, notices that the phone paid, keeps a button from being pressed twice. */
export const CASHIER_SCRIPT = `'use strict';
const main = document.querySelector('main[data-face]');
const two = (value) => String(value).padStart(2, '0');
const clockText = (seconds) => {
  const days = Math.floor(seconds / 86400), hours = Math.floor((seconds % 86400) / 3600);
  const rest = two(Math.floor((seconds % 3600) / 60)) + ':' + two(seconds % 60);
  return (days > 0 ? days + ' 天 ' : '') + (days > 0 || hours > 0 ? two(hours) + ':' : '') + rest;
};
const clock = document.querySelector('[data-left]');
if (clock) {
  const end = performance.now() + Number(clock.dataset.left) * 1000;
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = clockText(left);
    clock.classList.toggle('soon', left <= 60);
    if (left === 0) { clearInterval(timer); setTimeout(() => location.replace(location.pathname), 1000); }
  }, 500);
}
const back = document.querySelector('[data-back]');
if (back) {
  let left = Number(back.dataset.back);
  setInterval(() => { left = Math.max(0, left - 1); back.textContent = String(left); }, 1000);
}
if (main && (main.dataset.face === 'login' || main.dataset.face === 'confirm')) {
  setInterval(async () => {
    try {
      const answer = await fetch(main.dataset.watch, { cache: 'no-store' });
      const state = await answer.json();
      if (state.face && state.face !== main.dataset.face) location.replace(main.dataset.watch.replace(/\\/state$/, ''));
    } catch { /* The gateway is away for a moment; the next look will tell. */ }
  }, 2000);
}
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', () => {
    for (const button of form.querySelectorAll('button')) setTimeout(() => { button.disabled = true; }, 0);
  });
}
addEventListener('pageshow', () => { for (const button of document.querySelectorAll('button')) button.disabled = false; });
`;

/** The console's buttons: each calls one control route, then shows the page anew. */
export const CONSOLE_SCRIPT = `'use strict';
const said = document.querySelector('.done');
const call = async (method, url, body) => {
  said.textContent = '正在处理…';
  try {
    const answer = await fetch(url, { method, headers: body === undefined ? {} : { 'content-type': 'application/json' }, body });
    if (answer.ok) { location.reload(); return; }
    said.textContent = (await answer.json()).msg;
  } catch { said.textContent = '网关没有回答'; }
};
for (const button of document.querySelectorAll('button[data-url]')) {
  button.addEventListener('click', () => call(button.dataset.method, button.dataset.url, button.dataset.body));
}
document.querySelector('#faults-save').addEventListener('click', () => {
  call('PUT', '/control/faults', document.querySelector('#faults').value);
});
`;
