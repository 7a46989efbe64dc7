/** How many characters a person sees being counted: code points, as the server counts them. */
export const characters = (text: string): number => [...text].length;
