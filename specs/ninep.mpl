/** 9P2000, the Plan 9 file protocol (Plan 9 manual, section 5: intro(5) and a page a message). Numbers are little-endian. */

/** A string: UTF-8 behind its length, without a NUL (intro(5)). */
struct {
  length: uint16 endian(little) value(sizeof(text));
  text: byte[length];
} ninep_string;

/** The server's number for a file: the same file, the same qid (intro(5)). */
packet ninep_qid endian(little) {
  /** QTDIR: a directory. */
  directory: bit[1] default(0);
  /** QTAPPEND: all writes append. */
  append: bit[1] default(0);
  /** QTEXCL: one client at a time. */
  exclusive: bit[1] default(0);
  /** QTMOUNT: a mounted channel. */
  mount: bit[1] default(0);
  /** QTAUTH: an authentication file. */
  auth: bit[1] default(0);
  /** QTTMP: not backed up. */
  temporary: bit[1] default(0);
  /** QTSYMLINK: a symbolic link (9P2000.u). */
  symlink: bit[1] default(0);
  /** QTLINK: a hard link (9P2000.u). */
  link: bit[1] default(0);
  /** Changes with the file's content. */
  version: uint32;
  path: uint64;
}

example ninep_qid "a directory"
  "80 05 00 00 00 34 12 00 00 00 00 00 00"
  { directory: 1, append: 0, symlink: 0, version: 5, path: 0x1234 };
example ninep_qid "cut off" "80 05 00 00 00 34 12 00 00 00 00 00" malformed;

/** A directory entry (stat(5)). */
packet ninep_stat endian(little) {
  /** Of all that follows. */
  size: uint16 value(offset(end) - offset(size));
  /** For the use of the kernel. */
  type: uint16;
  dev: uint32;
  qid: packet ninep_qid();
  /** Permissions; the upper byte is that of the qid's type. */
  mode: uint32;
  /** Seconds since 1970. */
  atime: uint32;
  mtime: uint32;
  /** Of the file, in bytes; 0 of a directory. */
  length: uint64;
  name: ninep_string;
  uid: ninep_string;
  gid: ninep_string;
  muid: ninep_string;
  end: label;
  require (offset(end) - offset(size) == size) "the entry's fields must fill its size";
}

example ninep_stat "a directory"
  "44 00 00 00 00 00 00 00 80 05 00 00 00 34 12 00 00 00 00 00 00 ed 01 00 80 00 f1 53 65 00 f1 53"
  "65 00 00 00 00 00 00 00 00 03 00 6c 69 62 06 00 67 6c 65 6e 64 61 06 00 67 6c 65 6e 64 61 06 00"
  "67 6c 65 6e 64 61"
  {
    size: 68,
    qid: { directory: 1 },
    atime: 1700000000,
    length: 0,
    name_text: "6c6962",
    muid_text: "676c656e6461"
  };
example ninep_stat "more than its size"
  "43 00 00 00 00 00 00 00 80 05 00 00 00 34 12 00 00 00 00 00 00 ed 01 00 80 00 f1 53 65 00 f1 53"
  "65 00 00 00 00 00 00 00 00 03 00 6c 69 62 06 00 67 6c 65 6e 64 61 06 00 67 6c 65 6e 64 61 06 00"
  "67 6c 65 6e 64 61"
  malformed;

/** How a file is opened (open(5)). */
packet ninep_mode {
  reserved: bit[1] default(0);
  /** ORCLOSE: remove the file when it is closed. */
  remove_on_close: bit[1] default(0);
  /** OCEXEC: close on exec; not for the server. */
  close_on_exec: bit[1] default(0);
  /** OTRUNC: empty the file. */
  truncate: bit[1] default(0);
  reserved_low: bit[2] default(0);
  access: bit[2] variant { |0 -> Read |1 -> Write |2 -> ReadWrite |3 -> Execute };
}

example ninep_mode "to read, removed on close"
  "40"
  { access: Read, remove_on_close: 1, truncate: 0 };
example ninep_mode "nothing" "" malformed;

/**
 * A message (intro(5)). T-messages are requests, R-messages their replies, which bear the same tag; there is no Terror.
 *
 *     size[4] type[1] tag[2] ...
 */
packet ninep endian(little) {
  /** Of the whole message, itself included. */
  size: uint32 value(offset(end));
  type: byte;
  /** 0xffff, NOTAG, in Tversion. */
  tag: uint16;
  classify (type) {
    /** Opens the session (version(5)). */
    |100: "Tversion" ->
      msize: uint32;
      version: ninep_string;
    /** version(5); "unknown" refuses. */
    |101: "Rversion" ->
      msize: uint32;
      version: ninep_string;
    /** attach(5) */
    |102: "Tauth" ->
      afid: uint32;
      uname: ninep_string;
      aname: ninep_string;
    /** attach(5) */
    |103: "Rauth" ->
      aqid: packet ninep_qid();
    /** attach(5) */
    |104: "Tattach" ->
      fid: uint32;
      /** 0xffffffff, NOFID, without authentication. */
      afid: uint32;
      uname: ninep_string;
      aname: ninep_string;
    /** attach(5) */
    |105: "Rattach" ->
      qid: packet ninep_qid();
    /** error(5) */
    |107: "Rerror" ->
      ename: ninep_string;
    /** flush(5) */
    |108: "Tflush" ->
      oldtag: uint16;
    /** flush(5) */
    |109: "Rflush" -> ();
    /** walk(5) */
    |110: "Twalk" ->
      fid: uint32;
      newfid: uint32;
      /** At most 16, MAXWELEM. */
      nwname: uint16 max(16) value(array_length(wnames));
      wnames: array (nwname) {
        wname: ninep_string;
      };
    /** walk(5): as many as could be walked. */
    |111: "Rwalk" ->
      nwqid: uint16 max(16) value(array_length(wqids));
      wqids: array (nwqid) of packet ninep_qid();
    /** open(5) */
    |112: "Topen" ->
      fid: uint32;
      mode: packet ninep_mode();
    /** open(5) */
    |113: "Ropen" ->
      qid: packet ninep_qid();
      /** What one read or write moves at once; 0: not told. */
      iounit: uint32;
    /** open(5) */
    |114: "Tcreate" ->
      fid: uint32;
      name: ninep_string;
      perm: uint32;
      mode: packet ninep_mode();
    /** open(5) */
    |115: "Rcreate" ->
      qid: packet ninep_qid();
      iounit: uint32;
    /** read(5) */
    |116: "Tread" ->
      fid: uint32;
      offset: uint64;
      count: uint32;
    /** read(5): of a directory, whole entries of type `ninep_stat`. */
    |117: "Rread" ->
      count: uint32 value(sizeof(data));
      data: byte[count];
    /** read(5) */
    |118: "Twrite" ->
      fid: uint32;
      offset: uint64;
      count: uint32 value(sizeof(data));
      data: byte[count];
    /** read(5) */
    |119: "Rwrite" ->
      count: uint32;
    /** clunk(5) */
    |120: "Tclunk" ->
      fid: uint32;
    /** clunk(5) */
    |121: "Rclunk" -> ();
    /** remove(5) */
    |122: "Tremove" ->
      fid: uint32;
    /** remove(5) */
    |123: "Rremove" -> ();
    /** stat(5) */
    |124: "Tstat" ->
      fid: uint32;
    /** stat(5): the entry has its size twice. */
    |125: "Rstat" ->
      n: uint16 value(sizeof(stat));
      stat: packet ninep_stat() bounded(n);
    /** stat(5) */
    |126: "Twstat" ->
      fid: uint32;
      n: uint16 value(sizeof(stat));
      /** All ones in a number, and an empty string: no change. */
      stat: packet ninep_stat() bounded(n);
    /** stat(5) */
    |127: "Rwstat" -> ();
    /** Of an extension, such as 9P2000.L. */
    |_: "Unknown" ->
      data: byte[size - 7];
  };
  end: label;
  require (offset(end) == size) "the message's fields must fill its size";
}

example ninep "the first message"
  "13 00 00 00 64 ff ff 00 20 00 00 06 00 39 50 32 30 30 30"
  {
    type: { "$kind": "Tversion", msize: 8192, version_text: "395032303030" },
    size: 19,
    tag: 0xffff
  };
example ninep "its answer"
  "13 00 00 00 65 ff ff 00 20 00 00 06 00 39 50 32 30 30 30"
  { type: { "$kind": "Rversion", msize: 8192, version_length: 6 } };
example ninep "authentication"
  "15 00 00 00 66 01 00 01 00 00 00 06 00 67 6c 65 6e 64 61 00 00"
  { type: { "$kind": "Tauth", afid: 1, uname_text: "676c656e6461", aname_text: "" } };
example ninep "no authentication"
  "24 00 00 00 6b 01 00 1b 00 61 75 74 68 65 6e 74 69 63 61 74 69 6f 6e 20 6e 6f 74 20 72 65 71 75"
  "69 72 65 64"
  {
    type: {
      "$kind": "Rerror",
      ename_text: "61757468656e7469636174696f6e206e6f74207265717569726564"
    }
  };
example ninep "attach"
  "19 00 00 00 68 01 00 00 00 00 00 ff ff ff ff 06 00 67 6c 65 6e 64 61 00 00"
  { type: { "$kind": "Tattach", fid: 0, afid: 0xffffffff } };
example ninep "attached"
  "14 00 00 00 69 01 00 80 00 00 00 00 02 00 00 00 00 00 00 00"
  { type: { "$kind": "Rattach", qid: { directory: 1, append: 0, version: 0, path: 2 } } };
example ninep "walk"
  "1e 00 00 00 6e 01 00 00 00 00 00 01 00 00 00 02 00 03 00 75 73 72 06 00 67 6c 65 6e 64 61"
  {
    type: {
      "$kind": "Twalk",
      fid: 0,
      newfid: 1,
      nwname: 2,
      wnames: [{ wname_text: "757372" }, { wname_text: "676c656e6461" }]
    }
  };
example ninep "walked"
  "23 00 00 00 6f 01 00 02 00 80 00 00 00 00 03 00 00 00 00 00 00 00 80 01 00 00 00 04 00 00 00 00"
  "00 00 00"
  { type: { "$kind": "Rwalk", nwqid: 2, wqids: [{ path: 3 }, { version: 1, path: 4 }] } };
example ninep "open to read and write, emptied"
  "0c 00 00 00 70 01 00 01 00 00 00 12"
  {
    type: { "$kind": "Topen", fid: 1, mode: { access: ReadWrite, truncate: 1, remove_on_close: 0 } }
  };
example ninep "opened"
  "18 00 00 00 71 01 00 00 07 00 00 00 09 00 00 00 00 00 00 00 e8 1f 00 00"
  { type: { "$kind": "Ropen", qid: { directory: 0, version: 7, path: 9 }, iounit: 8168 } };
example ninep "create"
  "13 00 00 00 72 01 00 01 00 00 00 01 00 61 a4 01 00 00 01"
  { type: { "$kind": "Tcreate", name_text: "61", perm: 420, mode: { access: Write } } };
example ninep "read"
  "17 00 00 00 74 01 00 01 00 00 00 00 00 00 00 00 00 00 00 e8 1f 00 00"
  { type: { "$kind": "Tread", fid: 1, offset: 0, count: 8168 } };
example ninep "data"
  "10 00 00 00 75 01 00 05 00 00 00 68 65 6c 6c 6f"
  { type: { "$kind": "Rread", count: 5, data: "68656c6c6f" } };
example ninep "write"
  "19 00 00 00 76 01 00 01 00 00 00 00 00 00 00 00 01 00 00 02 00 00 00 68 69"
  { type: { "$kind": "Twrite", offset: 1099511627776, data: "6869" } };
example ninep "written"
  "0b 00 00 00 77 01 00 02 00 00 00"
  { type: { "$kind": "Rwrite", count: 2 } };
example ninep "clunk" "0b 00 00 00 78 01 00 01 00 00 00" { type: { "$kind": "Tclunk", fid: 1 } };
example ninep "clunked" "07 00 00 00 79 01 00" { type: { "$kind": "Rclunk" } };
example ninep "flush" "09 00 00 00 6c 02 00 01 00" { type: { "$kind": "Tflush", oldtag: 1 } };
example ninep "a directory's entry"
  "4f 00 00 00 7d 01 00 46 00 44 00 00 00 00 00 00 00 80 05 00 00 00 34 12 00 00 00 00 00 00 ed 01"
  "00 80 00 f1 53 65 00 f1 53 65 00 00 00 00 00 00 00 00 03 00 6c 69 62 06 00 67 6c 65 6e 64 61 06"
  "00 67 6c 65 6e 64 61 06 00 67 6c 65 6e 64 61"
  { type: { "$kind": "Rstat", stat: { mode: 0x800001ed, name_text: "6c6962" } } };
example ninep "a message of 9P2000.L: Tgetattr"
  "13 00 00 00 18 01 00 01 00 00 00 ff 07 00 00 00 00 00 00"
  { type: { "$kind": "Unknown", "$value": 24, data: "01000000ff07000000000000" } };
example ninep "cut off" "0b 00 00 00 78 01 00 01 00 00" malformed;
example ninep "more than the message has" "0c 00 00 00 78 01 00 01 00 00 00 00" malformed;
example ninep "a string that goes on behind the message"
  "0e 00 00 00 6b 01 00 09 00 65 72 72 6f 72"
  malformed;
example ninep "seventeen names"
  "44 00 00 00 6e 01 00 00 00 00 00 01 00 00 00 11 00 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61"
  "01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00 61 01 00"
  "61 01 00 61"
  malformed;
