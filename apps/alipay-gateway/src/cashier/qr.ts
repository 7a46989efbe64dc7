/// <reference path="./qrcode.d.ts" />
import qrcode from 'qrcode';

import { trusted, type Markup } from '../platform/markup.js';

/** Draws a QR code as one path, with the quiet zone of four modules that scanners need. */
export function qrSvg(text: string, label: string): Markup {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      // A run of dark modules is one stroke, which keeps the drawing small and without seams.
      const from = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > from) path += `M${from + 4} ${row + 4}h${column - from}v1H${from + 4}z`;
    }
  }
  const side = size + 8;
  return trusted(
    `<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges">` +
      `<rect width="${side}" height="${side}" fill="#fff"/><path fill="#10233f" d="${path}"/></svg>`,
  );
}
