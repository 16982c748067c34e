import type { Packets } from "../../data.js";
import type { Task } from "../../harness.js";
import * as limit from "../../limits/ssh.js";
import * as ssh2 from "../../peers/ssh2.js";
import { sshChannelData, sshUserAuth } from "../../sshData.js";
import { decodeChannelData, decodeRequest } from "./objects.js";
import { AuthView, ChannelDataView, PasswordView, PublicKeyView } from "./slots.js";

const authView = new AuthView();
const publicKeyView = new PublicKeyView();
const passwordView = new PasswordView();
const channelDataView = new ChannelDataView();

function sumAuthViews({ bytes, starts, count }: Packets): number {
  const auth = authView;
  const key = publicKeyView;
  const password = passwordView;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    if (!auth.bind(bytes, at, starts[index + 1] ?? 0)) continue;
    total += auth.userEnd - at + (auth.serviceEnd - auth.userEnd);
    switch (auth.methodKind) {
      case "PublicKey":
        if (auth.bindPublicKey(key)) total += 3 + (key.publicKeyEnd - key.publicKeyStart);
        break;
      case "Password":
        if (auth.bindPassword(password)) total += 2 + (password.passwordEnd - password.passwordStart);
        break;
      case "None":
        total += 1;
        break;
      case "Unknown":
        break;
    }
  }
  return total;
}

function sumAuthObjects({ bytes, starts, count }: Packets): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const request = decodeRequest(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (request === undefined) continue;
    total += 9 + request.userName.length + request.serviceName.length;
    const method = request.methodName;
    if (method.$kind === "PublicKey") total += 3 + method.publicKey.length;
    else if (method.$kind === "Password") total += 2 + method.password.length;
    else total += 1;
  }
  return total;
}

function sumChannelViews({ bytes, starts, count }: Packets): number {
  const view = channelDataView;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (view.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0)) total += view.recipientChannel + view.dataEnd - view.dataStart;
  }
  return total;
}

function sumChannelObjects({ bytes, starts, count }: Packets): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const message = decodeChannelData(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (message !== undefined) total += message.recipientChannel + message.data.length;
  }
  return total;
}

export function sshTasks(): readonly Task[] {
  const requests = sshUserAuth(256);
  const data = sshChannelData(256);
  return [
    {
      name: "ssh user authentication",
      batch: requests.count,
      reference: "limit",
      sameResult: false,
      candidates: [
        { name: "limit", run: () => limit.sumUserAuth(requests) },
        { name: "A views", run: () => sumAuthViews(requests) },
        { name: "B decoded objects", run: () => sumAuthObjects(requests) },
        { name: "ssh2", run: () => ssh2.sumUserAuth(requests) },
      ],
    },
    {
      name: "ssh channel data",
      batch: data.count,
      reference: "limit",
      sameResult: true,
      candidates: [
        { name: "limit", run: () => limit.sumChannelData(data) },
        { name: "A views", run: () => sumChannelViews(data) },
        { name: "B decoded objects", run: () => sumChannelObjects(data) },
        { name: "ssh2", run: () => ssh2.sumChannelData(data) },
      ],
    },
  ];
}
