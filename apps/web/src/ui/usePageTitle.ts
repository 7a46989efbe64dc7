import { watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

/** The tab's title for a page whose name comes from data; an empty name leaves the route's own title. */
export function usePageTitle(name: () => string | null | undefined): void {
  const { t } = useI18n();
  watchEffect(() => {
    const title = name();
    if (title) document.title = t('brand.title', { page: title });
  });
}
