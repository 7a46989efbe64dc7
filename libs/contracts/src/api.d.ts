// Written by `pnpm openapi` from openapi.json: change the API and run it again.

export interface paths {
    "/api/admin/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 警报,缺省为未处理的 */
        get: operations["AlertAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/alerts/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 警报已处理 */
        post: operations["AlertAdminController_clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/alerts/{id}/clear/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["AlertAdminController_previewClear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作人员做过什么,新的在前 */
        get: operations["AuditAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个月里每天的对账结果 */
        get: operations["BillAdminController_month"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/bills/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一天的账单与合计 */
        get: operations["BillAdminController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/bills/{day}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一天的差异,新的在前 */
        get: operations["BillAdminController_differences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/bills/{day}/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新取一天的账单并对账 */
        post: operations["BillAdminController_fetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 所有优惠券,以及它们的使用和花费 */
        get: operations["CouponAdminController_list"];
        put?: never;
        /** 新建优惠券 */
        post: operations["CouponAdminController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/coupons/{id}/hand-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发给写明的人,每人一张;答复每个名字的结果 */
        post: operations["CouponAdminController_handOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/coupons/{id}/hand-out/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["CouponAdminController_previewHandOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/coupons/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停止发放:已领取的仍然有效 */
        post: operations["CouponAdminController_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 所有课程,在售的和下架的 */
        get: operations["CourseAdminController_list"];
        put?: never;
        /** 新建课程;不说就是下架的 */
        post: operations["CourseAdminController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/courses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一门课程的全部,包括正文 */
        get: operations["CourseAdminController_one"];
        put?: never;
        /** 修改课程:只改说到的;已下的订单不变 */
        post: operations["CourseAdminController_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/courses/{id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 它从什么时候起卖多少钱,新的在前 */
        get: operations["CourseAdminController_prices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/differences/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 执行差异的唯一安全处理;先问支付渠道 */
        post: operations["DifferenceAdminController_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/exports/month/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个月的账与每天的账单,差额与解释;订单按账单所在的那一天 */
        get: operations["ExportAdminController_month"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/exports/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订单文件,边查边发;X-Total-Estimate 为大约多少行 */
        get: operations["ExportAdminController_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/invariants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账目规则的检查结果 */
        get: operations["InvariantAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/notify-bench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 一条通知现在会怎样:逐项检查,什么也不写 */
        post: operations["NotifyAdminController_rehearse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询任何订单 */
        get: operations["OrderAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 任何一个订单的全部:钱、课程、付款、退款、通知、经过、备注、警报 */
        get: operations["OrderAdminController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 替学员取消未支付的订单;先在渠道关闭 */
        post: operations["OrderActAdminController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/cancel/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/confirm-paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认已付款:渠道也这样说才入账 */
        post: operations["OrderActAdminController_confirmPaid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/confirm-paid/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewConfirmPaid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/end-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 结束买家通过这个订单或赠送得到的学习权限 */
        post: operations["OrderActAdminController_endAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/end-access/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewEndAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 送买家一门课 */
        post: operations["OrderActAdminController_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/grant/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 给同事留一条备注,学员看不到 */
        post: operations["OrderAdminController_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/notifies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 渠道的一条通知,原文 */
        get: operations["OrderAdminController_notify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退款:全部、几门课或一部分金额;超过限额要另一位同事同意 */
        post: operations["OrderActAdminController_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/refund/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/release-coupon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 放开被不需要它的订单占用的优惠券 */
        post: operations["OrderActAdminController_releaseCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/release-coupon/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewReleaseCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/requery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 再问一次支付渠道,按它说的入账 */
        post: operations["OrderActAdminController_requery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/requery/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewRequery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 再告诉买家一次这个订单现在怎样 */
        post: operations["OrderActAdminController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{out_trade_no}/resend/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["OrderActAdminController_previewResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 等待处理的事:每类有多少,最早的从何时起 */
        get: operations["QueueAdminController_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/queues/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一类等待处理的事,早的在前 */
        get: operations["QueueAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退款,缺省新的在前 */
        get: operations["RefundAdminController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refunds/{out_request_no}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 同意退款,或再试一次失败的退款 */
        post: operations["RefundAdminController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refunds/{out_request_no}/approve/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["RefundAdminController_previewApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refunds/{out_request_no}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 拒绝退款申请;理由学员能看到 */
        post: operations["RefundAdminController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refunds/{out_request_no}/reject/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这样做会改变什么;什么也不做 */
        post: operations["RefundAdminController_previewReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份报表,按北京时间的天;format=csv 为文件 */
        get: operations["ReportAdminController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作人员,新的在前 */
        get: operations["StaffAdminController_list"];
        put?: never;
        /** 新建工作人员账号 */
        post: operations["StaffAdminController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/staff/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更改一个账号的角色 */
        post: operations["StaffAdminController_setRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/statements/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个月的账与每天的账单:两边的合计、差额与解释差额的差异 */
        get: operations["StatementAdminController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/basket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的购物车 */
        get: operations["BasketController_mine"];
        put?: never;
        /** 加入购物车,也用于合并登录前的购物车 */
        post: operations["BasketController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/basket/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 已看到现在的价格 */
        post: operations["BasketController_see"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/basket/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 移出购物车 */
        delete: operations["BasketController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可以领取的优惠券 */
        get: operations["CouponController_claimable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的优惠券 */
        get: operations["CouponController_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 领取一张 */
        post: operations["CouponController_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/course": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 在售课程:可以搜索、筛选、排序 */
        get: operations["CatalogueController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/course/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一门课程 */
        get: operations["CatalogueController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/course/{id}/lesson/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一节课的内容;免费的任何人可看,其余需要学习资格 */
        get: operations["LessonController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我可以学习的课程 */
        get: operations["EnrolmentController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我在学的课程,新开通的在前 */
        get: operations["LearningController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learning/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我在学的一门课程 */
        get: operations["LearningController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learning/{course_id}/lesson/{n}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这一节学完了 */
        post: operations["LearningController_done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learning/{course_id}/lesson/{n}/undone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 这一节还要再学 */
        post: operations["LearningController_undone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 商城给我的消息 */
        get: operations["MessageController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/message/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 全部标记为已读 */
        post: operations["MessageController_readAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/message/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 未读消息的数量 */
        get: operations["MessageController_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/message/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标记为已读 */
        post: operations["MessageController_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的订单,新的在前 */
        get: operations["OrderController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 下单并取得支付链接;再次提交同样的课程得到同一个订单 */
        post: operations["CheckoutController_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 试算:这些课程现在要付多少,哪张优惠券最合适;不写入任何内容 */
        post: operations["CheckoutController_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/success": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订单是否已支付:100 已支付,101 未支付 */
        get: operations["SuccessController_isPaid"];
        put?: never;
        /** 支付宝异步通知 */
        post: operations["SuccessController_notify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的一个订单 */
        get: operations["OrderController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消未支付的订单 */
        post: operations["CheckoutController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 待支付订单的新支付链接 */
        post: operations["CheckoutController_payAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请退款:全部、部分课程或一个金额 */
        post: operations["RefundController_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/refund/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 先看退款的结果:每门课退多少、会失去哪些课程;什么都不改变 */
        post: operations["RefundController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/refundable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 这个订单还能申请退多少、到什么时候;不能时说明原因 */
        get: operations["RefundController_refundable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order/{out_trade_no}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 这个订单发生过的事,旧的在前 */
        get: operations["OrderController_story"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的退款,包括重复付款和迟到付款的自动退款;新的在前 */
        get: operations["OwnRefundController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录 */
        post: operations["AuthController_logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 在所有设备上退出登录,包括这一台 */
        post: operations["AuthController_logOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前登录的用户 */
        get: operations["AuthController_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改密码;其他设备上的登录随之失效 */
        post: operations["AuthController_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 注册学员账号 */
        post: operations["AuthController_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进程在运行 */
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可以接受请求:数据库有应答 */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Answer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
        };
        RegisterDto: {
            /**
             * @description 3 到 32 个字母、数字、汉字或 _ . @ -
             * @example xiaoming
             */
            username: string;
            password: string;
        };
        UserView: {
            id: number;
            username: string;
            is_staff: boolean;
            /**
             * @example [
             *       "admin"
             *     ]
             */
            roles: string[];
            /** Format: date-time */
            created_time: string;
        };
        SessionAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            user: components["schemas"]["UserView"];
            /** @description 放入 Authorization: jwt <token> */
            token: string;
        };
        LoginDto: {
            /** @example student */
            username: string;
            password: string;
        };
        UserAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            user: components["schemas"]["UserView"];
        };
        ChangePasswordDto: {
            old_password: string;
            new_password: string;
        };
        MessageView: {
            id: number;
            /** @example payment_late */
            kind: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            read_at: string | null;
        };
        UnreadAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            count: number;
        };
        CourseView: {
            id: number;
            name: string;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            brief: string;
            cover: string | null;
            teacher: string;
            lesson_count: number;
            /** @description 正在学习的人数 */
            learners: number;
            /** @description 付款后多少天内可以申请退款 */
            refund_days: number;
            on_sale: boolean;
            /**
             * Format: date-time
             * @description 上架时间
             */
            created_time: string;
            /** @description 登录后才有 */
            owned?: boolean;
            /** @description 登录后才有:包含它的待支付订单号 */
            waiting_order?: string | null;
        };
        LessonView: {
            title: string;
            minutes: number;
            /** @description 可以免费试看 */
            free: boolean;
        };
        CourseDetailView: {
            id: number;
            name: string;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            brief: string;
            cover: string | null;
            teacher: string;
            lesson_count: number;
            /** @description 正在学习的人数 */
            learners: number;
            /** @description 付款后多少天内可以申请退款 */
            refund_days: number;
            on_sale: boolean;
            /**
             * Format: date-time
             * @description 上架时间
             */
            created_time: string;
            /** @description 登录后才有 */
            owned?: boolean;
            /** @description 登录后才有:包含它的待支付订单号 */
            waiting_order?: string | null;
            lessons: components["schemas"]["LessonView"][];
        };
        CourseAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            course: components["schemas"]["CourseDetailView"];
        };
        BasketItemView: {
            course_id: number;
            name: string;
            teacher: string;
            cover: string | null;
            /**
             * @description 现在的价格
             * @example 99.00
             */
            price: string;
            /** @example 199.00 */
            original_price: string;
            /**
             * @description 上次看到的价格
             * @example 99.00
             */
            price_seen: string;
            price_changed: boolean;
            on_sale: boolean;
            /** @description 包含它的待支付订单号 */
            waiting_order: string | null;
            /** Format: date-time */
            added_at: string;
        };
        BasketAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 新加入的在前;已拥有的课程不在其中 */
            items: components["schemas"]["BasketItemView"][];
            /**
             * @description 在售课程的合计
             * @example 298.00
             */
            total_amount: string;
            /** @description 总是 null:购物车只有一页 */
            next_cursor: string | null;
        };
        WantedCourseDto: {
            /** @example 1 */
            course_id: number;
            /**
             * @description 登录前看到的价格,只用来提示价格变化;缺省为现在的价格
             * @example 99.00
             */
            price_seen?: string | number;
        };
        AddToBasketDto: {
            courses: components["schemas"]["WantedCourseDto"][];
        };
        SkippedCourse: {
            course_id: number;
            /** @enum {string} */
            reason: "not_found" | "owned" | "off_sale" | "full";
        };
        AddedAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 新加入的在前;已拥有的课程不在其中 */
            items: components["schemas"]["BasketItemView"][];
            /**
             * @description 在售课程的合计
             * @example 298.00
             */
            total_amount: string;
            /** @description 总是 null:购物车只有一页 */
            next_cursor: string | null;
            /** @description 现在在购物车中的课程 */
            added: number[];
            skipped: components["schemas"]["SkippedCourse"][];
        };
        LearningView: {
            course_id: number;
            course_name: string;
            teacher: string;
            /** @description 购买它的订单;由老师赠送时为 null */
            out_trade_no: string | null;
            /** Format: date-time */
            granted_at: string;
            lesson_count: number;
            /** @description 已学完的各节 */
            done: number[];
            /** @description 上次学到第几节 */
            last_lesson: number | null;
            /** Format: date-time */
            last_at: string | null;
        };
        LearningAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            course: components["schemas"]["LearningView"];
        };
        LessonContentView: {
            course_id: number;
            /** @description 第几节,从 1 开始 */
            n: number;
            title: string;
            minutes: number;
            /** @description 可以免费试看 */
            free: boolean;
            /** @description 纯文本,段落之间空一行 */
            content: string;
        };
        LessonAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            lesson: components["schemas"]["LessonContentView"];
        };
        EnrolmentView: {
            course_id: number;
            course_name: string;
            /** @description 购买它的订单;由老师赠送时为 null */
            out_trade_no: string | null;
            /** Format: date-time */
            granted_at: string;
        };
        OrderLineView: {
            course_id: number;
            course_name: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            price: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            real_price: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
        };
        OrderView: {
            id: number;
            out_trade_no: string;
            trade_no: string | null;
            subject: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            total_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            original_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            discount_amount: string;
            /**
             * @description 0 未支付 1 已支付 2 已取消 3 超时取消
             * @enum {integer}
             */
            order_status: 0 | 1 | 2 | 3;
            /**
             * @description 0 免费 1 支付宝 2 微信支付
             * @enum {integer}
             */
            pay_type: 0 | 1 | 2;
            /** Format: date-time */
            pay_time: string | null;
            user_id: number;
            /** Format: date-time */
            created_time: string;
            coupon_record_id: number | null;
            /**
             * @description 0 无 1 部分 2 全部
             * @enum {integer}
             */
            refund_status: 0 | 1 | 2;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            courses: components["schemas"]["OrderLineView"][];
        };
        OrderAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            order: components["schemas"]["OrderView"];
        };
        StoryItemView: {
            seq: number;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            type: "placed" | "enrolled_free" | "payment_opened" | "paid" | "revived" | "payment_late" | "payment_duplicate" | "payment_closed" | "cancelled" | "timed_out" | "refund_requested" | "refund_approved" | "refund_rejected" | "refund_failed" | "refund_external" | "refunded" | "access_granted" | "access_ended" | "coupon_released";
            /**
             * @description 金额为元;by 为 student 或 shop
             * @example {
             *       "trade_no": "2026030222001400000000000001"
             *     }
             */
            data: {
                [key: string]: string;
            };
        };
        CouponView: {
            id: number;
            name: string;
            /**
             * @description 0 立减 1 满减 2 折扣
             * @enum {integer}
             */
            type: 0 | 1 | 2;
            /** @example 20.00 */
            value: string;
            /** @description 79 即 7.9 折 */
            off_percent: number | null;
            /**
             * @description 适用课程合计至少多少元
             * @example 0.00
             */
            minimum: string;
            /** @description 只适用于该课程;null 为全部 */
            course_id: number | null;
            total: number;
            per_user: number;
            /** @description 还可以领取多少张 */
            left: number;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
        };
        CouponRecordView: {
            /** @description 下单时填写的编号 */
            id: number;
            /** @enum {string} */
            state: "free" | "held" | "used" | "expired";
            coupon: components["schemas"]["CouponView"];
        };
        CouponRecordAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            coupon: components["schemas"]["CouponRecordView"];
        };
        QuoteDto: {
            /**
             * @example [
             *       1
             *     ]
             */
            courses: number[];
            /** @description 我的一张优惠券的编号;0 为不用优惠券;缺省为最合适的一张 */
            coupon?: number;
        };
        QuoteLineView: {
            course_id: number;
            course_name: string;
            teacher: string;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            /**
             * @description 分摊优惠之后
             * @example 79.00
             */
            real_price: string;
            /**
             * @description 只有 ok 的课程计入金额
             * @enum {string}
             */
            state: "ok" | "off_sale" | "owned" | "waiting";
            /** @description 包含它的待支付订单号 */
            waiting_order: string | null;
        };
        QuoteCouponView: {
            /** @description 下单时填写的编号 */
            id: number;
            coupon: components["schemas"]["CouponView"];
            usable: boolean;
            /** @enum {string|null} */
            obstacle: "held" | "used" | "expired" | "not_started" | "out_of_scope" | "below_minimum" | null;
            /**
             * @description 距离使用门槛还差多少元
             * @example 1.00
             */
            short_by: string | null;
            /**
             * @description 不能使用时为 0.00
             * @example 20.00
             */
            discount_amount: string;
        };
        QuoteView: {
            lines: components["schemas"]["QuoteLineView"][];
            /** @example 99.00 */
            original_amount: string;
            /** @example 20.00 */
            discount_amount: string;
            /**
             * @description 下单时填写的应付金额
             * @example 79.00
             */
            total_amount: string;
            /** @description 已计入的优惠券 */
            coupon: number | null;
            /** @description 可用的在前,优惠多的在前 */
            coupons: components["schemas"]["QuoteCouponView"][];
        };
        QuoteAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            quote: components["schemas"]["QuoteView"];
        };
        PlaceOrderDto: {
            /**
             * @example [
             *       1
             *     ]
             */
            courses: number[];
            /** @description 订单标题,缺省为课程名 */
            subject?: string;
            /**
             * @description 页面上显示的应付金额,只用来比较
             * @example 99.00
             */
            total_amount: string | number;
            /**
             * @description 1 支付宝;0 仅用于免费课程
             * @example 1
             */
            pay_type: number;
            /** @description 我的一张优惠券的编号 */
            coupon?: number;
        };
        PlacedAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 32 位订单号 */
            out_trade_no: string;
            /** @description 支付宝收银台地址;无需支付时为 null */
            pay_url: string | null;
            /**
             * Format: date-time
             * @description 支付截止时间
             */
            expires_at: string | null;
        };
        RefundLineView: {
            course_id: number;
            course_name: string;
            /** @example 99.00 */
            amount: string;
        };
        RefundView: {
            id: number;
            out_request_no: string;
            out_trade_no: string;
            subject: string;
            /** @example 99.00 */
            amount: string;
            reason: string;
            /** @enum {string} */
            kind: "student" | "staff" | "duplicate" | "late" | "external";
            /** @enum {string} */
            state: "requested" | "approved" | "sending" | "unknown" | "succeeded" | "failed" | "rejected";
            note: string | null;
            /** Format: date-time */
            created_time: string;
            /** Format: date-time */
            finished_at: string | null;
            /** @description 每门课退多少;重复或迟到的付款整笔退回,没有明细 */
            lines: components["schemas"]["RefundLineView"][];
        };
        RefundableLineView: {
            course_id: number;
            course_name: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            left: string;
            /**
             * Format: date-time
             * @description 最晚在这一刻申请
             */
            until: string | null;
        };
        RefundableView: {
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            left: string;
            /**
             * Format: date-time
             * @description 还有可退金额的课程里最早的期限
             */
            until: string | null;
            can_ask: boolean;
            /** @enum {string|null} */
            why_not: "unpaid" | "free" | "window_over" | "nothing_left" | "asked" | null;
            lines: components["schemas"]["RefundableLineView"][];
        };
        RefundableAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            refundable: components["schemas"]["RefundableView"];
        };
        RefundWishDto: {
            /** @description 只退这些课程;与 amount 二选一 */
            courses?: number[];
            /**
             * @description 只退这么多元
             * @example 30.00
             */
            amount?: string | number;
        };
        RefundPreviewLineView: {
            course_id: number;
            course_name: string;
            /** @example 99.00 */
            amount: string;
            /** @description 退款后不能再学习这门课程 */
            ends_access: boolean;
        };
        RefundPreviewView: {
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            amount: string;
            lines: components["schemas"]["RefundPreviewLineView"][];
            /** @description 订单使用的优惠券会退回 */
            returns_coupon: boolean;
        };
        RefundPreviewAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            preview: components["schemas"]["RefundPreviewView"];
        };
        RequestRefundDto: {
            /** @description 只退这些课程;与 amount 二选一 */
            courses?: number[];
            /**
             * @description 只退这么多元
             * @example 30.00
             */
            amount?: string | number;
            /** @description 退款原因 */
            reason: string;
        };
        RefundAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            refund: components["schemas"]["RefundView"];
        };
        StaffOrderViewDto: {
            id: number;
            out_trade_no: string;
            trade_no: string | null;
            subject: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            total_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            original_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            discount_amount: string;
            /**
             * @description 0 未支付 1 已支付 2 已取消 3 超时取消
             * @enum {integer}
             */
            order_status: 0 | 1 | 2 | 3;
            /**
             * @description 0 免费 1 支付宝 2 微信支付
             * @enum {integer}
             */
            pay_type: 0 | 1 | 2;
            /** Format: date-time */
            pay_time: string | null;
            user_id: number;
            /** Format: date-time */
            created_time: string;
            coupon_record_id: number | null;
            /**
             * @description 0 无 1 部分 2 全部
             * @enum {integer}
             */
            refund_status: 0 | 1 | 2;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            courses: components["schemas"]["OrderLineView"][];
            /** @description 只管课程的工作人员看到的是 s***t */
            username: string;
        };
        TotalView: {
            count: number;
            /** @description 一万以内是准确的,更多时是估计 */
            exact: boolean;
        };
        StaffOrdersAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            items: components["schemas"]["StaffOrderViewDto"][];
            next_cursor: string | null;
            total: components["schemas"]["TotalView"];
        };
        OrderMoneyView: {
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            original: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            discount: string;
            /**
             * @description 订单自己的付款;重复和迟到的付款另计
             * @example 99.00
             */
            paid: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded: string;
            /**
             * @description paid 减 refunded
             * @example 99.00
             */
            net: string;
        };
        AccessSourceView: {
            /** @enum {string} */
            kind: "order" | "grant";
            /** Format: date-time */
            granted_at: string;
            /** Format: date-time */
            ended_at: string | null;
        };
        StaffLineView: {
            course_id: number;
            course_name: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            price: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            real_price: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
            live: boolean;
            /**
             * @description 买家现在能否学习,不论来源
             * @enum {string}
             */
            access: "active" | "ended" | "none";
            access_sources: components["schemas"]["AccessSourceView"][];
        };
        OrderEventView: {
            seq: number;
            /** Format: date-time */
            at: string;
            /** @example staff:3 */
            actor: string;
            /**
             * @description 用户名;不是人做的为空
             * @example lin
             */
            actor_name: string | null;
            type: string;
            data: {
                [key: string]: unknown;
            };
        };
        OrderNoteView: {
            id: number;
            /** Format: date-time */
            at: string;
            staff: string;
            text: string;
        };
        OrderCouponView: {
            record_id: number;
            name: string;
            /** @enum {string} */
            state: "free" | "held" | "used" | "expired";
        };
        AlertView: {
            id: number;
            kind: string;
            subject: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            cleared_at: string | null;
            /** @description 处理它的工作人员 */
            cleared_by: string | null;
        };
        AsOfLineView: {
            course_id: number;
            live: boolean;
        };
        AsOfView: {
            /** @enum {integer} */
            order_status: 0 | 1 | 2 | 3;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
            lines: components["schemas"]["AsOfLineView"][];
        };
        StaffPaymentView: {
            out_trade_no: string;
            /** @enum {string} */
            channel: "alipay" | "wechat";
            /** @example 99.00 */
            amount: string;
            /** @enum {string} */
            state: "waiting" | "succeeded" | "closed" | "unknown";
            /** @enum {string|null} */
            disposition: "applied" | "duplicate" | "late" | null;
            trade_no: string | null;
            buyer_id: string | null;
            /** Format: date-time */
            paid_at: string | null;
            /** Format: date-time */
            next_query_at: string | null;
            /** Format: date-time */
            created_time: string;
        };
        StaffRefundView: {
            id: number;
            out_request_no: string;
            out_trade_no: string;
            subject: string;
            /** @example 99.00 */
            amount: string;
            reason: string;
            /** @enum {string} */
            kind: "student" | "staff" | "duplicate" | "late" | "external";
            /** @enum {string} */
            state: "requested" | "approved" | "sending" | "unknown" | "succeeded" | "failed" | "rejected";
            note: string | null;
            /** Format: date-time */
            created_time: string;
            /** Format: date-time */
            finished_at: string | null;
            /** @description 每门课退多少;重复或迟到的付款整笔退回,没有明细 */
            lines: components["schemas"]["RefundLineView"][];
            /** @description 谁申请的;自动的为 null */
            requested_by: string | null;
            decided_by: string | null;
            /** @description 渠道最近一次没有完成的原因 */
            cause: string | null;
            attempts: number;
            /** Format: date-time */
            next_try_at: string | null;
        };
        StaffNotifyView: {
            id: number;
            /** Format: date-time */
            received_at: string;
            verdict: string;
            /** @enum {string} */
            answer: "success" | "failed";
            checks: {
                [key: string]: unknown;
            }[];
            out_trade_no: string | null;
        };
        GatewayCallView: {
            id: number;
            /** @enum {string} */
            method: "query" | "close" | "refund" | "refund_query";
            out_trade_no: string;
            out_request_no: string | null;
            /**
             * @description 渠道的回答
             * @example unknown
             */
            outcome: string;
            /** @description 渠道给出的原因,或途中出了什么问题 */
            cause: string | null;
            /** Format: date-time */
            asked_at: string;
            /** @description 毫秒 */
            took_ms: number;
        };
        OrderInFullView: {
            id: number;
            out_trade_no: string;
            trade_no: string | null;
            subject: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            total_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            original_amount: string;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            discount_amount: string;
            /**
             * @description 0 未支付 1 已支付 2 已取消 3 超时取消
             * @enum {integer}
             */
            order_status: 0 | 1 | 2 | 3;
            /**
             * @description 0 免费 1 支付宝 2 微信支付
             * @enum {integer}
             */
            pay_type: 0 | 1 | 2;
            /** Format: date-time */
            pay_time: string | null;
            user_id: number;
            /** Format: date-time */
            created_time: string;
            coupon_record_id: number | null;
            /**
             * @description 0 无 1 部分 2 全部
             * @enum {integer}
             */
            refund_status: 0 | 1 | 2;
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            refunded_amount: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            courses: components["schemas"]["OrderLineView"][];
            /** @description 只管课程的工作人员看到的是 s***t */
            username: string;
            money: components["schemas"]["OrderMoneyView"];
            lines: components["schemas"]["StaffLineView"][];
            events: components["schemas"]["OrderEventView"][];
            notes: components["schemas"]["OrderNoteView"][];
            coupon: components["schemas"]["OrderCouponView"] | null;
            /** @description 与它、它的付款和退款有关的警报,含已处理的 */
            alerts: components["schemas"]["AlertView"][];
            /** @description 问到 at 那一刻时:当时的样子;下单之前为 null */
            as_of: components["schemas"]["AsOfView"] | null;
            payments: components["schemas"]["StaffPaymentView"][];
            refunds: components["schemas"]["StaffRefundView"][];
            /** @description 最近的 100 条,新的在前 */
            notifies: components["schemas"]["StaffNotifyView"][];
            /** @description 向渠道询问过什么,最近的 100 次,新的在前 */
            gateway_calls: components["schemas"]["GatewayCallView"][];
        };
        OrderInFullAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            order: components["schemas"]["OrderInFullView"];
        };
        RawNotifyView: {
            id: number;
            /** Format: date-time */
            received_at: string;
            verdict: string;
            /** @enum {string} */
            answer: "success" | "failed";
            checks: {
                [key: string]: unknown;
            }[];
            out_trade_no: string | null;
            verified: boolean;
            headers: {
                [key: string]: unknown;
            };
            /** @description 原文;未验证的只保留前 2 kB */
            body: string;
            body_sha256: string;
        };
        RawNotifyAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            notify: components["schemas"]["RawNotifyView"];
        };
        NoteDto: {
            text: string;
        };
        OrderNoteAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            note: components["schemas"]["OrderNoteView"];
        };
        OptionalReasonDto: {
            /** @description 为什么这样做,会被记录 */
            reason?: string;
            note?: string;
        };
        AuditView: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description 谁做的:用户名 */
            staff: string;
            /** @enum {string} */
            role: "support" | "finance" | "catalogue" | "admin";
            /** @enum {string} */
            act: "requery" | "resend" | "cancel" | "confirm_paid" | "refund" | "refund_approve" | "refund_reject" | "grant" | "end_access" | "release_coupon" | "alert_clear" | "course_create" | "course_change" | "bill_fetch" | "difference_resolve" | "coupon_create" | "coupon_stop" | "coupon_hand_out" | "staff_create" | "staff_roles" | "export";
            /** @description 对什么做的:订单号、退款号等 */
            subject: string;
            reason: string | null;
            said: {
                [key: string]: unknown;
            };
            /** @description 改变了的数字,之前 */
            before: {
                [key: string]: string | null;
            };
            /** @description 改变了的数字,之后 */
            after: {
                [key: string]: string | null;
            };
        };
        ActAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
            /** @description 订单现在的样子 */
            order: components["schemas"]["StaffOrderViewDto"];
        };
        ActPreviewView: {
            /** @enum {string} */
            act: "requery" | "resend" | "cancel" | "confirm_paid" | "refund" | "refund_approve" | "refund_reject" | "grant" | "end_access" | "release_coupon" | "alert_clear" | "course_create" | "course_change" | "bill_fetch" | "difference_resolve" | "coupon_create" | "coupon_stop" | "coupon_hand_out" | "staff_create" | "staff_roles" | "export";
            /** @description 会改变的数字,现在 */
            before: {
                [key: string]: string | null;
            };
            /** @description 会改变的数字,之后 */
            after: {
                [key: string]: string | null;
            };
        };
        ActPreviewAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            preview: components["schemas"]["ActPreviewView"];
        };
        ReasonDto: {
            /** @description 为什么这样做,会被记录 */
            reason: string;
        };
        ReasonPreviewDto: {
            /** @description 为什么这样做,会被记录 */
            reason?: string;
        };
        ConfirmPaidDto: {
            /** @description 为什么这样做,会被记录 */
            reason: string;
            /** @description 支付渠道的交易号 */
            trade_no: string;
            /** @description 凭证上的付款时间;入账用渠道自己说的时间 */
            paid_at: string;
            /** @description 凭什么这样说:截图编号、对话记录等 */
            evidence: string;
        };
        ConfirmPreviewDto: {
            /** @description 支付渠道的交易号 */
            trade_no: string;
            /** @description 为什么这样做,会被记录 */
            reason?: string;
            /** @description 凭证上的付款时间;入账用渠道自己说的时间 */
            paid_at?: string;
            /** @description 凭什么这样说:截图编号、对话记录等 */
            evidence?: string;
        };
        StaffRefundDto: {
            /** @description 只退这些课程;与 amount 二选一 */
            courses?: number[];
            /**
             * @description 只退这么多元
             * @example 30.00
             */
            amount?: string | number;
            /** @description 为什么这样做,会被记录 */
            reason: string;
        };
        RefundActAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
            refund: components["schemas"]["RefundView"];
        };
        RefundActPreviewDto: {
            /** @description 只退这些课程;与 amount 二选一 */
            courses?: number[];
            /**
             * @description 只退这么多元
             * @example 30.00
             */
            amount?: string | number;
            /** @description 为什么这样做,会被记录 */
            reason?: string;
        };
        StaffRefundForecastView: {
            /**
             * @description 元,两位小数
             * @example 99.00
             */
            amount: string;
            lines: components["schemas"]["RefundPreviewLineView"][];
            /** @description 订单使用的优惠券会退回 */
            returns_coupon: boolean;
            /**
             * @description requested:超过限额,还需要另一位同事同意
             * @enum {string}
             */
            state: "approved" | "requested";
        };
        RefundActPreviewView: {
            /** @enum {string} */
            act: "requery" | "resend" | "cancel" | "confirm_paid" | "refund" | "refund_approve" | "refund_reject" | "grant" | "end_access" | "release_coupon" | "alert_clear" | "course_create" | "course_change" | "bill_fetch" | "difference_resolve" | "coupon_create" | "coupon_stop" | "coupon_hand_out" | "staff_create" | "staff_roles" | "export";
            /** @description 会改变的数字,现在 */
            before: {
                [key: string]: string | null;
            };
            /** @description 会改变的数字,之后 */
            after: {
                [key: string]: string | null;
            };
            /** @description 钱退回之后 */
            refund: components["schemas"]["StaffRefundForecastView"];
        };
        RefundActPreviewAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            preview: components["schemas"]["RefundActPreviewView"];
        };
        CourseActDto: {
            /** @description 为什么这样做,会被记录 */
            reason: string;
            course_id: number;
        };
        CoursePreviewDto: {
            course_id: number;
            /** @description 为什么这样做,会被记录 */
            reason?: string;
        };
        AlertActAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
            alert: components["schemas"]["AlertView"];
        };
        StaffCouponView: {
            id: number;
            name: string;
            /**
             * @description 0 立减 1 满减 2 折扣
             * @enum {integer}
             */
            type: 0 | 1 | 2;
            /** @example 20.00 */
            value: string;
            /** @description 79 即 7.9 折 */
            off_percent: number | null;
            /**
             * @description 适用课程合计至少多少元
             * @example 0.00
             */
            minimum: string;
            /** @description 只适用于该课程;null 为全部 */
            course_id: number | null;
            total: number;
            per_user: number;
            /** @description 还可以领取多少张 */
            left: number;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /**
             * @description 已停止、已过期、未开始、已领完、可领取
             * @enum {string}
             */
            state: "stopped" | "over" | "coming" | "sold_out" | "open";
            /** Format: date-time */
            stopped_at: string | null;
            /** @description 只适用于的课程 */
            course_name: string | null;
            /** @description 已领取:等于后面四项之和 */
            claimed: number;
            /** @description 在手里,还可以用 */
            free: number;
            /** @description 被待支付的订单占用 */
            held: number;
            /** @description 已用于支付成功的订单 */
            used: number;
            /** @description 没有用就过期了 */
            expired: number;
            /**
             * @description 让利:已支付且未全额退款的订单,因它少付的元
             * @example 120.00
             */
            discount_given: string;
        };
        CreateCouponDto: {
            name: string;
            /**
             * @description 0 立减 1 满减 2 折扣
             * @enum {number}
             */
            type: 0 | 1 | 2;
            value?: string | number;
            /** @description 79 即 7.9 折 */
            off_percent?: number;
            minimum?: string | number;
            course_id?: number;
            total: number;
            /** @default 1 */
            per_user: number;
            starts_at: string;
            ends_at: string;
        };
        StaffCouponActAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            coupon: components["schemas"]["StaffCouponView"];
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
        };
        HandOutDto: {
            /** @description 为什么这样做,会被记录 */
            reason: string;
            /** @description 用户名,大小写不论,不重复 */
            usernames: string[];
        };
        HandOutOutcomeView: {
            /** @description 请求中的用户名 */
            username: string;
            /**
             * @description 发到了、已达每人限额、已发完、没有这个用户
             * @enum {string}
             */
            outcome: "given" | "limit_reached" | "sold_out" | "unknown";
        };
        HandOutAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            coupon: components["schemas"]["StaffCouponView"];
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
            outcomes: components["schemas"]["HandOutOutcomeView"][];
        };
        HandOutPreviewDto: {
            /** @description 用户名,大小写不论,不重复 */
            usernames: string[];
            /** @description 为什么这样做,会被记录 */
            reason?: string;
        };
        HandOutForecastView: {
            /** @description 会发出几张 */
            given: number;
            /** @description 之后还剩几张 */
            left: number;
            outcomes: components["schemas"]["HandOutOutcomeView"][];
        };
        HandOutPreviewAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            preview: components["schemas"]["HandOutForecastView"];
        };
        StaffCourseView: {
            id: number;
            name: string;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            /**
             * Format: date-time
             * @description 现在的价格从什么时候开始
             */
            price_from: string;
            /**
             * @description 0 下架 1 在售
             * @enum {number}
             */
            status: 0 | 1;
            brief: string;
            cover: string | null;
            teacher: string;
            refund_days: number;
            lesson_count: number;
            /** @description 正在学习的人数 */
            learners: number;
            /** @description 待支付订单中的份数,按下单时的价格 */
            waiting: number;
            /** @description 已支付且未全额退款的份数 */
            sold: number;
            /** Format: date-time */
            created_time: string;
        };
        StaffLessonView: {
            title: string;
            minutes: number;
            /** @description 可以免费试看 */
            free: boolean;
            /** @description 正文 */
            content?: string;
        };
        StaffCourseInFullView: {
            id: number;
            name: string;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            /**
             * Format: date-time
             * @description 现在的价格从什么时候开始
             */
            price_from: string;
            /**
             * @description 0 下架 1 在售
             * @enum {number}
             */
            status: 0 | 1;
            brief: string;
            cover: string | null;
            teacher: string;
            refund_days: number;
            lesson_count: number;
            /** @description 正在学习的人数 */
            learners: number;
            /** @description 待支付订单中的份数,按下单时的价格 */
            waiting: number;
            /** @description 已支付且未全额退款的份数 */
            sold: number;
            /** Format: date-time */
            created_time: string;
            lessons: components["schemas"]["StaffLessonView"][];
        };
        StaffCourseAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            course: components["schemas"]["StaffCourseInFullView"];
        };
        CoursePriceView: {
            id: number;
            /** @example 99.00 */
            price: string;
            /** @example 199.00 */
            original_price: string;
            /** Format: date-time */
            from_at: string;
            /**
             * Format: date-time
             * @description null:现在的价格
             */
            until_at: string | null;
            /** @description 谁定的;null:没有记录 */
            staff: string | null;
            reason: string | null;
        };
        LessonDto: {
            title: string;
            minutes: number;
            /** @description 可以免费试看 */
            free: boolean;
            /** @description 正文:段落之间空一行 */
            content?: string;
        };
        CreateCourseDto: {
            name: string;
            /**
             * @description 现价;0 为免费
             * @example 99.00
             */
            price: string | number;
            /**
             * @description 原价,不低于现价
             * @example 99.00
             */
            original_price: string | number;
            brief?: string;
            teacher?: string;
            /**
             * @description 0 下架 1 在售
             * @default 0
             * @enum {integer}
             */
            status: 0 | 1;
            /**
             * @description 付款后多少天内可以申请退款
             * @default 7
             */
            refund_days: number;
            /** @description 完整的大纲:替换原有的 */
            lessons?: components["schemas"]["LessonDto"][];
            /** @description 为什么这样做,会被记录 */
            reason?: string;
        };
        StaffCourseActAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            course: components["schemas"]["StaffCourseInFullView"];
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
        };
        ChangeCourseDto: {
            name?: string;
            /**
             * @description 现价;0 为免费
             * @example 99.00
             */
            price?: string | number;
            /**
             * @description 原价,不低于现价
             * @example 99.00
             */
            original_price?: string | number;
            brief?: string;
            teacher?: string;
            /**
             * @description 0 下架 1 在售
             * @default 0
             * @enum {integer}
             */
            status: 0 | 1;
            /**
             * @description 付款后多少天内可以申请退款
             * @default 7
             */
            refund_days: number;
            /** @description 完整的大纲:替换原有的 */
            lessons?: components["schemas"]["LessonDto"][];
            /** @description 为什么这样做,会被记录 */
            reason: string;
        };
        InvariantView: {
            /** @example I1 */
            name: string;
            /** @description 0 为正常 */
            count: number;
        };
        BillView: {
            /**
             * @description 北京时间的一天
             * @example 2026-11-24
             */
            day: string;
            /**
             * @description none 未取 green 一致 amber 未读到或等待中 red 有差异
             * @enum {string}
             */
            state: "none" | "green" | "amber" | "red";
            lines: number;
            differences: number;
            open_differences: number;
            /** Format: date-time */
            fetched_at: string | null;
            /** @description 没有读到账单的原因 */
            reason: string | null;
            /**
             * @example amount
             * @enum {string|null}
             */
            reason_code: "size" | "entries" | "ratio" | "zip" | "encrypted" | "entry-name" | "no-detail" | "encoding" | "title" | "account" | "period" | "columns" | "cells" | "quotes" | "type" | "number" | "amount" | "time" | "totals" | "cut-short" | "not-ready" | "unknown" | null;
            /**
             * @description 出错的行,或没有答复的原因
             * @example 17
             */
            reason_place: string | null;
            /**
             * Format: date-time
             * @description 下一次自动取账单的时间
             */
            next_try_at: string | null;
        };
        BillTotals: {
            /** @example 298.00 */
            paid: string;
            /** @example 99.00 */
            refunded: string;
            /**
             * @description 收取的服务费为负
             * @example -1.79
             */
            fees: string;
            /**
             * @description 实收 - 退款 + 服务费
             * @example 197.21
             */
            net: string;
            /** @description 交易与退款的笔数 */
            count: number;
        };
        BillAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            bill: components["schemas"]["BillView"];
            totals: components["schemas"]["BillTotals"];
        };
        FactsView: {
            /** @example 99.00 */
            amount: string;
            trade_no: string | null;
            at: string | null;
            /** @description 这里的状态 */
            state: string | null;
            /** @example -0.59 */
            fee: string | null;
        };
        DifferenceView: {
            id: number;
            /** @enum {string} */
            kind: "payment_unknown" | "payment_unpaid" | "payment_missing" | "payment_amount" | "trade_no_differs" | "refund_unknown" | "refund_missing" | "refund_amount" | "refund_state" | "refund_unsent" | "external_missing" | "line_repeated" | "line_foreign" | "receipt_differs" | "fee_odd";
            /** @description 差异的说明 */
            text: string;
            out_trade_no: string;
            out_request_no: string | null;
            ours: components["schemas"]["FactsView"] | null;
            theirs: components["schemas"]["FactsView"] | null;
            /** @enum {string} */
            state: "open" | "resolved";
            /** @enum {string} */
            action: "requery" | "settle" | "record_refund" | "retry_refund" | "wait" | "look";
            /** Format: date-time */
            found_at: string;
            reason: string | null;
            /**
             * @description 处理时支付宝或账目的答复
             * @enum {string|null}
             */
            outcome: "gone" | "seen" | "applied" | "late" | "duplicate" | "succeeded" | "paid" | "refunded" | "processing" | "recorded" | null;
            /** @description 空为自行消除 */
            resolved_by: number | null;
            /** Format: date-time */
            resolved_at: string | null;
        };
        StatementSums: {
            paid_count: number;
            /** @example 298.00 */
            paid: string;
            refund_count: number;
            /** @example 99.00 */
            refunded: string;
            /**
             * @description 收取的服务费为负
             * @example -1.79
             */
            fees: string;
            /**
             * @description 支付 - 退款 + 服务费
             * @example 197.21
             */
            net: string;
        };
        StatementKind: {
            /** @enum {string} */
            kind: "payment_unknown" | "payment_unpaid" | "payment_missing" | "payment_amount" | "trade_no_differs" | "refund_unknown" | "refund_missing" | "refund_amount" | "refund_state" | "refund_unsent" | "external_missing" | "line_repeated" | "line_foreign" | "receipt_differs" | "fee_odd";
            /** @description 差异的说明 */
            text: string;
            count: number;
            /** @description 其中待处理的 */
            open: number;
        };
        StatementDay: {
            /** @description 本店的账减账单 */
            difference: components["schemas"]["StatementSums"];
            /** @description 解释差额的差异条数 */
            explained_by: number;
            /** @description 两边不同却没有差异记录的订单数 */
            unexplained: number;
            /**
             * @description 账单的一天
             * @example 2026-11-24
             */
            day: string;
            /** @enum {string} */
            verdict: "ties" | "differs" | "no_bill";
            /** @description 本店的账,按账单所在的那一天 */
            ours: components["schemas"]["StatementSums"];
            /** @description 账单自己的合计;空为没有读到账单 */
            bill: components["schemas"]["StatementSums"] | null;
            differences: components["schemas"]["StatementKind"][];
        };
        StatementTotal: {
            /** @description 本店的账减账单 */
            difference: components["schemas"]["StatementSums"];
            /** @description 解释差额的差异条数 */
            explained_by: number;
            /** @description 两边不同却没有差异记录的订单数 */
            unexplained: number;
            ours: components["schemas"]["StatementSums"];
            bill: components["schemas"]["StatementSums"];
            /** @description 两边不同的天数 */
            days_apart: number;
            /** @description 没有账单的天数,不计入差额 */
            days_without_bill: number;
        };
        StatementAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @example 2026-11 */
            month: string;
            /**
             * @description incomplete:有的日子没有账单,其余一致
             * @enum {string}
             */
            verdict: "ties" | "differs" | "incomplete";
            /** @description 从月初到今天或月底 */
            days: components["schemas"]["StatementDay"][];
            total: components["schemas"]["StatementTotal"];
        };
        DifferenceAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 记录下来的这一次操作;重复的请求得到同一条 */
            audit: components["schemas"]["AuditView"];
            difference: components["schemas"]["DifferenceView"];
        };
        StaffView: {
            id: number;
            username: string;
            is_staff: boolean;
            roles: ("support" | "finance" | "catalogue" | "admin")[];
            /** Format: date-time */
            created_time: string;
        };
        CreateStaffDto: {
            /**
             * @description 3 到 32 个字母、数字、汉字或 _ . @ -
             * @example xiaoming
             */
            username: string;
            password: string;
            roles: ("support" | "finance" | "catalogue" | "admin")[];
        };
        StaffAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            user: components["schemas"]["StaffView"];
        };
        SetRolesDto: {
            /** @description 空列表:不再是工作人员 */
            roles: ("support" | "finance" | "catalogue" | "admin")[];
        };
        QueueView: {
            /** @enum {string} */
            name: "refund_requests" | "unknown_payments" | "unknown_refunds" | "late_payments" | "duplicate_payments" | "suspicious" | "paid_without_access" | "bill_differences" | "broken_invariants" | "open_alerts";
            count: number;
            /**
             * Format: date-time
             * @description 等得最久的一件从什么时候开始等
             */
            oldest_at: string | null;
        };
        QueuesAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            queues: components["schemas"]["QueueView"][];
        };
        QueueItemView: {
            /** @description 要看的东西:退款号、支付号、警报说的号码等 */
            subject: string;
            /** @description 所属的订单 */
            out_trade_no: string | null;
            /** @example 99.00 */
            amount: string | null;
            /** Format: date-time */
            at: string | null;
            /** @description 为什么在这里:退款的种类或状态、警报的种类、课程名等 */
            what: string;
        };
        NotifyBenchDto: {
            /** @description 通知的原文:a=1&b=2… */
            raw: string;
        };
        NotifyCheckView: {
            /** @enum {string} */
            name: "form" | "sign_type" | "app_id" | "signature" | "seller_id" | "out_trade_no" | "total_amount" | "notify_type" | "trade_no";
            /** @enum {string} */
            outcome: "ok" | "failed" | "not_reached";
            detail: string | null;
        };
        NotifyBenchAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @description 按检查的顺序 */
            checks: components["schemas"]["NotifyCheckView"][];
            /** @description 签名所签的文字;读不出时为 null */
            signed_text: string | null;
            /**
             * @description 如果现在收到它会怎样
             * @enum {string}
             */
            would: "settle" | "repeat" | "refund" | "late" | "duplicate" | "suspicious" | "failed" | "nothing";
            why: string;
            /** @description 通知记录里会写的结论 */
            verdict: string;
            /**
             * @description 会回答支付宝的话
             * @enum {string}
             */
            answer: "success" | "failed";
        };
        ReportColumnView: {
            key: string;
            label: string;
            /** @enum {string} */
            unit: "day" | "hour" | "text" | "id" | "count" | "yuan" | "percent" | "seconds";
        };
        ReportAnswer: {
            /** @example 100 */
            status?: number;
            /** @example 成功 */
            msg?: string;
            /** @example 2026-11-01 */
            from: string;
            /** @example 2026-11-30 */
            to: string;
            columns: components["schemas"]["ReportColumnView"][];
            /** @description 每行按 columns 的 key;金额为元 */
            rows: {
                [key: string]: (string | number) | null;
            }[];
        };
        FieldFaultView: {
            /** @example reason */
            field: string;
            /** @enum {string} */
            code: "UNKNOWN_FIELD" | "MALFORMED" | "TEXT" | "TEXT_LENGTH" | "TEXT_TOO_LONG" | "WHOLE_NUMBER" | "TOO_SMALL" | "TOO_LARGE" | "AMOUNT_FORM" | "AMOUNT_NOTHING" | "COURSES_OR_AMOUNT" | "INSTANT_FORM" | "DAY_FORM" | "MONTH_FORM" | "RANGE_ORDER" | "RANGE_DAYS" | "NOT_OFFERED" | "LIST" | "NOTHING_CHOSEN" | "TOO_MANY" | "REPEATED" | "USERNAME_FORM" | "PASSWORD_LENGTH" | "PRICE_ABOVE_ORIGINAL" | "ORIGINAL_BELOW_PRICE" | "COLUMN_UNKNOWN" | "CURSOR";
            /** @description 中文说明 */
            msg: string;
            /** @description 填入说明的值 */
            values?: {
                [key: string]: unknown;
            };
        };
        Refusal: {
            /** @description 同 HTTP 状态 */
            status: number;
            /** @enum {string} */
            code: "VALIDATION" | "BODY_INVALID" | "BODY_TOO_LARGE" | "MEDIA_TYPE_UNSUPPORTED" | "CURSOR_INVALID" | "UNAUTHENTICATED" | "LOGIN_FAILED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "RATE_LIMITED" | "INTERNAL" | "DATABASE_UNAVAILABLE" | "USERNAME_TAKEN" | "LAST_ADMIN" | "PASSWORD_WRONG" | "COURSE_NOT_FOUND" | "COURSE_OFF_SALE" | "COURSE_REPEATED" | "COURSE_OWNED" | "LESSON_NOT_FOUND" | "LESSON_LOCKED" | "ACCESS_ENDED" | "PAY_TYPE_UNAVAILABLE" | "TOTAL_AMOUNT_MISMATCH" | "COUPON_UNAVAILABLE" | "COUPON_NOT_FOUND" | "COUPON_NOT_OPEN" | "COUPON_STOPPED" | "COUPON_OVER" | "COUPON_SOLD_OUT" | "COUPON_LIMIT_REACHED" | "COUPON_NOT_RELEASABLE" | "COUPON_INVALID" | "ORDER_NOT_FOUND" | "ORDER_WAITING" | "ORDER_NOT_PAYABLE" | "ORDER_EXPIRING" | "ORDER_PAID" | "ACCESS_NOT_ACTIVE" | "ORDER_CLOSED" | "REFUND_NOT_POSSIBLE" | "REFUND_EXCEEDS" | "REFUND_WINDOW_OVER" | "REFUND_NOT_FOUND" | "SECOND_PERSON_NEEDED" | "REFUND_DECIDED" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_KEY_REUSED" | "IDEMPOTENCY_IN_FLIGHT" | "EXPORT_BUSY" | "BILL_NOT_READY" | "DIFFERENCE_WAITS" | "DIFFERENCE_STANDS" | "GATEWAY_DISAGREES" | "GATEWAY_UNAVAILABLE";
            msg: string;
            request_id: string;
            fields?: components["schemas"]["FieldFaultView"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    AlertAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                kind?: string;
                /** @description 警报说的号码,或其中的订单号 */
                q?: string;
                state?: "open" | "cleared" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["AlertView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    AlertAdminController_clear: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertActAnswer"];
                };
            };
        };
    };
    AlertAdminController_previewClear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    AuditAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 用户名 */
                staff?: string;
                act?: "requery" | "resend" | "cancel" | "confirm_paid" | "refund" | "refund_approve" | "refund_reject" | "grant" | "end_access" | "release_coupon" | "alert_clear" | "course_create" | "course_change" | "bill_fetch" | "difference_resolve" | "coupon_create" | "coupon_stop" | "coupon_hand_out" | "staff_create" | "staff_roles" | "export";
                /** @description 订单号、退款号,或原因中的文字 */
                q?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["AuditView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    BillAdminController_month: {
        parameters: {
            query?: {
                /** @description 不填为本月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["BillView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    BillAdminController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillAnswer"];
                };
            };
        };
    };
    BillAdminController_differences: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                state?: "open" | "resolved";
            };
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["DifferenceView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    BillAdminController_fetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillAnswer"];
                };
            };
        };
    };
    CouponAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 名称中的一段文字,或优惠券编号 */
                q?: string;
                state?: "stopped" | "over" | "coming" | "sold_out" | "open";
                type?: 0 | 1 | 2;
                /** @description 只适用于该课程的 */
                course_id?: number;
                sort?: "created" | "-created" | "ends" | "-ends" | "claimed" | "-claimed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["StaffCouponView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CouponAdminController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCouponDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCouponActAnswer"];
                };
            };
        };
    };
    CouponAdminController_handOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOutDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOutAnswer"];
                };
            };
        };
    };
    CouponAdminController_previewHandOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOutPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOutPreviewAnswer"];
                };
            };
        };
    };
    CouponAdminController_stop: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCouponActAnswer"];
                };
            };
        };
    };
    CourseAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 课程名或老师中的一段文字,或课程编号 */
                q?: string;
                /** @description 0 下架 1 在售 */
                status?: 0 | 1;
                price?: "free" | "paid";
                sort?: "created" | "-created" | "price" | "-price";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["StaffCourseView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CourseAdminController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCourseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCourseActAnswer"];
                };
            };
        };
    };
    CourseAdminController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCourseAnswer"];
                };
            };
        };
    };
    CourseAdminController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCourseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCourseActAnswer"];
                };
            };
        };
    };
    CourseAdminController_prices: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["CoursePriceView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    DifferenceAdminController_resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferenceAnswer"];
                };
            };
        };
    };
    ExportAdminController_month: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    ExportAdminController_orders: {
        parameters: {
            query?: {
                /** @description 北京时间的一天,含;一次最多 366 天。不填为 to 之前的 30 天 */
                from?: string;
                /** @description 北京时间的一天,含;一次最多 366 天。不填为今天 */
                to?: string;
                /** @description 列名,以逗号分隔 */
                columns?: string;
                /** @description 按下单日或支付日 */
                by?: "created" | "paid";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    InvariantAdminController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["InvariantView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    NotifyAdminController_rehearse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotifyBenchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotifyBenchAnswer"];
                };
            };
        };
    };
    OrderAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 订单号、支付号、交易号、退款号、用户编号或用户名 */
                q?: string;
                order_status?: 0 | 1 | 2 | 3;
                pay_type?: 0 | 1 | 2;
                refund_status?: 0 | 1 | 2;
                course_id?: number;
                /** @description 优惠券的编号 */
                coupon_id?: number;
                created_from?: string;
                created_to?: string;
                paid_from?: string;
                paid_to?: string;
                /** @description 元,含 */
                amount_from?: string;
                /** @description 元,含 */
                amount_to?: string;
                /** @description 迟到付款、重复付款、有未处理的可疑警报、付了却不能学习 */
                flag?: "late" | "duplicate" | "suspicious" | "paid_without_access";
                sort?: "created" | "-created" | "amount" | "-amount" | "paid" | "-paid";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOrdersAnswer"];
                };
            };
        };
    };
    OrderAdminController_one: {
        parameters: {
            query?: {
                /** @description 也给出这一刻的样子 */
                at?: string;
            };
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderInFullAnswer"];
                };
            };
        };
    };
    OrderActAdminController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_confirmPaid: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPaidDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewConfirmPaid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_endAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseActDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewEndAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoursePreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_grant: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseActDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoursePreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderAdminController_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderNoteAnswer"];
                };
            };
        };
    };
    OrderAdminController_notify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawNotifyAnswer"];
                };
            };
        };
    };
    OrderActAdminController_refund: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffRefundDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundActPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_releaseCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewReleaseCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_requery: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewRequery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    OrderActAdminController_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActAnswer"];
                };
            };
        };
    };
    OrderActAdminController_previewResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonPreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    QueueAdminController_counts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuesAnswer"];
                };
            };
        };
    };
    QueueAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: "refund_requests" | "unknown_payments" | "unknown_refunds" | "late_payments" | "duplicate_payments" | "suspicious" | "paid_without_access" | "bill_differences" | "broken_invariants" | "open_alerts";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["QueueItemView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    RefundAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                state?: "requested" | "approved" | "sending" | "unknown" | "failed" | "succeeded" | "rejected";
                /** @description created:等得最久的在前 */
                sort?: "created" | "-created";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["RefundView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    RefundAdminController_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_request_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundAnswer"];
                };
            };
        };
    };
    RefundAdminController_previewApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_request_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    RefundAdminController_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只做一次 */
                "idempotency-key"?: string;
            };
            path: {
                out_request_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundAnswer"];
                };
            };
        };
    };
    RefundAdminController_previewReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_request_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPreviewAnswer"];
                };
            };
        };
    };
    ReportAdminController_one: {
        parameters: {
            query?: {
                /** @description 北京时间的一天,含;一次最多 366 天。不填为 to 之前的 30 天 */
                from?: string;
                /** @description 北京时间的一天,含;一次最多 366 天。不填为今天 */
                to?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                name: "daily" | "funnel" | "time-to-payment" | "success-by-hour" | "refunds" | "income" | "confirmed-by";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer"];
                    "text/csv": components["schemas"]["ReportAnswer"];
                };
            };
        };
    };
    StaffAdminController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["StaffView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    StaffAdminController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStaffDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffAnswer"];
                };
            };
        };
    };
    StaffAdminController_setRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRolesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffAnswer"];
                };
            };
        };
    };
    StatementAdminController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementAnswer"];
                };
            };
        };
    };
    BasketController_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasketAnswer"];
                };
            };
        };
    };
    BasketController_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddToBasketDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedAnswer"];
                };
            };
        };
    };
    BasketController_see: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasketAnswer"];
                };
            };
        };
    };
    BasketController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasketAnswer"];
                };
            };
        };
    };
    CouponController_claimable: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["CouponView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CouponController_mine: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["CouponRecordView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CouponController_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponRecordAnswer"];
                };
            };
        };
    };
    CatalogueController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 课程名、老师或简介中的一段文字 */
                q?: string;
                price?: "free" | "paid";
                /** @description 缺省按编号 */
                sort?: "newest" | "price_asc" | "price_desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["CourseView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CatalogueController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseAnswer"];
                };
            };
        };
    };
    LessonController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonAnswer"];
                };
            };
        };
    };
    EnrolmentController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["EnrolmentView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    LearningController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["LearningView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    LearningController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LearningAnswer"];
                };
            };
        };
    };
    LearningController_done: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LearningAnswer"];
                };
            };
        };
    };
    LearningController_undone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LearningAnswer"];
                };
            };
        };
    };
    MessageController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 只看未读 */
                unread?: "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["MessageView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    MessageController_readAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    MessageController_unread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadAnswer"];
                };
            };
        };
    };
    MessageController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    OrderController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description closed:已取消或超时 */
                state?: "unpaid" | "paid" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["OrderView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    CheckoutController_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键和内容只下一个订单 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceOrderDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedAnswer"];
                };
            };
        };
    };
    CheckoutController_quote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteAnswer"];
                };
            };
        };
    };
    SuccessController_isPaid: {
        parameters: {
            query?: {
                out_trade_no?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    SuccessController_notify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    [key: string]: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "success" | "failed";
                };
            };
        };
    };
    OrderController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderAnswer"];
                };
            };
        };
    };
    CheckoutController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderAnswer"];
                };
            };
        };
    };
    CheckoutController_payAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedAnswer"];
                };
            };
        };
    };
    RefundController_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestRefundDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundAnswer"];
                };
            };
        };
    };
    RefundController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundWishDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPreviewAnswer"];
                };
            };
        };
    };
    RefundController_refundable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundableAnswer"];
                };
            };
        };
    };
    OrderController_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                out_trade_no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["StoryItemView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    OwnRefundController_list: {
        parameters: {
            query?: {
                /** @description 上一页答复中的 next_cursor */
                cursor?: string;
                limit?: number;
                /** @description 只看这些订单的退款:逗号分隔的订单号,最多 100 个 */
                orders?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"] & {
                        items: components["schemas"]["RefundView"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    AuthController_logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    AuthController_logOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    AuthController_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
        };
    };
    AuthController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    AuthController_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
}
