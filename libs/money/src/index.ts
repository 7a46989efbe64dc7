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
} from './fen.js';
