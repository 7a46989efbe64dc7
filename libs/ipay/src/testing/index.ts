export { type FakeBillRow, type ZipEntry, billLines, billZip, fakeFee, gbk, zipOf } from './fake.bill.js';
export {
  type FakeCall,
  FakeChannel,
  type FakeChannelOptions,
  type FakeMode,
  type FakePayment,
} from './fake.channel.js';
export type { FakeFields, FakeTrade } from './fake.notify.js';
