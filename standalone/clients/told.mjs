/** What the tests tell a client, and how it answers: a line of JSON for each thing that it saw. */
export const url = process.env.CLIENT_URL;
export const authorization = `Bearer ${process.env.CLIENT_TOKEN}`;
export const key = process.env.CLIENT_KEY;
export const socketUrl = `${url.replace('http', 'ws')}`;

export function tell(what, seen) {
  process.stdout.write(`${JSON.stringify({ [what]: seen })}\n`);
}
