import { Random } from './random.js';

/** How often each act is chosen. The first letters say who: students, buyers at the cashier, staff, the gateway, time. */
const ACTS = {
  place: 16,
  placeAgain: 6,
  payAgain: 4,
  claim: 5,
  look: 5,
  cancel: 5,
  refund: 6,
  open: 6,
  scan: 5,
  pay: 14,
  payOlder: 3,
  payInTwoTabs: 2,
  staffCancel: 2,
  approve: 6,
  reject: 2,
  consoleRefund: 2,
  consoleClose: 2,
  reprice: 1,
  toggleSale: 2,
  deliver: 9,
  resend: 2,
  falseClose: 2,
  strangeTrade: 1,
  wrongSum: 2,
  breakNotify: 3,
  breakApi: 6,
  forgetClose: 1,
  silence: 2,
  loseRefund: 2,
  lackBalance: 1,
  mend: 5,
  sweep: 7,
  passSeconds: 4,
  passMinutes: 4,
  passIntoGrace: 2,
  passDeadline: 2,
  passDays: 2,
} as const;

export type Act = keyof typeof ACTS;

/** What somebody does. The numbers choose among what is there at that moment, so a shortened plan still makes sense. */
export interface Action {
  act: Act;
  /** In [0, 1). */
  dice: readonly [number, number, number];
}

/** An action that is decided and about to happen; answers what came of it, for the log. */
export type Deed = () => Promise<string>;

/** Acts that happen at the same time, and the moment of the crash in their middle, if there is one. */
export interface Step {
  /** Its place in the whole plan, also in a shortened one. */
  at: number;
  actions: readonly Action[];
  /** Chooses the interleaving of this step. */
  seed: number;
  /** Dies at this many points of commit or call, counted from the step's beginning. */
  dieAtPoint: number | null;
}

/** Things that are rare by themselves and interesting together; each is only a row of ordinary acts. */
const STORIES = [
  ['place', 'pay', 'deliver'],
  ['place', 'pay', 'deliver', 'refund', 'approve', 'sweep', 'passSeconds', 'sweep'],
  ['place', 'open', 'cancel', 'pay', 'deliver', 'sweep'],
  ['place', 'scan', 'falseClose', 'payAgain', 'pay', 'payOlder', 'deliver', 'sweep', 'passSeconds', 'sweep'],
  ['place', 'scan', 'consoleClose', 'deliver', 'payAgain', 'pay', 'deliver'],
  ['place', 'open', 'forgetClose', 'passDeadline', 'sweep', 'pay', 'deliver', 'sweep'],
  ['place', 'open', 'forgetClose', 'passDeadline', 'place', 'pay', 'deliver', 'sweep', 'place'],
  ['place', 'passDeadline', 'sweep', 'placeAgain', 'place'],
  ['place', 'passIntoGrace', 'placeAgain', 'pay', 'deliver'],
  ['place', 'silence', 'passIntoGrace', 'placeAgain', 'mend', 'placeAgain'],
  ['place', 'scan', 'silence', 'cancel', 'mend', 'sweep'],
  ['place', 'pay', 'deliver', 'loseRefund', 'refund', 'approve', 'sweep', 'passMinutes', 'sweep', 'mend'],
  ['place', 'wrongSum', 'deliver', 'passDeadline', 'sweep'],
  ['place', 'pay', 'cancel', 'deliver'],
  [
    'place',
    'open',
    'cancel',
    'pay',
    'deliver',
    'lackBalance',
    'sweep',
    'consoleRefund',
    'deliver',
    'sweep',
    'mend',
    'sweep',
  ],
  ['claim', 'place', 'pay', 'deliver', 'refund', 'approve', 'sweep'],
] as const satisfies readonly (readonly Act[])[];

const STEPS = 30;
const STORY_CHANCE = 0.25;
const TOGETHER_CHANCE = 0.2;
const CRASH_CHANCE = 0.05;
/** Where money and its word change hands, crashes are sought. */
const CRASH_CHANCE_OF: Partial<Record<Act, number>> = {
  deliver: 0.25,
  cancel: 0.15,
  sweep: 0.1,
  approve: 0.1,
  place: 0.08,
};
const LATEST_CRASH_POINT = 6;

/** The whole plan of a seed. */
export function planOf(seed: number): Step[] {
  const random = new Random(seed);
  const steps: Step[] = [];
  while (steps.length < STEPS) {
    const acts: readonly Act[] = random.chance(STORY_CHANCE)
      ? random.pick<readonly Act[]>(STORIES)
      : [random.weighted(ACTS)];
    for (const act of acts) steps.push(stepOf(act, steps.length, random));
  }
  return steps;
}

function stepOf(act: Act, at: number, random: Random): Step {
  const count = random.chance(TOGETHER_CHANCE) ? 1 + random.int(3) : 1;
  const acts = [act, ...Array.from({ length: count - 1 }, () => random.weighted(ACTS))];
  return {
    at,
    actions: acts.map((one) => ({ act: one, dice: [random.next(), random.next(), random.next()] })),
    seed: random.int(2 ** 31),
    // The first points are the likeliest: there are not many in most steps.
    dieAtPoint: random.chance(CRASH_CHANCE_OF[act] ?? CRASH_CHANCE)
      ? 1 + random.int(1 + random.int(LATEST_CRASH_POINT))
      : null,
  };
}
