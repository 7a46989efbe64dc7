import { build } from './build.ts';
import { endChildrenWithUs } from './test/command.ts';

/** Builds what is measured, then measures it. Options go through: --growth 1000000,10000000, --rounds 5, --seconds 4, --smoke. */
endChildrenWithUs();
await build({ only: ['libs/money', 'libs/contracts', 'libs/ipay', 'apps/alipay-gateway', 'apps/api', 'apps/web'] });
await import('../apps/bench/src/main.ts');
