export interface DemoLesson {
  title: string;
  content: string;
}

/** A lesson of the demo: its title and its paragraphs. */
export const lesson = (title: string, ...paragraphs: string[]): DemoLesson => ({
  title,
  content: paragraphs.join('\n\n'),
});
