/** Words around every page of the back office. */
export const shellWords = {
  admin: {
    shell: 'Back office',
    nav: 'Back office navigation',
    toShop: 'To the shop',
    search: 'Search',
    all: 'All',
    clear: 'Clear filters',
    shown: 'Shown: {n}',
    total: '{n} in all',
    totalAbout: 'About {n} in all',
    waiting: ' waiting',
    groupOrders: 'Trade',
    groupMoney: 'Money',
    groupShop: 'Shop',
    groupRecords: 'Records',
  },
};
