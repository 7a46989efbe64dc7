import pg from 'pg';

/** What no page and no route lets a journey do: prepare a course of its own, change a price under somebody's hands. */
export class ShopDatabase {
  constructor(private readonly url: string) {}

  /** A course on sale that no other journey touches. @returns its id */
  async course({ name, price }: { name: string; price: string }): Promise<number> {
    const [row] = await this.#rows<{ id: string }>(
      `INSERT INTO luffy_course (name, price, original_price, teacher, lessons, created_time)
       VALUES ($1, $2, $2, '测试老师', '[{"title":"第一节","minutes":10,"free":true,"content":"第一节的内容。"},{"title":"第二节","minutes":10,"free":false,"content":"第二节的内容。"}]', now())
       RETURNING id`,
      [name, price],
    );
    return Number(row?.id);
  }

  async reprice(courseId: number, price: string): Promise<void> {
    await this.#rows(
      'UPDATE luffy_course SET price = $2, original_price = greatest(original_price, $2) WHERE id = $1',
      [courseId, price],
    );
  }

  /** Orders of one student in the past, a minute apart, that only an export is interested in. */
  async manyOrders(count: number, from: string): Promise<void> {
    await this.#rows(
      `INSERT INTO luffy_order (subject, total_amount, original_amount, out_trade_no, order_status, pay_type, user_id, created_time, expires_at, closed_at)
       SELECT repeat('课', 150), 99, 99, md5(random()::text || n), 3, 1, u.id, t.at, t.at, t.at
       FROM generate_series(1, $1::integer) n, LATERAL (SELECT $2::timestamptz + n * interval '1 minute' AS at) t, luffy_user u
       WHERE u.username = 'student2'`,
      [count, from],
    );
  }

  /** Statements of exports that the database is busy with, or whose reader it waits for. */
  async runningExports(): Promise<number> {
    const [row] = await this.#rows<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND (query LIKE 'FETCH%' OR query LIKE 'DECLARE%')`,
      [],
    );
    return Number(row?.count);
  }

  async #rows<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql, parameters)).rows;
    } finally {
      await client.end();
    }
  }
}
