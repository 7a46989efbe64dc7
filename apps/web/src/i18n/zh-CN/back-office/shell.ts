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
    groupOrders: '交易',
    groupMoney: '资金',
    groupShop: '商城',
    groupRecords: '记录',
  },
};
