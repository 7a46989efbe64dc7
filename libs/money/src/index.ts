export {
  type Fen,
  addFen,
  fen,
  fenFromYuan,
  percentOf,
  shareByLargestRemainder,
  signedFenFromYuan,
  subtractFen,
  sumFen,
  yuanFromFen,
  yuanFromSum,
} from './fen.js';
