import type { Message } from './message.js';

const mostMessages = 50;
const mostCharacters = 64 * 1024;

/** The latest messages of a stream, for who comes with the cursor of one of them. */
export class Recent {
  private readonly messages: Message[] = [];
  private characters = 0;

  /** @param floor everything behind this position is here */
  constructor(private floor: number) {}

  add(message: Message): void {
    this.messages.push(message);
    this.characters += message.json.length;
    while (this.messages.length > mostMessages || this.characters > mostCharacters) {
      const oldest = this.messages.shift();
      if (!oldest) return;
      this.characters -= oldest.json.length;
      this.floor = oldest.position;
    }
  }

  /** The position of one of the messages, by its cursor. */
  positionOf(cursor: string): number | null {
    return this.messages.find((message) => message.cursor === cursor)?.position ?? null;
  }

  /** What came behind a position, or null when not all of that is here. */
  since(position: number): readonly Message[] | null {
    return position < this.floor ? null : this.messages.filter((message) => message.position > position);
  }
}
