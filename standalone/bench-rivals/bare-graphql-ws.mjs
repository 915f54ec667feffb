import { createServer } from 'node:http';
import { parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { tellUsage } from '../dist/bench/tell-usage.js';

/** graphql-ws and nothing behind it: what its parent sends, each subscriber gets as the answer. */
const subscribers = new Set();

const sockets = new WebSocketServer({ noServer: true });
useServer(
  {
    // There is no schema to check against: the one operation is right.
    onSubscribe: (_, __, { query }) => ({ schema: null, document: parse(query) }),
    subscribe: () => answers(),
  },
  sockets,
);

/** Whatever is sent from now on, as graphql-ws reads it. */
function answers() {
  const waiting = [];
  let wake = null;
  const subscriber = (answer) => {
    if (wake) wake({ value: answer, done: false });
    else waiting.push(answer);
    wake = null;
  };
  subscribers.add(subscriber);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      waiting.length > 0
        ? Promise.resolve({ value: waiting.shift(), done: false })
        : new Promise((resolve) => {
            wake = resolve;
          }),
    async return() {
      subscribers.delete(subscriber);
      wake?.({ value: undefined, done: true });
      return { value: undefined, done: true };
    },
  };
}

process.on('message', (message) => {
  if (message.answer) for (const subscriber of subscribers) subscriber(message.answer);
});
tellUsage();

const server = createServer();
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)),
);
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
process.once('SIGTERM', () => process.exit(0));
