/**
 * How much memory the API's engine may fill before it tidies up. Left alone it sizes itself by the machine and keeps half a
 * gigabyte of rubbish on a large one. The Dockerfile says the same.
 */
export const API_HEAP = ['--max-semi-space-size=8', '--max-old-space-size=512'] as const;
