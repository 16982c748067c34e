/** The end of a large transfer that is in a thread of its own: it verifies and reads messages, makes the image, and looks at it. */
import type { MessagePort } from "node:worker_threads";
import type { Memory } from "../image/memory.js";
import { nodeCryptography } from "../security/node.js";
import { TransferVerifier } from "../security/tsig-transfer.js";
import type { SentTsig } from "../security/tsig.js";
import { IncomingTransfer, type Received, type TransferRequest } from "../transfer/in.js";
import { checkReceived, type ReceivedCheck, type ReceivedFindings } from "../zone/check-received.js";
import { digest } from "./primitives.js";

/** A transfer, as it goes to a thread. */
export interface ReceivingTask {
  readonly request: Omit<TransferRequest, "memory" | "verifier">;
  /** What the request was signed with. */
  readonly tsig: SentTsig | undefined;
  readonly check: ReceivedCheck;
  /** Where messages come from; each is answered when it was taken, but for the one that ends it. */
  readonly messages: MessagePort;
}

/** A message, and when it came, in seconds since 1970. */
export interface ReceivedMessage {
  readonly bytes: Uint8Array;
  readonly now: number;
}

/** What came of it. */
export type ReceivedByThread =
  | { readonly kind: "zone"; readonly buffer: SharedArrayBuffer; readonly findings: ReceivedFindings }
  | { readonly kind: "failed"; readonly problem: string; readonly tryWhole: boolean };

/** Takes messages until all have come, or one is wrong. */
export async function receiveZone({ request, tsig, check, messages }: ReceivingTask, memory: Memory): Promise<ReceivedByThread> {
  const verifier = tsig && new TransferVerifier(tsig, nodeCryptography);
  const transfer = new IncomingTransfer({ ...request, memory, verifier });
  const received = await new Promise<Received>((resolve, reject) => {
    messages.on("message", ({ bytes, now }: ReceivedMessage) => {
      try {
        const taken = transfer.accept(bytes, now);
        if (taken.kind === "more") messages.postMessage(undefined);
        else resolve(taken);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
  messages.close();
  if (received.kind === "failed") return received;
  if (received.kind !== "zone") throw new Error("a thread has got what is no whole zone");
  const { image } = received;
  return { kind: "zone", buffer: image.buffer, findings: checkReceived(image, image.version, check, digest) };
}
