/** The buyer the cashier's forms are filled with. Any account may log in; these secrets are printed on the page. */
export const DEMO_BUYER = { account: 'buyer@luffy.example', loginPassword: '111111', payPassword: '111111' } as const;
