/** Finding orders, and one order in full. */
export const ordersWords = {
  staffOrders: {
    title: '订单管理',
    heading: '订单',
    searchLabel: '订单号、交易号或用户名',
    status: '状态',
    caption: '最近的订单,新的在前',
    colNumber: '订单号',
    colUser: '用户',
    colCourses: '课程',
    colAmount: '金额',
    colStatus: '状态',
    colCreated: '下单时间',
    colPaid: '付款时间',
    colTrade: '交易号',
    none: '没有符合条件的订单',
    noneText: '换一个关键词,或者清除筛选条件。',
    andMore: '等 {n} 门',
  },
};
