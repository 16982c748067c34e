import { type Fields, type Tables } from "./table.js";

/** Ours are seconds and a fraction of them; tshark has both as one. */
function instant(name: string, theirs: string): Fields {
  return { [`${name}_seconds`]: theirs, [`${name}_fraction`]: theirs };
}

export const TIME: Tables = {
  ntp: {
    protocol: "ntp",
    fields: {
      leap: "ntp.flags.li",
      version: "ntp.flags.vn",
      mode: "ntp.flags.mode",
      stratum: "ntp.stratum",
      poll: "ntp.ppoll",
      precision: "ntp.precision",
      ...instant("root_delay", "ntp.rootdelay"),
      ...instant("root_dispersion", "ntp.rootdispersion"),
      reference_id: "ntp.refid",
      ...instant("reference_timestamp", "ntp.reftime"),
      ...instant("origin_timestamp", "ntp.org"),
      ...instant("receive_timestamp", "ntp.rec"),
      ...instant("transmit_timestamp", "ntp.xmt"),
      authentication: ["ntp.keyid", "ntp.mac"],
    },
  },
};
