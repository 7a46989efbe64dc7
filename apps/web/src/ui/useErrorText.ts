import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import { useI18n } from 'vue-i18n';

import { type ApiError, asApiError } from '../api/api-error.js';

/**
 * Words for a refusal. The server's own sentence is Chinese and knows most, so Chinese readers get it as it is; other
 * languages get ours for the code, and the server's where we have none.
 */
export function useErrorText(): { sayError: (error: ApiError) => string; tell: (failure: unknown) => void } {
  const { t, te, locale } = useI18n();
  const sayError = (error: ApiError): string => {
    if (locale.value === 'zh-CN' && error.msg !== '') return error.msg;
    const key = `error.${error.code}`;
    if (te(key)) return t(key);
    return error.msg === '' ? t('error.UNREADABLE') : error.msg;
  };
  return {
    sayError,
    /** Says it in passing, for an act that failed while the page itself is fine. */
    tell: (failure) => {
      const error = asApiError(failure);
      if (error.status === 401 && error.code !== 'LOGIN_FAILED') return; // the log-in page is already saying it
      ElMessage({ type: 'error', message: sayError(error), grouping: true, duration: 5_000 });
    },
  };
}
