/** The three ways to use a generated packet: in place, as a value, and written. The README shows this file. */
import { ArpOperation, ArpIpv4View, decodeArpIpv4, encodeArpIpv4, explainArpIpv4, sizeOfArpIpv4 } from "../../generated/arp.js";
import { renderFailure } from "../../runtime/index.js";

// In place: bind checks every length, constant and bound once; reading a field after that is one load, and nothing is allocated.
const view = new ArpIpv4View();

/** Whether the packet asks for the hardware address of `address`. */
export function isQuestionFor(address: number, bytes: DataView, at: number, end: number): boolean {
  return view.bind(bytes, at, end) && view.operation === ArpOperation.Request && view.targetProtocolAddress === address;
}

// As a value: plain readonly objects. A malformed packet is a result, never an exception.
export function describe(bytes: DataView, at: number, end: number): string {
  const decoded = decodeArpIpv4(bytes, at, end);
  if (!decoded.ok) {
    const failure = explainArpIpv4(bytes, at, end);
    return failure === undefined ? "" : renderFailure(failure, bytes);
  }
  const { operation, senderProtocolAddress, targetProtocolAddress } = decoded.value;
  switch (operation) {
    case ArpOperation.Request:
      return `who has ${targetProtocolAddress}, tell ${senderProtocolAddress}`;
    case ArpOperation.Reply:
      return `${senderProtocolAddress} answers ${targetProtocolAddress}`;
    default:
      return `operation ${operation}`;
  }
}

// Written: constants, lengths, counts and checksums are the encoder's business.
export function answer(question: DataView, hardwareAddress: Uint8Array): DataView | undefined {
  const asked = decodeArpIpv4(question, 0, question.byteLength);
  if (!asked.ok) return undefined;
  const reply = {
    operation: ArpOperation.Reply,
    senderHardwareAddress: hardwareAddress,
    senderProtocolAddress: asked.value.targetProtocolAddress,
    targetHardwareAddress: asked.value.senderHardwareAddress,
    targetProtocolAddress: asked.value.senderProtocolAddress,
  };
  const bytes = new DataView(new ArrayBuffer(sizeOfArpIpv4(reply)));
  return encodeArpIpv4(reply, bytes, 0) === bytes.byteLength ? bytes : undefined;
}
