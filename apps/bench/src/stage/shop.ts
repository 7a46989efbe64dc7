/** Who and what the measured shops are: known to the loader, to both servers and to the load. */
export const SHOP = {
  appId: '9021000000000001',
  sellerId: '2088000000000001',
  jwtSecret: 'a secret of the measured shops, thirty-two characters at least',
} as const;

/**
 * How many of everything a shop has. Students come in three groups, one behind the other, so that no scenario meets
 * another one's orders: those with a history, those who buy (twice as many pairs with courses as any run can use), and
 * one member of staff.
 */
export interface Size {
  /** Orders of the past, nearly all of them paid; what "growth" grows. */
  orders: number;
  /** Orders that wait for their notify. */
  waiting: number;
}

export const COURSES = 200;
/** Buyers without any order. Each buys a course once, so there are `BUYERS * COURSES` different purchases. */
export const BUYERS = 20_000;
/** A student of the past has this many orders. */
const ORDERS_A_STUDENT = 10;

export const studentsOf = (size: Size): number => Math.max(1, Math.ceil(size.orders / ORDERS_A_STUDENT));

/** Ids of users: the past first, then the buyers, then those who wait for a notify, then staff. */
export const firstBuyer = (size: Size): number => studentsOf(size) + 1;
export const firstWaiter = (size: Size): number => firstBuyer(size) + BUYERS;
/** Every waiting order has a student of its own up to this many; then they wait for several courses. */
export const WAITERS = 20_000;
export const staffId = (size: Size): number => firstWaiter(size) + WAITERS;

/** Order numbers are 32 hex characters; the past, and what waits, are told apart by their first digits. */
export const pastNumber = (index: number): string => `0a${index.toString(16).padStart(30, '0')}`;
export const waitingNumber = (index: number): string => `0b${index.toString(16).padStart(30, '0')}`;
export const tradeNumber = (index: number): string => `20260101220000${String(index).padStart(14, '0')}`;

/** A course costs its number in yuan and 99 fen. */
export const priceOf = (courseId: number): string => `${courseId}.99`;
