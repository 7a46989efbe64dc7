/**
 * How much memory the API's engine may fill before it tidies up. Left alone it sizes itself by the machine and keeps half a
 * gigabyte of rubbish on a large one. The Dockerfile says the same.
 */
export const API_HEAP = ['--max-semi-space-size=8', '--max-old-space-size=512'] as const;

/**
 * The threads that sign and compile would each get a heap of their own from the C library, which hands little of it back;
 * one for all of them keeps the peak some megabytes lower. Other C libraries ignore the name.
 */
export const API_MALLOC = { MALLOC_ARENA_MAX: '1' } as const;
