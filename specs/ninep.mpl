/** 9P2000, the Plan 9 file protocol (Plan 9 manual, section 5: intro(5) and a page a message). Numbers are little-endian. */

/** A string: UTF-8 behind its length, without a NUL (intro(5)). */
struct {
  length: uint16 endian (little) value (sizeof (text));
  text: byte[length];
} ninep_string;

/** The server's number for a file: the same file, the same qid (intro(5)). */
packet ninep_qid endian (little) {
  /** QTDIR: a directory. */
  directory: bit[1] default (0);
  /** QTAPPEND: all writes append. */
  append: bit[1] default (0);
  /** QTEXCL: one client at a time. */
  exclusive: bit[1] default (0);
  /** QTMOUNT: a mounted channel. */
  mount: bit[1] default (0);
  /** QTAUTH: an authentication file. */
  auth: bit[1] default (0);
  /** QTTMP: not backed up. */
  temporary: bit[1] default (0);
  /** QTSYMLINK: a symbolic link (9P2000.u). */
  symlink: bit[1] default (0);
  /** QTLINK: a hard link (9P2000.u). */
  link: bit[1] default (0);
  /** Changes with the file's content. */
  version: uint32;
  path: uint64;
}

/** A directory entry (stat(5)). */
packet ninep_stat endian (little) {
  /** Of all that follows. */
  size: uint16 value (offset (end) - offset (size));
  /** For the use of the kernel. */
  type: uint16;
  dev: uint32;
  qid: packet ninep_qid ();
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
  require (offset (end) - offset (size) == size) "the entry's fields must fill its size";
}

/** How a file is opened (open(5)). */
packet ninep_mode {
  reserved: bit[1] default (0);
  /** ORCLOSE: remove the file when it is closed. */
  remove_on_close: bit[1] default (0);
  /** OCEXEC: close on exec; not for the server. */
  close_on_exec: bit[1] default (0);
  /** OTRUNC: empty the file. */
  truncate: bit[1] default (0);
  reserved_low: bit[2] default (0);
  access: bit[2] variant { | 0 -> Read | 1 -> Write | 2 -> ReadWrite | 3 -> Execute };
}

/**
 * A message (intro(5)). T-messages are requests, R-messages their replies, which bear the same tag; there is no Terror.
 *
 *     size[4] type[1] tag[2] ...
 */
packet ninep endian (little) {
  /** Of the whole message, itself included. */
  size: uint32 value (offset (end));
  type: byte;
  /** 0xffff, NOTAG, in Tversion. */
  tag: uint16;
  classify (type) {
    /** Opens the session (version(5)). */
    | 100: "Tversion" ->
      msize: uint32;
      version: ninep_string;
    /** version(5); "unknown" refuses. */
    | 101: "Rversion" ->
      msize: uint32;
      version: ninep_string;
    /** attach(5) */
    | 102: "Tauth" ->
      afid: uint32;
      uname: ninep_string;
      aname: ninep_string;
    /** attach(5) */
    | 103: "Rauth" ->
      aqid: packet ninep_qid ();
    /** attach(5) */
    | 104: "Tattach" ->
      fid: uint32;
      /** 0xffffffff, NOFID, without authentication. */
      afid: uint32;
      uname: ninep_string;
      aname: ninep_string;
    /** attach(5) */
    | 105: "Rattach" ->
      qid: packet ninep_qid ();
    /** error(5) */
    | 107: "Rerror" ->
      ename: ninep_string;
    /** flush(5) */
    | 108: "Tflush" ->
      oldtag: uint16;
    /** flush(5) */
    | 109: "Rflush" ->
      ();
    /** walk(5) */
    | 110: "Twalk" ->
      fid: uint32;
      newfid: uint32;
      /** At most 16, MAXWELEM. */
      nwname: uint16 max (16) value (array_length (wnames));
      wnames: array (nwname) { wname: ninep_string; };
    /** walk(5): as many as could be walked. */
    | 111: "Rwalk" ->
      nwqid: uint16 max (16) value (array_length (wqids));
      wqids: array (nwqid) { wqid: packet ninep_qid (); };
    /** open(5) */
    | 112: "Topen" ->
      fid: uint32;
      mode: packet ninep_mode ();
    /** open(5) */
    | 113: "Ropen" ->
      qid: packet ninep_qid ();
      /** What one read or write moves at once; 0: not told. */
      iounit: uint32;
    /** open(5) */
    | 114: "Tcreate" ->
      fid: uint32;
      name: ninep_string;
      perm: uint32;
      mode: packet ninep_mode ();
    /** open(5) */
    | 115: "Rcreate" ->
      qid: packet ninep_qid ();
      iounit: uint32;
    /** read(5) */
    | 116: "Tread" ->
      fid: uint32;
      offset: uint64;
      count: uint32;
    /** read(5): of a directory, whole entries of type `ninep_stat`. */
    | 117: "Rread" ->
      count: uint32 value (sizeof (data));
      data: byte[count];
    /** read(5) */
    | 118: "Twrite" ->
      fid: uint32;
      offset: uint64;
      count: uint32 value (sizeof (data));
      data: byte[count];
    /** read(5) */
    | 119: "Rwrite" ->
      count: uint32;
    /** clunk(5) */
    | 120: "Tclunk" ->
      fid: uint32;
    /** clunk(5) */
    | 121: "Rclunk" ->
      ();
    /** remove(5) */
    | 122: "Tremove" ->
      fid: uint32;
    /** remove(5) */
    | 123: "Rremove" ->
      ();
    /** stat(5) */
    | 124: "Tstat" ->
      fid: uint32;
    /** stat(5): the entry has its size twice. */
    | 125: "Rstat" ->
      n: uint16 value (sizeof (stat));
      stat: packet ninep_stat () bounded (n);
    /** stat(5) */
    | 126: "Twstat" ->
      fid: uint32;
      n: uint16 value (sizeof (stat));
      /** All ones in a number, and an empty string: no change. */
      stat: packet ninep_stat () bounded (n);
    /** stat(5) */
    | 127: "Rwstat" ->
      ();
    /** Of an extension, such as 9P2000.L. */
    | _: "Unknown" ->
      data: byte[size - 7];
  };
  end: label;
  require (offset (end) == size) "the message's fields must fill its size";
}
