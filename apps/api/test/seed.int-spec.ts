import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { DEMO_COURSES } from '../scripts/demo-data.js';
import { seedDemo } from '../scripts/seed.js';
import type { Lesson } from '../src/course/course.entity.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const lessonsOf = async (id: number): Promise<Lesson[]> => {
  const [row] = await world.rows<{ lessons: Lesson[] }>('SELECT lessons FROM luffy_course WHERE id = $1', [id]);
  return row?.lessons ?? [];
};

describe('the lessons of the demo', () => {
  const all = DEMO_COURSES.flatMap((course) => course.lessons.map((lesson) => ({ course: course.name, ...lesson })));

  test.each(all)('$course: $title has a short text of its own', ({ title, content }) => {
    const paragraphs = content.split('\n\n');
    const sentences = content.match(/[。?!]/gu) ?? [];
    expect(title).not.toBe('');
    expect(paragraphs.length).toBeLessThanOrEqual(2);
    expect(content.split('\n')).toHaveLength(paragraphs.length * 2 - 1);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect([...content].length).toBeLessThan(300);
    expect(all.filter((other) => other.content === content)).toHaveLength(1);
  });
});

describe('seeding again', () => {
  test('changes nothing', async () => {
    const before = await world.snapshot();
    await seedDemo(world.db, world.clock);
    expect(await world.snapshot()).toBe(before);
  });

  test('gives texts to a demo that was begun without them, and leaves alone what somebody changed', async () => {
    const full = await lessonsOf(1);
    await world.rows(
      `UPDATE luffy_course SET lessons = (SELECT jsonb_agg(lesson - 'content') FROM jsonb_array_elements(lessons) lesson) WHERE id IN (1, 2)`,
    );
    await world.rows(`UPDATE luffy_course SET lessons = jsonb_set(lessons, '{0,minutes}', '90') WHERE id = 2`);
    const changed = await lessonsOf(2);
    await seedDemo(world.db, world.clock);
    expect(await lessonsOf(1)).toEqual(full);
    expect(full[0]?.content).toContain('Python');
    expect(await lessonsOf(2)).toEqual(changed);
    expect(changed[0]).not.toHaveProperty('content');
  });
});
