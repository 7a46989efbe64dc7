/**
 * How much memory the API's engine may fill before it tidies up. Left alone it sizes itself by the machine and keeps half a
 * gigabyte of rubbish on a large one. A young generation of 8 MB costs a few percent of speed (docs/bench.md); nothing the
 * product does holds half of the old one's limit. The Dockerfile says the same.
 */
export const API_HEAP = ['--max-semi-space-size=8', '--max-old-space-size=512'] as const;
