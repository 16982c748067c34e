/** DNS messages and records. Character strings begin with their own length, which tshark keeps apart. */
import { RARE_NAMES } from "./rare-names.js";
import { type Fields, OPAQUE, type Tables, prefixed, under } from "./table.js";

const HEADER: Fields = {
  id: "dns.id",
  qr: "dns.flags.response",
  opcode: "dns.flags.opcode",
  ...Object.fromEntries(
    Object.entries({
      aa: "authoritative",
      tc: "truncated",
      rd: "recdesired",
      ra: "recavail",
      z: "z",
      ad: "authenticated",
      cd: "checkdisable",
      rcode: "rcode",
    }).map(([ours, theirs]) => [ours, [`dns.flags.${theirs}`, "dns.flags"]]),
  ),
  qdcount: ["dns.count.queries", "dns.count.zones"],
  ancount: ["dns.count.answers", "dns.count.prerequisites"],
  nscount: ["dns.count.auth_rr", "dns.count.updates"],
  arcount: "dns.count.add_rr",
  "questions[].qname": "dns.qry.name",
  "questions[].qtype": "dns.qry.type",
  "questions[].qclass": "dns.qry.class",
};

const OWNER: Fields = {
  ".name": { names: "dns.resp.name", sometimes: "tshark splits the owner names of SRV records" },
  ".type": { names: "dns.resp.type", sibling: "rdata" },
  ".class": ["dns.resp.class", "dns.rr.udp_payload_size"],
  ".ttl": ["dns.resp.ttl", "dns.resp.ext_rcode", "dns.resp.edns0_version", "dns.resp.z"],
  ".rdlength": "dns.resp.len",
};

const RECORD: Fields = Object.fromEntries(
  ["answers[]", "authorities[]", "additionals[]"].flatMap((section) => Object.entries(under(section, OWNER))),
);

/** Records of host and service names. */
const SERVICES: Fields = {
  "A.address": "dns.a",
  "AAAA.address": "dns.aaaa",
  "NS.nsdname": "dns.ns",
  "CNAME.cname": "dns.cname",
  "DNAME.target": "dns.dname",
  "PTR.ptrdname": "dns.ptr.domain_name",
  "MX.preference": "dns.mx.preference",
  "MX.exchange": "dns.mx.mail_exchange",
  "AFSDB.subtype": "dns.afsdb.subtype",
  "AFSDB.hostname": "dns.afsdb.hostname",
  "KX.preference": "dns.kx.preference",
  "KX.exchanger": "dns.kx.key_exchange",
  "MB.madname": "dns.mb",
  "MG.mgmname": "dns.mg",
  "MR.newname": "dns.mr",
  "MINFO.rmailbx": "dns.minfo.r",
  "MINFO.emailbx": "dns.minfo.e",
  "RP.mbox_dname": "dns.rp.mailbox",
  "RP.txt_dname": "dns.rp.txt_rr",
  ...under("SRV.", { priority: "dns.srv.priority", weight: "dns.srv.weight", port: "dns.srv.port", target: "dns.srv.target" }),
  ...under("NAPTR.", {
    order: "dns.naptr.order",
    preference: "dns.naptr.preference",
    flags: prefixed(1, "dns.naptr.flags"),
    services: prefixed(1, "dns.naptr.service"),
    regexp: prefixed(1, "dns.naptr.regex"),
    replacement: "dns.naptr.replacement",
  }),
  ...under("SOA.", {
    mname: "dns.soa.mname",
    rname: "dns.soa.rname",
    serial: "dns.soa.serial_number",
    refresh: "dns.soa.refresh_interval",
    retry: "dns.soa.retry_interval",
    expire: "dns.soa.expire_limit",
    minimum: "dns.soa.minimum_ttl",
  }),
  "URI.*": { unseen: "tshark does not know URI records" },
};

/** Records of texts and of facts about hosts. */
const TEXTS: Fields = {
  "TXT.txt_data[]": prefixed(1, "dns.txt"),
  "SPF.txt_data[]": prefixed(1, "dns.spf"),
  "HINFO.cpu": prefixed(1, "dns.hinfo.cpu"),
  "HINFO.os": prefixed(1, "dns.hinfo.os"),
  "EUI48.address": "dns.eui48",
  "EUI64.address": "dns.eui64",
  "LOC.version": "dns.loc.version",
  ...under("V0.", {
    size: "dns.loc.size",
    horiz_pre: "dns.loc.horizontal_precision",
    vert_pre: "dns.loc.vertical_precision",
    latitude: "dns.loc.latitude",
    longitude: "dns.loc.longitude",
    altitude: "dns.loc.altitude",
  }),
};

const SVCB: Fields = {
  svc_priority: "dns.svcb.svcpriority",
  target_name: "dns.svcb.targetname",
  "svc_params[].key": "dns.svcb.svcparam.key",
  "svc_params[].length": "dns.svcb.svcparam.value.length",
  "Mandatory.keys[]": "dns.svcb.svcparam.mandatory.key",
  "Alpn.protocols[]": prefixed(1, "dns.svcb.svcparam.alpn"),
  "Port.port": "dns.svcb.svcparam.port",
  "Ipv4Hint.addresses[]": "dns.svcb.svcparam.ipv4hint.ip",
  "Ech.ech_config_list": "dns.svcb.svcparam.echconfig",
  "Ipv6Hint.addresses[]": "dns.svcb.svcparam.ipv6hint.ip",
  "key.Unknown.data": "dns.svcb.svcparam.value",
};

const EDNS: Fields = {
  "options[].code": "dns.opt.code",
  "options[].length": "dns.opt.len",
  "ClientSubnet.family": "dns.opt.client.family",
  "ClientSubnet.source_prefix_length": "dns.opt.client.netmask",
  "ClientSubnet.scope_prefix_length": "dns.opt.client.scope",
  "ClientSubnet.address": ["dns.opt.client.addr4", "dns.opt.client.addr6", "dns.opt.client.addr", "dns.opt.data"],
  "Cookie.client": "dns.opt.cookie.client",
  "Cookie.server": "dns.opt.cookie.server",
  "Expire.expire": "dns.opt.data",
  "NSID.nsid": "dns.opt.data",
  "Padding.padding": "dns.opt.padding",
  "TcpKeepalive.timeout": "dns.opt.edns_tcp_keepalive.timeout",
  "code.Unknown.data": "dns.opt.data",
};

export const NAMES_WITHOUT_SECURITY: Fields = {
  ...HEADER,
  ...RECORD,
  ...SERVICES,
  ...TEXTS,
  ...SVCB,
  ...EDNS,
  ...RARE_NAMES,
  "rdata.Unknown.data": {
    names: ["dns.null", "dns.nsap.rdata", "dns.nsap_ptr.owner", "dns.data", "dns.apl.address"],
    sometimes: "a type that tshark splits, or shows as text",
  },
};

export const TCP_LENGTH: Tables = { dns_tcp_message: { protocol: "dns over tcp", fields: { length: "dns.length", message: OPAQUE } } };
