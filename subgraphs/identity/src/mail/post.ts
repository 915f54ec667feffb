import { createTransport } from 'nodemailer';
import type { Letter } from './letters.js';

/** The way by which mails leave the installation. */
export interface Post {
  /** Resolves when somebody has taken the letter over. */
  send(address: string, letter: Letter): Promise<void>;
  close(): void;
}

const patienceMs = 20_000;

/** Hands mails to a server: `smtp://user:password@host:587`, or `smtps:`. */
export function openPost(smtpUrl: string, from: string): Post {
  const transport = createTransport(smtpUrl, {
    from,
    pool: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // What is in a letter is text: it names no file or address to be read from here.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[1]);
  return {
    async send(address, { subject, text }) {
      await transport.sendMail({ to: address, subject, text });
    },
    close: () => transport.close(),
  };
}
