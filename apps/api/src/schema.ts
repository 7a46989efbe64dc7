import { CreateGatewayCall1767225600021 } from '../migrations/1767225600021-create-gateway-call.js';
import { AddI101767225600022 } from '../migrations/1767225600022-add-i10.js';
import { AddReportIndexes1767225600020 } from '../migrations/1767225600020-add-report-indexes.js';
import { ReadOnlyWhatIsDue1767225600024 } from '../migrations/1767225600024-read-only-what-is-due.js';
import { SearchFromIndexes1767225600026 } from '../migrations/1767225600026-search-from-indexes.js';
import { TellWaitingDifferences1767225600025 } from '../migrations/1767225600025-tell-waiting-differences.js';
import { CreateBill1767225600009 } from '../migrations/1767225600009-create-bill.js';
import { CreateBackOffice1767225600010 } from '../migrations/1767225600010-create-back-office.js';
import { CreateCoursePrice1767225600011 } from '../migrations/1767225600011-create-course-price.js';
import { CreateBasketAndProgress1767225600007 } from '../migrations/1767225600007-create-basket-and-progress.js';
import { AddEndOfSessions1767225600008 } from '../migrations/1767225600008-add-end-of-sessions.js';
import { CreateInvariants1767225600006 } from '../migrations/1767225600006-create-invariants.js';
import { CreateOrder1767225600002 } from '../migrations/1767225600002-create-order.js';
import { CreatePayment1767225600003 } from '../migrations/1767225600003-create-payment.js';
import { CreateCoupon1767225600004 } from '../migrations/1767225600004-create-coupon.js';
import { CreateRefund1767225600005 } from '../migrations/1767225600005-create-refund.js';
import { CreateUserAndCourse1767225600001 } from '../migrations/1767225600001-create-user-and-course.js';
import { Alert } from './alert/alert.entity.js';
import { Message } from './alert/message.entity.js';
import { Audit } from './audit/audit.entity.js';
import { BasketItem } from './basket/basket-item.entity.js';
import { Idempotency } from './checkout/idempotency.entity.js';
import { CouponRecord } from './coupon/coupon-record.entity.js';
import { Coupon } from './coupon/coupon.entity.js';
import { CoursePrice } from './course/course-price.entity.js';
import { Course } from './course/course.entity.js';
import { Enrolment } from './enrolment/enrolment.entity.js';
import { OrderEvent } from './event/order-event.entity.js';
import { LessonProgress } from './learning/lesson-progress.entity.js';
import { OrderNote } from './order/note.entity.js';
import { OrderDetail } from './order/order-detail.entity.js';
import { Order } from './order/order.entity.js';
import { Notify } from './payment/notify.entity.js';
import { GatewayCall } from './payment/gateway-call.entity.js';
import { Payment } from './payment/payment.entity.js';
import { BillLineRow } from './reconciliation/bill-line.entity.js';
import { Bill } from './reconciliation/bill.entity.js';
import { BillDifference } from './reconciliation/difference.entity.js';
import { RefundLine } from './refund/refund-line.entity.js';
import { Refund } from './refund/refund.entity.js';
import { User } from './user/user.entity.js';

/** The tables and how they came to be. Lists, not patterns: what runs in production is what stands here. */
export const SCHEMA = {
  entities: [
    User,
    Course,
    CoursePrice,
    Order,
    OrderDetail,
    OrderEvent,
    Payment,
    Notify,
    GatewayCall,
    Enrolment,
    Idempotency,
    Alert,
    Message,
    Coupon,
    CouponRecord,
    Refund,
    RefundLine,
    Audit,
    OrderNote,
    BasketItem,
    LessonProgress,
    Bill,
    BillLineRow,
    BillDifference,
  ],
  migrations: [
    CreateUserAndCourse1767225600001,
    CreateOrder1767225600002,
    CreatePayment1767225600003,
    CreateCoupon1767225600004,
    CreateRefund1767225600005,
    CreateInvariants1767225600006,
    AddEndOfSessions1767225600008,
    CreateBasketAndProgress1767225600007,
    CreateBill1767225600009,
    CreateBackOffice1767225600010,
    CreateCoursePrice1767225600011,
    AddReportIndexes1767225600020,
    CreateGatewayCall1767225600021,
    AddI101767225600022,
    ReadOnlyWhatIsDue1767225600024,
    TellWaitingDifferences1767225600025,
    SearchFromIndexes1767225600026,
  ],
};
