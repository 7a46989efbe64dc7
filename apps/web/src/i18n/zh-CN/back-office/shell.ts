/** Words around every page of the back office. */
export const shellWords = {
  admin: {
    shell: '管理后台',
    nav: '后台导航',
    toShop: '返回商城',
    search: '搜索',
    all: '全部',
    clear: '清除条件',
    shown: '已显示 {n} 条',
    total: '共 {n} 条',
    totalAbout: '约 {n} 条',
    waiting: ' 件等待处理',
    groupOrders: '交易',
    groupMoney: '资金',
    groupShop: '商城',
    groupRecords: '记录',
  },
};
