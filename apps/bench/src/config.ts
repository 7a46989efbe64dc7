/** What a program that is started here gets of this one's environment: nothing that configures the product leaks in. */
export const inherited = (): Record<string, string> => ({ PATH: process.env['PATH'] ?? '' });
