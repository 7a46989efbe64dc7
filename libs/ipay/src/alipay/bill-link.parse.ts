import { z } from 'zod';

import { type Answer, verdictOf } from './answer.parse.js';

/** Where a day's bill can be fetched, or why it cannot. */
export type BillLink =
  | { kind: 'link'; url: URL }
  | { kind: 'empty' | 'not-ready' }
  | { kind: 'unknown'; cause: string };

const linkAnswer = z.object({ bill_download_url: z.url({ protocol: /^https?$/ }).max(4096) });

/** Alipay's own hosts, of the real gateway and of its sandbox. */
const ALIPAY_HOST = /(^|\.)(alipay|alipaydev)\.com$/;

/**
 * Source: alipay.data.dataservice.bill.downloadurl.query, whose business codes have no ACQ prefix; the spelling of
 * INVAILID_ARGUMENTS is theirs. The answer is signed, the file behind the address is not: an address that leads away
 * from Alipay is never called, or whoever could make the gateway say it would make this server call anything.
 */
export function billLinkOf(answer: Answer, gateway: string): BillLink {
  const verdict = verdictOf(answer);
  if (verdict.kind === 'unknown') return verdict;
  if (verdict.kind === 'refused') {
    if (verdict.reason === 'BILL_NOT_EXIST') return { kind: 'empty' };
    return verdict.reason === 'INVAILID_ARGUMENTS' ? { kind: 'not-ready' } : { kind: 'unknown', cause: verdict.reason };
  }
  const parsed = linkAnswer.safeParse(answer);
  if (!parsed.success) return { kind: 'unknown', cause: 'answer-bill_download_url' };
  const url = new URL(parsed.data.bill_download_url);
  return isOfAlipay(url, new URL(gateway)) ? { kind: 'link', url } : { kind: 'unknown', cause: 'foreign-address' };
}

/** Alipay over TLS, or the very place the signed answer came from. */
function isOfAlipay(url: URL, gateway: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === gateway.origin) return true;
  return url.protocol === 'https:' && url.port === '' && ALIPAY_HOST.test(url.hostname);
}
