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
