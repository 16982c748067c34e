/** The SSH file transfer protocol, version 3 (draft-ietf-secsh-filexfer-02), with OpenSSH's extensions (its PROTOCOL, section 4). */

/** A packet on the channel of the subsystem (section 3). */
packet sftp_packet {
  length: uint32 value(sizeof(message));
  message: packet sftp_message() bounded(length);
}

example sftp_packet "the first packet, by OpenSSH"
  "00 00 00 05 01 00 00 00 03"
  { length: 5, message: { type: { "$kind": "Init", version: 3, extensions: [] } } };
example sftp_packet "a message shorter than its length" "00 00 00 06 01 00 00 00 03 00" malformed;
example sftp_packet "cut off" "00 00 00 05 01 00 00 00" malformed;

/** The attributes of a file (section 5). */
packet sftp_attrs {
  /** SSH_FILEXFER_ATTR_EXTENDED */
  has_extended: bit[1] value(present(extended));
  reserved: bit[27] default(0);
  /** SSH_FILEXFER_ATTR_ACMODTIME */
  has_times: bit[1] value(present(atime));
  /** SSH_FILEXFER_ATTR_PERMISSIONS */
  has_permissions: bit[1] value(present(permissions));
  /** SSH_FILEXFER_ATTR_UIDGID */
  has_uidgid: bit[1] value(present(uid));
  /** SSH_FILEXFER_ATTR_SIZE */
  has_size: bit[1] value(present(size));
  size: uint64 when(has_size == 1);
  uid: uint32 when(has_uidgid == 1);
  gid: uint32 when(has_uidgid == 1);
  /** As st_mode has them, the file's type too. */
  permissions: uint32 when(has_permissions == 1);
  /** Seconds since 1970. */
  atime: uint32 when(has_times == 1);
  mtime: uint32 when(has_times == 1);
  extended_count: uint32 value(array_length(extended)) when(has_extended == 1);
  extended: array (extended_count) {
    extended_type: string32;
    extended_data: string32;
  } when(has_extended == 1);
}

example sftp_attrs "none"
  "00 00 00 00"
  { has_size: 0, has_uidgid: 0, has_permissions: 0, has_times: 0, has_extended: 0 };
example sftp_attrs "all, and an extension"
  "80 00 00 0f 00 00 00 00 00 00 10 00 00 00 03 e8 00 00 03 e8 00 00 81 a4 6b 02 8d 5a 6b 02 8d 5a"
  "00 00 00 01 00 00 00 01 78 00 00 00 01 79"
  {
    size: 4096,
    uid: 1000,
    gid: 1000,
    permissions: 33188,
    extended_count: 1,
    extended: [{ extended_type: "x", extended_data: "y" }]
  };
example sftp_attrs "no group" "00 00 00 02 00 00 03 e8" malformed;
example sftp_attrs "fewer extensions than it says" "80 00 00 00 00 00 00 01" malformed;

/** What became of a request (section 7). */
variant sftp_status {
  |0 -> Ok
  |1 -> Eof
  |2 -> NoSuchFile
  |3 -> PermissionDenied
  |4 -> Failure
  |5 -> BadMessage
  |6 -> NoConnection
  |7 -> ConnectionLost
  |8 -> OpUnsupported
};

/** A request or a response without its length (section 3). */
packet sftp_message {
  type: byte;
  classify (type) {
    /** Section 4 */
    |1: "Init" ->
      version: uint32;
      extensions: array to_end {
        extension_name: string32;
        extension_data: string32;
      };
    /** Section 4 */
    |2: "Version" ->
      version: uint32;
      extensions: array to_end {
        extension_name: string32;
        extension_data: string32;
      };
    /** Section 6.3 */
    |3: "Open" ->
      id: uint32;
      filename: string32;
      reserved: bit[26] default(0);
      excl: bit[1] default(0);
      trunc: bit[1] default(0);
      creat: bit[1] default(0);
      append: bit[1] default(0);
      write: bit[1] default(0);
      read: bit[1] default(0);
      attrs: packet sftp_attrs();
    /** Section 6.3 */
    |4: "Close" ->
      id: uint32;
      handle: string32;
    /** Section 6.4 */
    |5: "Read" ->
      id: uint32;
      handle: string32;
      offset: uint64;
      len: uint32;
    /** Section 6.4 */
    |6: "Write" ->
      id: uint32;
      handle: string32;
      offset: uint64;
      data: string32;
    /** Section 6.8: does not follow symbolic links. */
    |7: "LStat" ->
      id: uint32;
      path: string32;
    /** Section 6.8 */
    |8: "FStat" ->
      id: uint32;
      handle: string32;
    /** Section 6.9 */
    |9: "SetStat" ->
      id: uint32;
      path: string32;
      attrs: packet sftp_attrs();
    /** Section 6.9 */
    |10: "FSetStat" ->
      id: uint32;
      handle: string32;
      attrs: packet sftp_attrs();
    /** Section 6.7 */
    |11: "OpenDir" ->
      id: uint32;
      path: string32;
    /** Section 6.7 */
    |12: "ReadDir" ->
      id: uint32;
      handle: string32;
    /** Section 6.5 */
    |13: "Remove" ->
      id: uint32;
      filename: string32;
    /** Section 6.6 */
    |14: "MkDir" ->
      id: uint32;
      path: string32;
      attrs: packet sftp_attrs();
    /** Section 6.6 */
    |15: "RmDir" ->
      id: uint32;
      path: string32;
    /** Section 6.11 */
    |16: "RealPath" ->
      id: uint32;
      path: string32;
    /** Section 6.8 */
    |17: "Stat" ->
      id: uint32;
      path: string32;
    /** Section 6.5 */
    |18: "Rename" ->
      id: uint32;
      oldpath: string32;
      newpath: string32;
    /** Section 6.10 */
    |19: "ReadLink" ->
      id: uint32;
      path: string32;
    /** Section 6.10; OpenSSH has always sent the two in this order, which is not the draft's. */
    |20: "SymLink" ->
      id: uint32;
      targetpath: string32;
      linkpath: string32;
    /** Section 7 */
    |101: "Status" ->
      id: uint32;
      code: uint32 variant sftp_status;
      error_message: string32;
      language_tag: string32;
    /** Section 7 */
    |102: "Handle" ->
      id: uint32;
      handle: string32;
    /** Section 7 */
    |103: "Data" ->
      id: uint32;
      data: string32;
    /** Section 7 */
    |104: "Name" ->
      id: uint32;
      count: uint32 value(array_length(names));
      names: array (count) {
        filename: string32;
        /** As `ls -l` prints it. */
        longname: string32;
        attrs: packet sftp_attrs();
      };
    /** Section 7 */
    |105: "Attrs" ->
      id: uint32;
      attrs: packet sftp_attrs();
    /** Section 8 */
    |200: "Extended" ->
      id: uint32;
      extended_request: string32;
      classify (extended_request) {
        /** Rename as POSIX has it, over an existing file too (PROTOCOL section 4.3). */
        |"posix-rename@openssh.com": "PosixRename" ->
          oldpath: string32;
          newpath: string32;
        /** PROTOCOL section 4.4; answered by `sftp_statvfs`. */
        |"statvfs@openssh.com": "StatVfs" ->
          path: string32;
        /** PROTOCOL section 4.4; answered by `sftp_statvfs`. */
        |"fstatvfs@openssh.com": "FStatVfs" ->
          handle: string32;
        /** PROTOCOL section 4.5 */
        |"hardlink@openssh.com": "HardLink" ->
          oldpath: string32;
          newpath: string32;
        /** PROTOCOL section 4.6 */
        |"fsync@openssh.com": "FSync" ->
          handle: string32;
        /** PROTOCOL section 4.7 */
        |"lsetstat@openssh.com": "LSetStat" ->
          path: string32;
          attrs: packet sftp_attrs();
        /** PROTOCOL section 4.8; answered by `sftp_limits`. */
        |"limits@openssh.com": "Limits" -> ();
        /** PROTOCOL section 4.9 */
        |"expand-path@openssh.com": "ExpandPath" ->
          path: string32;
        /** PROTOCOL section 4.10, draft-ietf-secsh-filexfer-extensions-00 section 7 */
        |"copy-data": "CopyData" ->
          read_from_handle: string32;
          read_from_offset: uint64;
          /** 0: to the end. */
          read_data_length: uint64;
          write_to_handle: string32;
          write_to_offset: uint64;
        /** PROTOCOL section 4.11 */
        |"home-directory": "HomeDirectory" ->
          username: string32;
        /** PROTOCOL section 4.12: both are lists of uint32 numbers. */
        |"users-groups-by-id@openssh.com": "UsersGroupsById" ->
          uids: string32;
          gids: string32;
        |_: "Unknown" ->
          data: byte[remaining()];
      };
    /** Section 8; its data depend on the request. */
    |201: "ExtendedReply" ->
      id: uint32;
      data: byte[remaining()];
    |_: "Unknown" ->
      data: byte[remaining()];
  };
}

example sftp_message "version 3, by OpenSSH"
  "02 00 00 00 03 00 00 00 18 70 6f 73 69 78 2d 72 65 6e 61 6d 65 40 6f 70 65 6e 73 73 68 2e 63 6f"
  "6d 00 00 00 01 31 00 00 00 13 73 74 61 74 76 66 73 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00"
  "01 32 00 00 00 14 66 73 74 61 74 76 66 73 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 32 00"
  "00 00 14 68 61 72 64 6c 69 6e 6b 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31 00 00 00 11"
  "66 73 79 6e 63 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31 00 00 00 14 6c 73 65 74 73 74"
  "61 74 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31 00 00 00 12 6c 69 6d 69 74 73 40 6f 70"
  "65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31 00 00 00 17 65 78 70 61 6e 64 2d 70 61 74 68 40 6f 70"
  "65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31 00 00 00 09 63 6f 70 79 2d 64 61 74 61 00 00 00 01 31"
  "00 00 00 0e 68 6f 6d 65 2d 64 69 72 65 63 74 6f 72 79 00 00 00 01 31 00 00 00 1e 75 73 65 72 73"
  "2d 67 72 6f 75 70 73 2d 62 79 2d 69 64 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 31"
  {
    type: {
      "$kind": "Version",
      version: 3,
      extensions: [
        { extension_name: "posix-rename@openssh.com", extension_data: "1" },
        { extension_name: "statvfs@openssh.com", extension_data: "2" },
        { extension_name: "fstatvfs@openssh.com" },
        { extension_name: "hardlink@openssh.com" },
        { extension_name: "fsync@openssh.com" },
        { extension_name: "lsetstat@openssh.com" },
        { extension_name: "limits@openssh.com" },
        { extension_name: "expand-path@openssh.com" },
        { extension_name: "copy-data" },
        { extension_name: "home-directory" },
        { extension_name: "users-groups-by-id@openssh.com" }
      ]
    }
  };
example sftp_message "open to write, by OpenSSH"
  "03 00 00 00 0b 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 62 00 00 00 1a 00 00 00"
  "04 00 00 01 ed"
  {
    type: {
      "$kind": "Open",
      id: 11,
      filename: "/tmp/pe_sftp/d/b",
      write: 1,
      creat: 1,
      trunc: 1,
      read: 0,
      attrs: { has_permissions: 1, has_size: 0, permissions: 493 }
    }
  };
example sftp_message "close"
  "04 00 00 00 08 00 00 00 04 00 00 00 00"
  { type: { "$kind": "Close", id: 8, handle: "\x00\x00\x00\x00" } };
example sftp_message "read"
  "05 00 00 00 10 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 03 fc 00"
  { type: { "$kind": "Read", id: 16, offset: 0, len: 261120 } };
example sftp_message "write"
  "06 00 00 00 0d 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03 76 6d 0a"
  { type: { "$kind": "Write", id: 13, offset: 0, data: "vm\n" } };
example sftp_message "attributes of a link or a file"
  "07 00 00 00 0d 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 61"
  { type: { "$kind": "LStat", id: 13, path: "/tmp/pe_sftp/d/a" } };
example sftp_message "set permissions"
  "09 00 00 00 19 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 63 00 00 00 04 00 00 01"
  "80"
  { type: { "$kind": "SetStat", attrs: { permissions: 384 } } };
example sftp_message "set owner"
  "09 00 00 00 1c 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 63 00 00 00 02 00 00 00"
  "01 00 00 00 00"
  { type: { "$kind": "SetStat", attrs: { has_uidgid: 1, uid: 1, gid: 0 } } };
example sftp_message "open a directory"
  "0b 00 00 00 05 00 00 00 0e 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64"
  { type: { "$kind": "OpenDir", id: 5, path: "/tmp/pe_sftp/d" } };
example sftp_message "read a directory"
  "0c 00 00 00 06 00 00 00 04 00 00 00 00"
  { type: { "$kind": "ReadDir", id: 6 } };
example sftp_message "remove"
  "0d 00 00 00 1f 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 63"
  { type: { "$kind": "Remove", filename: "/tmp/pe_sftp/d/c" } };
example sftp_message "make a directory"
  "0e 00 00 00 16 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 67 00 00 00 04 00 00 01"
  "ff"
  { type: { "$kind": "MkDir", attrs: { permissions: 511 } } };
example sftp_message "remove a directory"
  "0f 00 00 00 17 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 67"
  { type: { "$kind": "RmDir", path: "/tmp/pe_sftp/d/g" } };
example sftp_message "the whole path"
  "10 00 00 00 02 00 00 00 01 2e"
  { type: { "$kind": "RealPath", path: "." } };
example sftp_message "attributes"
  "11 00 00 00 04 00 00 00 0e 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64"
  { type: { "$kind": "Stat", id: 4, path: "/tmp/pe_sftp/d" } };
example sftp_message "make a symbolic link, by OpenSSH"
  "14 00 00 00 15 00 00 00 01 63 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 66"
  { type: { "$kind": "SymLink", targetpath: "c", linkpath: "/tmp/pe_sftp/d/f" } };
example sftp_message "success, by OpenSSH"
  "65 00 00 00 08 00 00 00 00 00 00 00 07 53 75 63 63 65 73 73 00 00 00 00"
  { type: { "$kind": "Status", code: Ok, error_message: "Success", language_tag: "" } };
example sftp_message "no such file, by OpenSSH"
  "65 00 00 00 0a 00 00 00 02 00 00 00 0c 4e 6f 20 73 75 63 68 20 66 69 6c 65 00 00 00 00"
  { type: { "$kind": "Status", code: NoSuchFile, error_message: "No such file" } };
example sftp_message "a handle, by OpenSSH"
  "66 00 00 00 05 00 00 00 04 00 00 00 00"
  { type: { "$kind": "Handle", id: 5 } };
example sftp_message "data, by OpenSSH"
  "67 00 00 00 10 00 00 00 06 68 65 6c 6c 6f 0a"
  { type: { "$kind": "Data", data: "hello\n" } };
example sftp_message "a directory, by OpenSSH"
  "68 00 00 00 06 00 00 00 03 00 00 00 01 2e 00 00 00 39 64 72 77 78 72 2d 78 72 2d 78 20 20 20 20"
  "32 20 72 6f 6f 74 20 20 20 20 20 72 6f 6f 74 20 20 20 20 20 20 20 20 20 34 30 39 36 20 4e 6f 76"
  "20 32 32 20 30 36 3a 33 36 20 2e 00 00 00 0f 00 00 00 00 00 00 10 00 00 00 00 00 00 00 00 00 00"
  "00 41 ed 6b 02 8d 5a 6b 02 8d 5a 00 00 00 02 2e 2e 00 00 00 3a 64 72 77 78 72 2d 78 72 2d 78 20"
  "20 20 20 33 20 72 6f 6f 74 20 20 20 20 20 72 6f 6f 74 20 20 20 20 20 20 20 20 20 34 30 39 36 20"
  "4e 6f 76 20 32 32 20 30 36 3a 33 36 20 2e 2e 00 00 00 0f 00 00 00 00 00 00 10 00 00 00 00 00 00"
  "00 00 00 00 00 41 ed 6b 02 8d 5a 6b 02 8d 5a 00 00 00 01 61 00 00 00 39 2d 72 77 2d 72 2d 2d 72"
  "2d 2d 20 20 20 20 31 20 72 6f 6f 74 20 20 20 20 20 72 6f 6f 74 20 20 20 20 20 20 20 20 20 20 20"
  "20 36 20 4e 6f 76 20 32 32 20 30 36 3a 33 36 20 61 00 00 00 0f 00 00 00 00 00 00 00 06 00 00 00"
  "00 00 00 00 00 00 00 81 a4 6b 02 8d 5a 6b 02 8d 5a"
  {
    type: {
      "$kind": "Name",
      id: 6,
      count: 3,
      names: [{ filename: "." }, { filename: ".." }, { filename: "a" }]
    }
  };
example sftp_message "attributes, by OpenSSH"
  "69 00 00 00 04 00 00 00 0f 00 00 00 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 41 ed 6b 02 8d"
  "5a 6b 02 8d 5a"
  {
    type: {
      "$kind": "Attrs",
      id: 4,
      attrs: {
        has_size: 1,
        has_uidgid: 1,
        has_permissions: 1,
        has_times: 1,
        has_extended: 0,
        size: 4096,
        uid: 0,
        gid: 0,
        permissions: 16877
      }
    }
  };
example sftp_message "limits, by OpenSSH"
  "c8 00 00 00 01 00 00 00 12 6c 69 6d 69 74 73 40 6f 70 65 6e 73 73 68 2e 63 6f 6d"
  { type: { "$kind": "Extended", extended_request: { "$kind": "Limits" } } };
example sftp_message "names of users, by OpenSSH"
  "c8 00 00 00 09 00 00 00 1e 75 73 65 72 73 2d 67 72 6f 75 70 73 2d 62 79 2d 69 64 40 6f 70 65 6e"
  "73 73 68 2e 63 6f 6d 00 00 00 04 00 00 00 00 00 00 00 04 00 00 00 00"
  {
    type: {
      "$kind": "Extended",
      extended_request: { "$kind": "UsersGroupsById", uids: "\x00\x00\x00\x00" }
    }
  };
example sftp_message "rename over a file, by OpenSSH"
  "c8 00 00 00 13 00 00 00 18 70 6f 73 69 78 2d 72 65 6e 61 6d 65 40 6f 70 65 6e 73 73 68 2e 63 6f"
  "6d 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 62 00 00 00 10 2f 74 6d 70 2f 70 65"
  "5f 73 66 74 70 2f 64 2f 63"
  {
    type: {
      "$kind": "Extended",
      extended_request: {
        "$kind": "PosixRename",
        oldpath: "/tmp/pe_sftp/d/b",
        newpath: "/tmp/pe_sftp/d/c"
      }
    }
  };
example sftp_message "a hard link, by OpenSSH"
  "c8 00 00 00 14 00 00 00 14 68 61 72 64 6c 69 6e 6b 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00"
  "10 2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64 2f 63 00 00 00 10 2f 74 6d 70 2f 70 65 5f 73 66 74"
  "70 2f 64 2f 65"
  {
    type: {
      "$kind": "Extended",
      extended_request: {
        "$kind": "HardLink",
        oldpath: "/tmp/pe_sftp/d/c",
        newpath: "/tmp/pe_sftp/d/e"
      }
    }
  };
example sftp_message "the file system, by OpenSSH"
  "c8 00 00 00 1d 00 00 00 13 73 74 61 74 76 66 73 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 0e"
  "2f 74 6d 70 2f 70 65 5f 73 66 74 70 2f 64"
  {
    type: { "$kind": "Extended", extended_request: { "$kind": "StatVfs", path: "/tmp/pe_sftp/d" } }
  };
example sftp_message "an extension that is not known"
  "c8 00 00 00 01 00 00 00 0d 78 40 65 78 61 6d 70 6c 65 2e 63 6f 6d 01 02"
  {
    type: {
      "$kind": "Extended",
      extended_request: { "$kind": "Unknown", "$value": "x@example.com", data: "0102" }
    }
  };
example sftp_message "the answer to an extension, by OpenSSH"
  "c9 00 00 00 01 00 00 00 00 00 04 00 00 00 00 00 00 00 03 fc 00 00 00 00 00 00 03 fc 00 00 00 00"
  "00 00 00 4e 1b"
  { type: { "$kind": "ExtendedReply", id: 1 } };
example sftp_message "a message that is not known"
  "63 01 02"
  { type: { "$kind": "Unknown", "$value": 99, data: "0102" } };
example sftp_message "attributes that are not there"
  "09 00 00 00 19 00 00 00 01 63 00 00 00 04 00 00 01"
  malformed;
example sftp_message "half an extension" "01 00 00 00 03 00 00 00 01 61" malformed;
example sftp_message "fewer names than it says" "68 00 00 00 02 00 00 00 01" malformed;

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
  flag: bit[62] default(0);
  nosuid: bit[1];
  rdonly: bit[1];
  namemax: uint64;
}

example sftp_statvfs "by OpenSSH"
  "00 00 00 00 00 00 10 00 00 00 00 00 00 00 10 00 00 00 00 00 03 ef e3 9d 00 00 00 00 03 94 b3 5d"
  "00 00 00 00 01 3a a9 20 00 00 00 00 01 00 00 00 00 00 00 00 00 f9 20 00 00 00 00 00 00 f9 20 00"
  "59 41 01 13 f4 01 1a 98 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff"
  { bsize: 4096, frsize: 4096, rdonly: 0, namemax: 255 };
example sftp_statvfs "cut off"
  "00 00 00 00 00 00 10 00 00 00 00 00 00 00 10 00 00 00 00 00 03 ef e3 9d 00 00 00 00 03 94 b3 5d"
  "00 00 00 00 01 3a a9 20 00 00 00 00 01 00 00 00 00 00 00 00 00 f9 20 00 00 00 00 00 00 f9 20 00"
  "59 41 01 13 f4 01 1a 98 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

/** What answers limits@openssh.com (PROTOCOL section 4.8); 0 is no limit. */
packet sftp_limits {
  max_packet_length: uint64;
  max_read_length: uint64;
  max_write_length: uint64;
  max_open_handles: uint64;
}

example sftp_limits "by OpenSSH"
  "00 00 00 00 00 04 00 00 00 00 00 00 00 03 fc 00 00 00 00 00 00 03 fc 00 00 00 00 00 00 00 4e 1b"
  {
    max_packet_length: 262144,
    max_read_length: 261120,
    max_write_length: 261120,
    max_open_handles: 19995
  };
example sftp_limits "cut off"
  "00 00 00 00 00 04 00 00 00 00 00 00 00 03 fc 00 00 00 00 00 00 03 fc 00 00 00 00 00 00 00 4e"
  malformed;
