import { useLocalStorage, usePreferredDark } from '@vueuse/core';
import { computed, type ComputedRef, watchEffect } from 'vue';

const chosen = useLocalStorage<'system' | 'light' | 'dark'>('theme', 'system');
const THEME_COLOR = { light: '#ffffff', dark: '#1b1e24' } as const;

interface Theme {
  readonly isDark: ComputedRef<boolean>;
  readonly toggle: () => void;
}

/** Light or dark: the computer's choice until the reader makes one. */
export function useTheme(): Theme {
  const prefersDark = usePreferredDark();
  const isDark = computed(() => (chosen.value === 'system' ? prefersDark.value : chosen.value === 'dark'));
  return {
    isDark,
    // Choosing what the computer prefers is following it again.
    toggle: () => (chosen.value = isDark.value === prefersDark.value ? (isDark.value ? 'light' : 'dark') : 'system'),
  };
}

/** Keeps the document in the chosen look; called once, by the application. */
export function applyTheme({ isDark }: Theme): void {
  watchEffect(() => {
    const theme = isDark.value ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.classList.toggle('dark', isDark.value); // Element Plus looks here
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.setAttribute('content', THEME_COLOR[theme]);
  });
}
