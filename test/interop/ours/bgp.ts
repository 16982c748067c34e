/** Whether a direction's routes carry path identifiers (RFC 7911): its sender offered to send them, its receiver to take them. */
import type { JsonValue } from "../../support/capture/types.js";
import { reversed } from "./flows.js";

interface Offer {
  readonly send: boolean;
  readonly receive: boolean;
}

const NOTHING: Offer = { send: false, receive: false };

/** The recorded speakers offer the same for all their families, so that any mention will do. */
function offerIn(text: string): Offer {
  return { send: /"mode":"(Send|Both)"/.test(text), receive: /"mode":"(Receive|Both)"/.test(text) };
}

export class PathIdentifiers {
  private readonly offers = new Map<string, Offer>();

  note(flow: string, message: JsonValue): void {
    const text = JSON.stringify(message);
    if (text.includes('"$kind":"Open"')) this.offers.set(flow, offerIn(text));
  }

  sent(flow: string): boolean {
    const sender = this.offers.get(flow) ?? NOTHING;
    const receiver = this.offers.get(reversed(flow)) ?? NOTHING;
    return sender.send && receiver.receive;
  }
}
