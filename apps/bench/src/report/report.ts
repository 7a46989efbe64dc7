import type { Findings } from '../bench.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { StartTime } from '../start-times.ts';
import type { Machine } from './machine.ts';

/** What the figures are written into; the words between them are the file's own and stay. */
const BEGIN = '<!-- measured: written by the bench command -->';
const END = '<!-- end of what was measured -->';

/** The file with its measured part replaced. @throws when the marks are gone: then nobody knows what may be overwritten */
export function withFigures(file: string, figures: string): string {
  const [from, to] = [file.indexOf(BEGIN), file.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the marks of the measured part are missing');
  return `${file.slice(0, from + BEGIN.length)}\n\n${figures.trim()}\n\n${file.slice(to)}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const whole = (value: number): string => value.toFixed(0);
const ratio = (value: number): string => value.toFixed(2);
const verdict = (value: number, target: number | undefined): string =>
  target === undefined ? '' : `${target.toFixed(2)} ${value >= target ? 'met' : '**missed**'}`;

/** Everything that was found, as tables. */
export function figuresOf(findings: Findings, starts: Record<'cold' | 'warm', StartTime>, machine: Machine): string {
  return [
    `Measured on ${machine.date} on commit \`${machine.commit}\`: ${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres}. ${machine.pace}`,
    '### Against the limit',
    limits(findings),
    costs(findings),
    '### Two processes',
    workers(findings),
    '### Memory',
    `${findings.minute.seconds} seconds of whole purchases on 32 connections, the sweeps on and the local gateway answering them: ${findings.minute.purchases} purchases, ${findings.minute.errors} errors, the API's peak was ${whole(findings.minute.peakMb)} MB (target 220: ${findings.minute.peakMb <= 220 ? 'met' : '**missed**'}).`,
    '### Growth',
    ...findings.growth.map((growth) => grown(growth)),
    '### Where the time goes',
    'Share of the busy time of the API process (V8 profiler, idle left out).',
    profiles(findings),
    '### Start',
    start('an empty data folder, everything built', starts.cold, 60),
    start('the same folder again', starts.warm, 5),
    findings.errors.length === 0
      ? 'No request failed, and the invariants held on every database afterwards.'
      : `**What went wrong:**\n\n${findings.errors.map((error) => `- ${error}`).join('\n')}`,
  ].join('\n\n');
}

function limits({ limits: rows }: Findings): string {
  return table(
    ['scenario', 'bare /s', 'product /s', 'ratio', 'target', 'bare p50, p99 ms', 'product p50, p99 ms'],
    rows.map(({ scenario, bare, product }) => [
      scenario.title,
      whole(bare.rate),
      whole(product.rate),
      ratio(product.rate / bare.rate),
      verdict(product.rate / bare.rate, scenario.target),
      `${bare.p50}, ${bare.p99}`,
      `${product.p50}, ${product.p99}`,
    ]),
  );
}

function costs({ limits: rows }: Findings): string {
  return table(
    ['processor seconds for 1,000', 'bare', 'product', 'PostgreSQL under bare', 'PostgreSQL under the product'],
    rows.map(({ scenario, bare, product }) => [
      scenario.title,
      ratio(bare.cpuPer1000),
      ratio(product.cpuPer1000),
      ratio(bare.databaseCpuPer1000),
      ratio(product.databaseCpuPer1000),
    ]),
  );
}

function workers({ workers: rows }: Findings): string {
  return table(
    ['scenario', 'one /s', 'two /s', 'ratio', 'target'],
    rows.map(({ scenario, one, two }) => [
      scenario.title,
      whole(one.rate),
      whole(two.rate),
      ratio(two.rate / one.rate),
      verdict(two.rate / one.rate, 1),
    ]),
  );
}

function grown({ orders, loadedInSeconds, rates, search, alone, file }: Findings['growth'][number]): string {
  const rows = rates.map(({ scenario, small, grown: big }) => [
    scenario.title,
    whole(small.rate),
    whole(big.rate),
    ratio(big.rate / small.rate),
    verdict(big.rate / small.rate, 0.9),
  ]);
  const found = `Staff search over ${orders.toLocaleString('en')} orders, six kinds of it in turn: one person at a time p50 ${alone.p50} ms, 97.5 of 100 within ${alone.p97_5} ms (target 50: ${alone.p97_5 <= 50 ? 'met' : '**missed**'}); 32 at once without a pause p50 ${search.p50} ms, 97.5 of 100 within ${search.p97_5} ms (${search.p97_5 <= 50 ? 'met' : '**missed**'}).`;
  const taken = `Every order of the year as one file: ${file.rows.toLocaleString('en')} lines, ${whole(file.megabytes)} MB in ${whole(file.seconds)} s; the API held ${whole(file.beforeMb)} MB before, and ${whole(file.peakMb)} MB at most meanwhile.`;
  return `${orders.toLocaleString('en')} orders (loaded in ${whole(loadedInSeconds)} s):\n\n${table(['scenario', '10,000 /s', `${orders.toLocaleString('en')} /s`, 'ratio', 'target'], rows)}\n\n${found}\n\n${taken}`;
}

function profiles({ profiles: found }: Findings): string {
  const kinds = [...(found[0]?.shares.keys() ?? [])];
  const share = (value: number | undefined): string => `${((value ?? 0) * 100).toFixed(0)}%`;
  return table(
    ['', ...found.map(({ scenario }: { scenario: Scenario }) => scenario.name)],
    kinds.map((kind) => [kind, ...found.map(({ shares }) => share(shares.get(kind)))]),
  );
}

function start(what: string, { seconds, steps }: StartTime, target: number): string {
  const verdictOf = seconds <= target ? 'met' : '**missed**';
  return `With ${what}: ${seconds.toFixed(1)} s (target ${target}: ${verdictOf}).\n\n\`\`\`text\n${steps.join('\n')}\n\`\`\``;
}
