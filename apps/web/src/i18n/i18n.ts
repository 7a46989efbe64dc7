import { useLocalStorage } from '@vueuse/core';
import { createI18n } from 'vue-i18n';

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

export async function chooseLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { en } = await import('./en.js');
    i18n.global.setLocaleMessage('en', en);
  }
  i18n.global.locale.value = language;
  chosen.value = language;
  document.documentElement.lang = language;
}

/** The language of the last visit; Chinese when there was none, or when the other cannot be fetched. */
export async function restoreLanguage(): Promise<void> {
  const language = LANGUAGES.find((known) => known === chosen.value) ?? 'zh-CN';
  await chooseLanguage(language).catch(() => undefined);
}
