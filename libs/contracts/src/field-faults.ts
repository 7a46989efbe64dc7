/**
 * What can be wrong with one field of a request: permanent code, and a word for a person, whose slots the answer's
 * `values` fill. Add codes; never rename or reuse one. A client chooses its own word by the code.
 */
export const FIELD_FAULTS = {
  UNKNOWN_FIELD: '不认识的字段',
  MALFORMED: '格式不对',
  TEXT: '应为文字',
  TEXT_LENGTH: '应为 {min} 到 {max} 个字符的文字',
  TEXT_TOO_LONG: '文字过长',
  WHOLE_NUMBER: '应为整数',
  TOO_SMALL: '数值过小',
  TOO_LARGE: '数值过大',
  AMOUNT_FORM: '金额应为不超过两位小数的非负数',
  AMOUNT_NOTHING: '退款金额应大于 0',
  COURSES_OR_AMOUNT: '课程与金额只能选择一种',
  INSTANT_FORM: '应为带时区的 ISO 8601 时间',
  DAY_FORM: '应为 yyyy-MM-dd 的日期',
  MONTH_FORM: '应为 yyyy-MM 的月份',
  RANGE_ORDER: '范围的起点不能在终点之后',
  RANGE_DAYS: '一次最多 {days} 天',
  NOT_OFFERED: '不在可选的范围内',
  LIST: '应为列表',
  NOTHING_CHOSEN: '请至少选择一项',
  TOO_MANY: '选择的项目过多',
  REPEATED: '有重复的项目',
  USERNAME_FORM: '用户名应为 3 到 32 个字母、数字、汉字或 _ . @ -',
  PASSWORD_LENGTH: '密码应为 8 到 128 个字符',
  PRICE_ABOVE_ORIGINAL: '现价不能高于原价 {amount} 元,请同时修改原价',
  ORIGINAL_BELOW_PRICE: '原价不能低于现价 {amount} 元',
  COLUMN_UNKNOWN: '没有这一列:{name}',
  CURSOR: '不是这个列表给出的位置',
} as const satisfies Record<string, string>;

export type FieldFaultCode = keyof typeof FIELD_FAULTS;
