import { ApiProperty } from '@nestjs/swagger';

export class EnrolmentView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty({ type: String, nullable: true, description: '购买它的订单;由老师赠送时为 null' }) out_trade_no:
    | string
    | null;
  @ApiProperty() granted_at: Date;
}
