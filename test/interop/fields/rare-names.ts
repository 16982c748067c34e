/** Records of DNS that few zones hold. */
import { type Fields, OPAQUE, prefixed, under, type Unseen } from "./table.js";

function unknown(type: string): Fields {
  const unseen: Unseen = { unseen: `tshark does not know ${type} records` };
  return { [`${type}.*`]: unseen };
}

const ADDRESSES: Fields = {
  ...under("WKS.", { address: "dns.wks.address", protocol: "dns.wks.protocol", bit_map: { unseen: "tshark shows ports, not bits" } }),
  "X25.psdn_address": prefixed(1, "dns.x25.psdn_address"),
  "ISDN.isdn_address": prefixed(1, "dns.idsn.address"),
  "ISDN.sa[]": prefixed(1, "dns.idsn.sa.address"),
  "NSAP.address": "dns.nsap.rdata",
  ...under("GPOS.", {
    longitude: prefixed(1, "dns.gpos.longitude"),
    latitude: prefixed(1, "dns.gpos.latitude"),
    altitude: prefixed(1, "dns.gpos.altitude"),
  }),
  ...under("APL.prefixes[].", {
    address_family: "dns.apl.address_family",
    prefix: "dns.apl.coded_prefix",
    negation: "dns.apl.negation",
    afd_length: "dns.apl.afdlength",
    afd_part: ["dns.apl.afdpart.ipv4", "dns.apl.afdpart.ipv6", "dns.apl.afdpart.data"],
  }),
};

const ROUTES: Fields = {
  "RT.preference": "dns.rt.subtype",
  "RT.intermediate_host": "dns.rt.intermediate_host",
  ...under("PX.", { preference: "dns.px.preference", map822: "dns.px.map822", mapx400: "dns.px.map400" }),
  ...under("NID.", { preference: "dns.ilnp.nid.preference", node_id: "dns.ilnp.nid" }),
  ...under("L32.", { preference: "dns.ilnp.l32.preference", locator32: "dns.ilnp.l32" }),
  ...under("L64.", { preference: "dns.ilnp.l64.preference", locator64: "dns.ilnp.l64" }),
  ...under("LP.", { preference: "dns.ilnp.lp.preference", fqdn: "dns.ilnp.lp" }),
};

const KEYS: Fields = {
  ...under("IPSECKEY.", {
    precedence: "dns.ipseckey.gateway_precedence",
    gateway_type: { names: "dns.ipseckey.gateway_type", sibling: "gateway" },
    algorithm: "dns.ipseckey.gateway_algorithm",
    "gateway.Ipv4.address": "dns.ipseckey.gateway_ipv4",
    "gateway.Ipv6.address": "dns.ipseckey.gateway_ipv6",
    "gateway.Name.host": "dns.ipseckey.gateway_dns",
    public_key: "dns.ipseckey.public_key",
  }),
  ...under("HIP.", {
    hit_length: "dns.hip.hit.length",
    pk_algorithm: "dns.hip.hit.pk.algo",
    pk_length: "dns.hip.pk.length",
    hit: "dns.hip.hit",
    public_key: "dns.hip.pk",
    "rendezvous_servers[]": "dns.hip.rendezvous_server",
  }),
};

export const RARE_NAMES: Fields = {
  ...ADDRESSES,
  ...ROUTES,
  ...KEYS,
  "NINFO.txt_data[]": OPAQUE,
  "AVC.txt_data[]": OPAQUE,
  ...unknown("RKEY"),
  ...unknown("TALINK"),
  ...unknown("AMTRELAY"),
  ...unknown("TA"),
};
