import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AlertQuery } from '../alert/alert.query.js';
import { AlertService } from '../alert/alert.service.js';
import { type Change, changeOf } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import type { AlertActAnswer, ActPreviewAnswer, ReasonDto } from './act.dto.js';
import { deedOf } from './act.wire.js';

/** What staff do about alerts: an alert and the audit both stand below, and neither knows the other. */
@Injectable()
export class StaffAlertService {
  constructor(
    private readonly db: Database,
    private readonly alerts: AlertService,
    private readonly query: AlertQuery,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
  async clear(staff: StaffMember, id: number, dto: ReasonDto, key?: string): Promise<AlertActAnswer> {
    const deed = deedOf(staff, `alert:${id}`, { act: 'alert_clear', dto }, key);
    const audit = await this.audit.once(deed, () =>
      this.db.tx(async (tx) => this.audit.writeChange(tx, deed, await this.#clear(tx, staff, id))),
    );
    return { audit, alert: await this.query.one(id) };
  }

  /** @throws AppError NOT_FOUND */
  async preview(staff: StaffMember, id: number): Promise<ActPreviewAnswer> {
    return { preview: { act: 'alert_clear', ...(await this.db.rehearse((tx) => this.#clear(tx, staff, id))) } };
  }

  async #clear(tx: EntityManager, staff: StaffMember, id: number): Promise<Change> {
    return changeOf({ alert: await this.alerts.clearOne(tx, id, staff.id) }, { alert: 'cleared' });
  }
}
