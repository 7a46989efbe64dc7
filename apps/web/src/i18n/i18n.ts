import { useLocalStorage } from '@vueuse/core';
import { createI18n } from 'vue-i18n';

import { wordFaults } from '../api/api-error.js';
import { zhCN } from './zh-CN.js';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const chosen = useLocalStorage<string>('language', 'zh-CN');

/** Chinese comes with the first page; another language is fetched when somebody chooses it. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN } as Record<Language, typeof zhCN>,
});

wordFaults((code, values) => {
  const key = `fieldFault.${code}`;
  return i18n.global.te(key) ? i18n.global.t(key, values) : null;
});

const WORDS = { en: () => import('./en.js').then(({ en }) => en) };
const STAFF_WORDS = {
  'zh-CN': () => import('./zh-CN/back-office.js').then(({ backOffice }) => backOffice),
  en: () => import('./en/back-office.js').then(({ backOffice }) => backOffice),
};

let isBackOffice = false;
const staffHas = new Set<Language>();

async function fetchWords(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en'))
    i18n.global.setLocaleMessage('en', await WORDS.en());
  if (!isBackOffice || staffHas.has(language)) return;
  i18n.global.mergeLocaleMessage(language, await STAFF_WORDS[language]());
  staffHas.add(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  await fetchWords(language);
  i18n.global.locale.value = language;
  chosen.value = language;
  document.documentElement.lang = language;
}

/** Before the first page of the back office: its words are not in what students load. */
export async function openBackOffice(): Promise<void> {
  isBackOffice = true;
  await fetchWords(i18n.global.locale.value);
}

/** The language of the last visit; Chinese when there was none, or when the other cannot be fetched. */
export async function restoreLanguage(): Promise<void> {
  const language = LANGUAGES.find((known) => known === chosen.value) ?? 'zh-CN';
  await chooseLanguage(language).catch(() => undefined);
}
