import { type Fen, fen, subtractFen, sumFen } from '@luffy/money';

import { type CouponTerms, shareDiscount } from '../coupon/coupon.rule.js';

export interface PricedLine {
  courseId: number;
  priceFen: Fen;
  realPriceFen: Fen;
}

export interface Price {
  originalFen: Fen;
  discountFen: Fen;
  totalFen: Fen;
  lines: PricedLine[];
}

/** What a basket costs: the server's prices less the coupon's discount, line by line in the order of the basket. */
export function priceBasket(courses: readonly { id: number; price: Fen }[], coupon: CouponTerms | null): Price {
  const lines = courses.map((course) => ({ courseId: course.id, priceFen: course.price }));
  const discounts = coupon ? shareDiscount(coupon, lines) : lines.map(() => fen(0));
  const originalFen = sumFen(lines.map((line) => line.priceFen));
  const discountFen = sumFen(discounts);
  return {
    originalFen,
    discountFen,
    totalFen: subtractFen(originalFen, discountFen),
    lines: lines.map((line, at) => ({ ...line, realPriceFen: subtractFen(line.priceFen, discounts[at] ?? fen(0)) })),
  };
}

/** What the order is called where the student gave no name: the course, or the first of them and how many there are. */
export function subjectOf(courseNames: readonly string[]): string {
  const [first = ''] = courseNames;
  if (courseNames.length === 1) return first;
  const tail = ` 等 ${courseNames.length} 门课程`;
  return [...first].slice(0, 150 - tail.length).join('') + tail;
}
