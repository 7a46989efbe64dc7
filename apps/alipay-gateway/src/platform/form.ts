/** A form body: pairs in the order sent, repeated names kept. A class, so that no JSON body can pass for one. */
class Form {
  constructor(readonly entries: readonly (readonly [string, string])[]) {}
}

/** For @fastify/formbody; `+` is a space and `%XX` is decoded once. */
export function parseForm(text: string): Record<string, unknown> {
  return { form: new Form([...new URLSearchParams(text)]) };
}

/** Pairs of a parsed form; nothing for any other body. */
export function formOf(body: unknown): readonly (readonly [string, string])[] {
  const isForm = typeof body === 'object' && body !== null && 'form' in body && body.form instanceof Form;
  return isForm ? (body.form as Form).entries : [];
}
