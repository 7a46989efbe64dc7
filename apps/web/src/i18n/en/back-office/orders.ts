/** Finding orders, and one order in full. */
export const ordersWords = {
  staffOrders: {
    title: 'Orders',
    heading: 'Orders',
    searchLabel: 'Order number, trade number or username',
    status: 'State',
    caption: 'Recent orders, newest first',
    colNumber: 'Order number',
    colUser: 'User',
    colCourses: 'Courses',
    colAmount: 'Total',
    colStatus: 'State',
    colCreated: 'Placed',
    colPaid: 'Paid at',
    colTrade: 'Trade number',
    none: 'No order matches',
    noneText: 'Try another word, or clear the filters.',
    andMore: '{n} in all',
  },
};
