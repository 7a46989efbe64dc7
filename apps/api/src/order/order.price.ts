import { type Fen, fen, sumFen } from '@luffy/money';

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

/** What a basket costs: the server's prices, line by line in the order of the basket. */
export function priceBasket(courses: readonly { id: number; price: Fen }[]): Price {
  const originalFen = sumFen(courses.map((course) => course.price));
  return {
    originalFen,
    discountFen: fen(0),
    totalFen: originalFen,
    lines: courses.map((course) => ({ courseId: course.id, priceFen: course.price, realPriceFen: course.price })),
  };
}

/** What the order is called where the student gave no name: the course, or the first of them and how many there are. */
export function subjectOf(courseNames: readonly string[]): string {
  const [first = ''] = courseNames;
  if (courseNames.length === 1) return first;
  const tail = ` 等 ${courseNames.length} 门课程`;
  return [...first].slice(0, 150 - tail.length).join('') + tail;
}
