import { type Fields, PAYLOAD, type Tables, prefixed, under } from "./table.js";

/** A name list: its length is tshark's own field. */
function list(name: string): Fields {
  return { [`.${name}`]: prefixed(4, `ssh.${name}`) };
}

const KEX_INIT: Fields = {
  ".cookie": "ssh.cookie",
  ...list("kex_algorithms"),
  ...list("server_host_key_algorithms"),
  ...list("encryption_algorithms_client_to_server"),
  ...list("encryption_algorithms_server_to_client"),
  ...list("mac_algorithms_client_to_server"),
  ...list("mac_algorithms_server_to_client"),
  ...list("compression_algorithms_client_to_server"),
  ...list("compression_algorithms_server_to_client"),
  ...list("languages_client_to_server"),
  ...list("languages_server_to_client"),
  ".first_kex_packet_follows": "ssh.first_kex_packet_follows",
  ".reserved": "ssh.kex.reserved",
};

const HOST_KEY = { unseen: "tshark splits the key into its parts, and leaves the algorithm's own bytes unnamed" } as const;
const UNREAD = { unseen: "tshark names only the message" } as const;
const SIGNATURE = { unseen: "tshark names only the signature's type" } as const;

export const SHELL: Tables = {
  ssh_identification: {
    protocol: "ssh identification",
    fields: { prefix: "ssh.protocol", "text[].octet": { names: "ssh.protocol", sometimes: "tshark leaves out the end of the line" } },
  },
  ssh_binary_packet: {
    protocol: "ssh packet",
    fields: {
      packet_length: "ssh.packet_length",
      padding_length: "ssh.padding_length",
      payload: PAYLOAD,
      random_padding: "ssh.padding_string",
    },
  },
  ssh_transport: {
    protocol: "ssh transport",
    fields: {
      message: "ssh.message_code",
      ...under("message.KexInit", KEX_INIT),
      "Disconnect.*": UNREAD,
      "Ignore.*": UNREAD,
      "Unimplemented.*": UNREAD,
      "Debug.*": UNREAD,
    },
  },
  ssh_kex: {
    protocol: "ssh key exchange",
    fields: {
      message: "ssh.message_code",
      "message.KexDhInit.e": prefixed(4, "ssh.dh.e"),
      "message.KexDhReply.k_s": HOST_KEY,
      "message.KexDhReply.f": prefixed(4, "ssh.dh.f"),
      "message.KexDhReply.signature": SIGNATURE,
      "message.KexDhGexRequest.min": "ssh.dh_gex.min",
      "message.KexDhGexRequest.n": "ssh.dh_gex.nbits",
      "message.KexDhGexRequest.max": "ssh.dh_gex.max",
      "message.KexDhGexGroup.p": prefixed(4, "ssh.dh_gex.p"),
      "message.KexDhGexGroup.g": prefixed(4, "ssh.dh_gex.g"),
      "message.KexDhGexInit.e": prefixed(4, "ssh.dh.e"),
      "message.KexDhGexReply.k_s": HOST_KEY,
      "message.KexDhGexReply.f": prefixed(4, "ssh.dh.f"),
      "message.KexDhGexReply.signature": SIGNATURE,
      "message.KexEcdhInit.q_c": prefixed(4, ["ssh.ecdh.q_c", "ssh.dh.e"]),
      "message.KexEcdhReply.k_s": HOST_KEY,
      "message.KexEcdhReply.q_s": prefixed(4, ["ssh.ecdh.q_s", "ssh.dh.f"]),
      "message.KexEcdhReply.signature": SIGNATURE,
    },
  },
};
