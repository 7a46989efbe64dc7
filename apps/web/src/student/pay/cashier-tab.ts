/** Where the cashier opens: `elsewhere` when this page stays as it is, `here` when it is being left. */
export type CashierPlace = 'elsewhere' | 'here';

export interface CashierTab {
  readonly go: (payUrl: string) => CashierPlace;
  /** Nothing to pay after all. */
  readonly drop: () => void;
}

export interface Browser {
  /** Opens an empty tab; null when the browser does not let it. */
  readonly openTab: () => Pick<Window, 'close' | 'closed' | 'opener' | 'location' | 'document'> | null;
  readonly leaveFor: (address: string) => void;
  /** A phone has one page at a time: the cashier replaces this one there. */
  readonly isOneTab: boolean;
}

/**
 * Makes room for the cashier while a press is being handled: a tab opened later, when the order is placed, would be
 * taken for an advertisement. Blocked, closed meanwhile, or on a phone, the cashier opens in this tab.
 */
export function reserveTab(browser: Browser, waitingText: string): CashierTab {
  const tab = browser.isOneTab ? null : browser.openTab();
  if (tab) {
    tab.opener = null; // the cashier must not be able to move this page
    tab.document.title = waitingText;
    tab.document.body.textContent = waitingText;
  }
  return {
    go(payUrl) {
      if (tab && !tab.closed) {
        tab.location.replace(payUrl);
        return 'elsewhere';
      }
      browser.leaveFor(payUrl);
      return 'here';
    },
    drop: () => tab?.close(),
  };
}

export const thisBrowser = (): Browser => ({
  openTab: () => window.open('', '_blank'),
  leaveFor: (address) => window.location.assign(address),
  isOneTab: !window.matchMedia('(min-width: 900px) and (pointer: fine)').matches,
});
