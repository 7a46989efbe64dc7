export {
  type Fen,
  addFen,
  fen,
  fenFromYuan,
  percentOf,
  shareByLargestRemainder,
  subtractFen,
  sumFen,
  yuanFromFen,
} from './fen.js';
