import './ui/tokens.css';
import './ui/base.css';
import './ui/first-paint.css';

import { createApp } from 'vue';

import App from './App.vue';
import { i18n, restoreLanguage } from './i18n/i18n.js';
import { createShopRouter } from './router/index.js';

/** A turn in which the browser may show and do other things. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

await restoreLanguage();
// Reading this program has taken a slow phone a good while: what index.html drew is shown before drawing goes on.
await breath();
createApp(App).use(i18n).use(createShopRouter()).mount('#app');
