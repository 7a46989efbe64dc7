import { readFileSync } from 'node:fs';

/**
 * Rules of this house that no published linter knows, as a local plugin of oxlint (see `jsPlugins` in .oxlintrc.json).
 * A file may be excused by name in house-exceptions.json; house-rules.spec.ts lets that list only shrink.
 */
const { files: EXCUSED } = JSON.parse(readFileSync(new URL('./house-exceptions.json', import.meta.url), 'utf8'));

const SERVER = /(^|\/)(apps\/(api|alipay-gateway)|libs\/[^/]+)\/src\//;
const API_OR_LIB = /(^|\/)(apps\/api|libs\/[^/]+)\/src\//;
const ANY_SOURCE = /(^|\/)(apps|libs)\/[^/]+\/src\//;
const TEST = /(\.(spec|int-spec|e2e)\.ts$)|\/testing(\/|\.ts$)/;
const CLOCK = /\/clock\.ts$/;
const ENVIRONMENT_READER = /\/(config|main)\.ts$/;

function isCallOf(node, object, property) {
  const { callee } = node;
  return callee.type === 'MemberExpression' && callee.object.name === object && callee.property.name === property;
}

/** Makes a rule that sleeps in files it has no business in. */
function rule(name, message, { where, except }, visitorsOf) {
  return {
    meta: { type: 'problem', docs: { description: message } },
    create(context) {
      const path = context.filename.replaceAll('\\', '/');
      const isExcused = (EXCUSED[name] ?? []).some((file) => path === file || path.endsWith(`/${file}`));
      if (isExcused || !where.test(path) || except.some((pattern) => pattern.test(path))) return {};
      return visitorsOf((node) => context.report({ node, message }));
    },
  };
}

const injectedTime = rule(
  'injected-time',
  'Take the time from the clock that was handed in: a moment read here cannot be chosen by a test and does not follow the database.',
  { where: SERVER, except: [CLOCK, TEST] },
  (report) => ({
    NewExpression(node) {
      if (node.callee.name === 'Date' && node.arguments.length === 0) report(node);
    },
    CallExpression(node) {
      if (node.callee.name === 'Date' || isCallOf(node, 'Date', 'now')) report(node);
    },
  }),
);

const configOnlyEnv = rule(
  'config-only-env',
  'Only config.ts and main.ts read process.env: everything else takes a validated value, so that a fault is told at the start.',
  { where: ANY_SOURCE, except: [ENVIRONMENT_READER, TEST] },
  (report) => ({
    MemberExpression(node) {
      if (node.object.name === 'process' && (node.property.name ?? node.property.value) === 'env') report(node);
    },
  }),
);

/** The type annotation of a parameter, also behind a default value or `private readonly`. */
function typeOf(parameter) {
  if (parameter.type === 'TSParameterProperty') return typeOf(parameter.parameter);
  if (parameter.type === 'AssignmentPattern') return typeOf(parameter.left);
  return parameter.typeAnnotation?.typeAnnotation;
}

/** `flag = false` needs no annotation to be a boolean. */
function isBoolean(parameter) {
  const byDefault = parameter.type === 'AssignmentPattern' && typeof parameter.right.value === 'boolean';
  return byDefault || typeOf(parameter)?.type === 'TSBooleanKeyword';
}

const noBooleanParameter = rule(
  'no-boolean-parameter',
  'A call must speak: `close(order, true)` says nothing. Take a named option, a union of words, or write two functions.',
  { where: API_OR_LIB, except: [TEST] },
  (report) => {
    const check = (node) => node.params.filter(isBoolean).forEach(report);
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
      TSDeclareFunction: check,
      TSEmptyBodyFunctionExpression: check,
    };
  },
);

const PARAMETERS_AT_MOST = 5;

const fewParameters = rule(
  'few-parameters',
  `More than ${PARAMETERS_AT_MOST} parameters are a value that has no name yet. (A constructor may be handed more parts: they are told apart by type.)`,
  { where: ANY_SOURCE, except: [TEST] },
  (report) => {
    const check = (node) => {
      const isConstructor = node.parent?.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      if (!isConstructor && node.params.length > PARAMETERS_AT_MOST) report(node);
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
);

export default {
  meta: { name: 'house' },
  rules: {
    'injected-time': injectedTime,
    'config-only-env': configOnlyEnv,
    'no-boolean-parameter': noBooleanParameter,
    'few-parameters': fewParameters,
  },
};
