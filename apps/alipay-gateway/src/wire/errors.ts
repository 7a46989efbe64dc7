import { REFUSALS, type RefusalCode } from '../trade.state.js';

/** Faults of the call itself. Source: Alipay open platform, "公共错误码". */
const SUB_CODES = {
  'isv.missing-method': { code: '40001', text: '缺少方法名参数' },
  'isv.missing-app-id': { code: '40001', text: '缺少 app_id 参数' },
  'isv.missing-signature-type': { code: '40001', text: '缺少签名类型参数' },
  'isv.missing-signature': { code: '40001', text: '缺少签名参数' },
  'isv.missing-timestamp': { code: '40001', text: '缺少时间戳参数' },
  'isv.missing-version': { code: '40001', text: '缺少版本参数' },
  'isv.invalid-app-id': { code: '40002', text: '无效的 app_id 参数' },
  'isv.invalid-signature-type': { code: '40002', text: '无效的签名类型' },
  'isv.invalid-timestamp': { code: '40002', text: '非法的时间戳参数' },
  'isv.invalid-version': { code: '40002', text: '无效的版本参数' },
  'isv.invalid-format': { code: '40002', text: '无效的数据格式' },
  'isv.invalid-charset': { code: '40002', text: '字符集错误' },
  'isv.invalid-signature': { code: '40002', text: '无效签名' },
  'isv.invalid-method': { code: '40002', text: '不存在的方法名' },
  'isv.invalid-parameter': { code: '40002', text: '参数无效' },
  'aop.unknow-error': { code: '20000', text: '系统繁忙' },
} as const;

type SubCode = keyof typeof SUB_CODES;

const MESSAGES = {
  '20000': 'Service Currently Unavailable',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
} as const;

/** The four members of every error answer, in the order of the wire. */
export interface GatewayError {
  readonly code: keyof typeof MESSAGES;
  readonly msg: string;
  readonly sub_code: string;
  readonly sub_msg: string;
}

export function gatewayError(subCode: SubCode, text?: string): GatewayError {
  const { code, text: usual } = SUB_CODES[subCode];
  return { code, msg: MESSAGES[code], sub_code: subCode, sub_msg: text ?? usual };
}

/** A rule of the business said no: 40004 with its code. */
export function businessError(code: RefusalCode, text?: string): GatewayError {
  return { code: '40004', msg: MESSAGES['40004'], sub_code: code, sub_msg: text ?? REFUSALS[code] };
}
