/** Why money goes back, as text keys. */
export const REFUND_KINDS: Readonly<Record<string, string>> = {
  student: 'refundKind.student',
  staff: 'refundKind.staff',
  duplicate: 'refundKind.duplicate',
  late: 'refundKind.late',
  external: 'refundKind.external',
};
