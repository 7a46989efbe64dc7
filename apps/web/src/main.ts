import './ui/tokens.css';
import './ui/base.css';

import { createApp } from 'vue';

import App from './App.vue';
import { i18n, restoreLanguage } from './i18n/i18n.js';
import { createShopRouter } from './router/index.js';

await restoreLanguage();
createApp(App).use(i18n).use(createShopRouter()).mount('#app');
