import { z } from 'zod';

const flag = (fallback: '0' | '1') =>
  z
    .enum(['0', '1'])
    .default(fallback)
    .transform((value) => value === '1');
const seconds = (fallback: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(fallback);
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const httpUrl = z.url({ protocol: /^https?$/ }).refine((url) => !url.includes('?'), 'must carry no query of its own');

/** Alipay accepts no return or notify address of more than 256 characters (alipay.trade.page.pay). */
const callbackUrl = httpUrl.max(256);

const schema = z
  .object({
    NODE_ENV: z.string().default('development'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port(8000),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    JWT_SECRET: z.string().min(32),
    PUBLIC_URL: httpUrl.optional(),
    RETURN_URL: callbackUrl.optional(),
    NOTIFY_URL: callbackUrl.optional(),
    ALIPAY_APP_ID: z.string().regex(/^\d{16}$/, 'must be 16 digits'),
    ALIPAY_SELLER_ID: z.string().regex(/^2088\d{12}$/, 'must be 2088 and 12 digits'),
    ALIPAY_GATEWAY: httpUrl,
    ALIPAY_APP_PRIVATE_KEY_FILE: z.string().min(1).optional(),
    ALIPAY_PUBLIC_KEY_FILE: z.string().min(1).optional(),
    /** What Alipay's contract with the seller says; 60 is 0.60 percent, its usual rate. Bills are checked against it. */
    ALIPAY_FEE_BASIS_POINTS: z.coerce.number().int().min(0).max(1000).default(60),
    ORDER_TTL_SECONDS: seconds(1800),
    GRACE_SECONDS: z.coerce.number().int().min(0).max(86_400).default(60),
    RATE_LIMIT: flag('1'),
    TRUST_PROXY: z.string().optional(),
    SWEEP_SECONDS: z.coerce.number().int().min(1).max(3600).default(5),
    DEMO: z.enum(['0', '1']).optional(),
    WORKERS: z.coerce.number().int().min(1).max(64).default(1),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Folder of the built SPA; unset: the API serves no pages. */
    WEB_DIST: z.string().optional(),
  })
  .transform((env) => {
    const publicUrl = (
      env.PUBLIC_URL ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`
    ).replace(/\/+$/, '');
    return {
      ...env,
      PUBLIC_URL: publicUrl,
      RETURN_URL: env.RETURN_URL ?? `${publicUrl}/pay/success`,
      NOTIFY_URL: env.NOTIFY_URL ?? `${publicUrl}/api/order/success/`,
      DEMO: env.DEMO === undefined ? env.NODE_ENV !== 'production' : env.DEMO === '1',
      TRUST_PROXY: env.TRUST_PROXY?.split(',').map((address) => address.trim()),
    };
  })
  .superRefine((config, context) => {
    if (config.NODE_ENV !== 'production') return;
    const refuse = (name: string, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
    if (!config.ALIPAY_GATEWAY.startsWith('https://')) refuse('ALIPAY_GATEWAY', 'must be https in production');
    if (config.DEMO) refuse('DEMO', 'must be 0 in production');
  });

export type AppConfig = Readonly<z.output<typeof schema>>;

/** The injection token of the configuration. */
export const APP_CONFIG = Symbol('AppConfig');

/** Every fault of the environment at once: the variables' names and what is wrong, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and checks the environment; an empty value counts as absent. @throws ConfigError naming every bad variable. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): AppConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${faultOf(issue)}`);
  throw new ConfigError(`The environment is not usable:\n${[...new Set(faults)].join('\n')}`);
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is required';
  return issue.code === 'custom' ? issue.message : issue.message.replace(/, received .*/, '');
}
