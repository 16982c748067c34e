import { type Fields, type Tables, under } from "./table.js";

const QID: Fields = {
  ".directory": "9p.qidtype.dir",
  ".append": "9p.qidtype.append",
  ".exclusive": "9p.qidtype.exclusive",
  ".mount": "9p.qidtype.mount",
  ".auth": "9p.qidtype.auth_file",
  ".temporary": "9p.qidtype.temp_file",
  ".symlink": "9p.qidtype",
  ".link": "9p.qidtype",
  ".version": "9p.qidvers",
  ".path": "9p.qidpath",
};

/** tshark knows lengths of names, but puts them where they are not (always at the message's start). */
const LENGTH = { unseen: "tshark tells its length at a wrong place" } as const;
const DIALECT = { unseen: "a message of 9P2000.L, which the spec of 9P2000 keeps as bytes" } as const;

function version(kind: string): Fields {
  return { [`type.${kind}.msize`]: "9p.maxsize", [`type.${kind}.version_length`]: LENGTH, [`type.${kind}.version_text`]: "9p.version" };
}

export const FILES: Tables = {
  ninep: {
    protocol: "9p",
    littleEndian: true,
    fields: {
      size: "9p.msglen",
      type: "9p.msgtype",
      tag: "9p.tag",
      ...version("Tversion"),
      ...version("Rversion"),
      ...under("type.Rattach.qid", QID),
      "type.Twalk.fid": "9p.fid",
      "type.Twalk.newfid": "9p.newfid",
      "type.Twalk.nwname": "9p.nwalk",
      "type.Twalk.wnames[].wname_length": LENGTH,
      "type.Twalk.wnames[].wname_text": "9p.wname",
      "type.Rwalk.nwqid": "9p.nqid",
      ...under("type.Rwalk.wqids[]", QID),
      "type.Tread.fid": "9p.fid",
      "type.Tread.offset": "9p.offset",
      "type.Tread.count": "9p.count",
      "type.Rread.count": "9p.count",
      "type.Rread.data": ["data.data", "9p.data"],
      "type.Tclunk.fid": "9p.fid",
      "type.Unknown.data": DIALECT,
    },
  },
};
