export {
  type FakeCall,
  FakeChannel,
  type FakeChannelOptions,
  type FakeMode,
  type FakePayment,
  type FakeTrade,
} from './fake.channel.js';
