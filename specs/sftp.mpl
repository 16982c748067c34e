/** The SSH file transfer protocol, version 3 (draft-ietf-secsh-filexfer-02), with OpenSSH's extensions (its PROTOCOL, section 4). */

/** A packet on the channel of the subsystem (section 3). */
packet sftp_packet {
  length: uint32 value (sizeof (message));
  message: packet sftp_message () bounded (length);
}

/** The attributes of a file (section 5). */
packet sftp_attrs {
  /** SSH_FILEXFER_ATTR_EXTENDED */
  has_extended: bit[1] value (present (extended_count));
  reserved: bit[27] default (0);
  /** SSH_FILEXFER_ATTR_ACMODTIME */
  has_times: bit[1] value (present (atime));
  /** SSH_FILEXFER_ATTR_PERMISSIONS */
  has_permissions: bit[1] value (present (permissions));
  /** SSH_FILEXFER_ATTR_UIDGID */
  has_uidgid: bit[1] value (present (uid));
  /** SSH_FILEXFER_ATTR_SIZE */
  has_size: bit[1] value (present (size));
  size: uint64 when (has_size == 1);
  uid: uint32 when (has_uidgid == 1);
  gid: uint32 when (has_uidgid == 1);
  /** As st_mode has them, the file's type too. */
  permissions: uint32 when (has_permissions == 1);
  /** Seconds since 1970. */
  atime: uint32 when (has_times == 1);
  mtime: uint32 when (has_times == 1);
  extended_count: uint32 value (array_length (extended)) when (has_extended == 1);
  extended: array (extended_count) {
    extended_type: string32;
    extended_data: string32;
  } when (has_extended == 1);
}

/** What became of a request (section 7). */
variant sftp_status {
  | 0 -> Ok
  | 1 -> Eof
  | 2 -> NoSuchFile
  | 3 -> PermissionDenied
  | 4 -> Failure
  | 5 -> BadMessage
  | 6 -> NoConnection
  | 7 -> ConnectionLost
  | 8 -> OpUnsupported
};

/** A request or a response without its length (section 3). */
packet sftp_message {
  type: byte;
  classify (type) {
    /** Section 4 */
    | 1: "Init" ->
      version: uint32;
      extensions: array to_end {
        extension_name: string32;
        extension_data: string32;
      };
    /** Section 4 */
    | 2: "Version" ->
      version: uint32;
      extensions: array to_end {
        extension_name: string32;
        extension_data: string32;
      };
    /** Section 6.3 */
    | 3: "Open" ->
      id: uint32;
      filename: string32;
      reserved: bit[26] default (0);
      excl: bit[1] default (0);
      trunc: bit[1] default (0);
      creat: bit[1] default (0);
      append: bit[1] default (0);
      write: bit[1] default (0);
      read: bit[1] default (0);
      attrs: packet sftp_attrs ();
    /** Section 6.3 */
    | 4: "Close" ->
      id: uint32;
      handle: string32;
    /** Section 6.4 */
    | 5: "Read" ->
      id: uint32;
      handle: string32;
      offset: uint64;
      len: uint32;
    /** Section 6.4 */
    | 6: "Write" ->
      id: uint32;
      handle: string32;
      offset: uint64;
      data: string32;
    /** Section 6.8: does not follow symbolic links. */
    | 7: "LStat" ->
      id: uint32;
      path: string32;
    /** Section 6.8 */
    | 8: "FStat" ->
      id: uint32;
      handle: string32;
    /** Section 6.9 */
    | 9: "SetStat" ->
      id: uint32;
      path: string32;
      attrs: packet sftp_attrs ();
    /** Section 6.9 */
    | 10: "FSetStat" ->
      id: uint32;
      handle: string32;
      attrs: packet sftp_attrs ();
    /** Section 6.7 */
    | 11: "OpenDir" ->
      id: uint32;
      path: string32;
    /** Section 6.7 */
    | 12: "ReadDir" ->
      id: uint32;
      handle: string32;
    /** Section 6.5 */
    | 13: "Remove" ->
      id: uint32;
      filename: string32;
    /** Section 6.6 */
    | 14: "MkDir" ->
      id: uint32;
      path: string32;
      attrs: packet sftp_attrs ();
    /** Section 6.6 */
    | 15: "RmDir" ->
      id: uint32;
      path: string32;
    /** Section 6.11 */
    | 16: "RealPath" ->
      id: uint32;
      path: string32;
    /** Section 6.8 */
    | 17: "Stat" ->
      id: uint32;
      path: string32;
    /** Section 6.5 */
    | 18: "Rename" ->
      id: uint32;
      oldpath: string32;
      newpath: string32;
    /** Section 6.10 */
    | 19: "ReadLink" ->
      id: uint32;
      path: string32;
    /** Section 6.10; OpenSSH has always sent the two in this order, which is not the draft's. */
    | 20: "SymLink" ->
      id: uint32;
      targetpath: string32;
      linkpath: string32;
    /** Section 7 */
    | 101: "Status" ->
      id: uint32;
      code: uint32 variant sftp_status;
      error_message: string32;
      language_tag: string32;
    /** Section 7 */
    | 102: "Handle" ->
      id: uint32;
      handle: string32;
    /** Section 7 */
    | 103: "Data" ->
      id: uint32;
      data: string32;
    /** Section 7 */
    | 104: "Name" ->
      id: uint32;
      count: uint32 value (array_length (names));
      names: array (count) {
        filename: string32;
        /** As `ls -l` prints it. */
        longname: string32;
        attrs: packet sftp_attrs ();
      };
    /** Section 7 */
    | 105: "Attrs" ->
      id: uint32;
      attrs: packet sftp_attrs ();
    /** Section 8 */
    | 200: "Extended" ->
      id: uint32;
      extended_request: string32;
      classify (extended_request) {
        /** Rename as POSIX has it, over an existing file too (PROTOCOL section 4.3). */
        | "posix-rename@openssh.com": "PosixRename" ->
          oldpath: string32;
          newpath: string32;
        /** PROTOCOL section 4.4; answered by `sftp_statvfs`. */
        | "statvfs@openssh.com": "StatVfs" ->
          path: string32;
        /** PROTOCOL section 4.4; answered by `sftp_statvfs`. */
        | "fstatvfs@openssh.com": "FStatVfs" ->
          handle: string32;
        /** PROTOCOL section 4.5 */
        | "hardlink@openssh.com": "HardLink" ->
          oldpath: string32;
          newpath: string32;
        /** PROTOCOL section 4.6 */
        | "fsync@openssh.com": "FSync" ->
          handle: string32;
        /** PROTOCOL section 4.7 */
        | "lsetstat@openssh.com": "LSetStat" ->
          path: string32;
          attrs: packet sftp_attrs ();
        /** PROTOCOL section 4.8; answered by `sftp_limits`. */
        | "limits@openssh.com": "Limits" ->
          ();
        /** PROTOCOL section 4.9 */
        | "expand-path@openssh.com": "ExpandPath" ->
          path: string32;
        /** PROTOCOL section 4.10, draft-ietf-secsh-filexfer-extensions-00 section 7 */
        | "copy-data": "CopyData" ->
          read_from_handle: string32;
          read_from_offset: uint64;
          /** 0: to the end. */
          read_data_length: uint64;
          write_to_handle: string32;
          write_to_offset: uint64;
        /** PROTOCOL section 4.11 */
        | "home-directory": "HomeDirectory" ->
          username: string32;
        /** PROTOCOL section 4.12: both are lists of uint32 numbers. */
        | "users-groups-by-id@openssh.com": "UsersGroupsById" ->
          uids: string32;
          gids: string32;
        | _: "Unknown" ->
          data: byte[remaining ()];
      };
    /** Section 8; its data depend on the request. */
    | 201: "ExtendedReply" ->
      id: uint32;
      data: byte[remaining ()];
    | _: "Unknown" ->
      data: byte[remaining ()];
  };
}

/** What answers statvfs@openssh.com and fstatvfs@openssh.com (PROTOCOL section 4.4). */
packet sftp_statvfs {
  /** File system block size, and the fundamental one. */
  bsize: uint64;
  frsize: uint64;
  blocks: uint64;
  bfree: uint64;
  bavail: uint64;
  files: uint64;
  ffree: uint64;
  favail: uint64;
  fsid: uint64;
  flag: bit[62] default (0);
  nosuid: bit[1];
  rdonly: bit[1];
  namemax: uint64;
}

/** What answers limits@openssh.com (PROTOCOL section 4.8); 0 is no limit. */
packet sftp_limits {
  max_packet_length: uint64;
  max_read_length: uint64;
  max_write_length: uint64;
  max_open_handles: uint64;
}
