/** The part of qrcode 1.5 that is used; the package brings no types. */
declare module 'qrcode' {
  export interface QrCode {
    /** One byte a module, row by row; not 0 is dark. */
    readonly modules: { readonly size: number; readonly data: Uint8Array };
  }
  const qrcode: { create(text: string, options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): QrCode };
  export default qrcode;
}
