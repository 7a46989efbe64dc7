import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { OrderNote } from './note.entity.js';
import type { OrderNoteView } from './order-file.dto.js';
import { OrderFileQuery } from './order-file.query.js';

@Injectable()
export class NoteService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly files: OrderFileQuery,
  ) {}

  /** Keeps what somebody wants the others to know. */
  async add(staff: Pick<StaffMember, 'id'>, orderId: number, text: string): Promise<OrderNoteView> {
    const { manager } = this.db;
    const row = { orderId, staffId: staff.id, at: this.clock.now(), text };
    const { id } = await manager.save(OrderNote, manager.create(OrderNote, row));
    const note = (await this.files.notes(orderId)).find((candidate) => candidate.id === id);
    if (!note) throw new Error('a note that was written is not there');
    return note;
  }
}
