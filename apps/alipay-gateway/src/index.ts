export { createGateway, startGateway, type Gateway, type GatewayLogger, type GatewayOptions } from './gateway.js';
export type { NotifyTrigger } from './notify.js';
export type { GatewayClock } from './platform/clock.js';
export type { RandomBytes } from './platform/numbers.js';
export type { Post, PostRequest } from './platform/post.js';
export type { SlashEscaping } from './sign.js';
