/**
 * Where things stand in a zone's image: one SharedArrayBuffer that every worker reads in place. Offsets are in bytes from its
 * start and divisible by four; 0 means none. Numbers are words of 32 bits in the machine's own order, but for renderings, which
 * are parts of DNS messages.
 *
 * An image is only ever appended to. What replaces a node is a new node with a later version that points back at the old one; a
 * reader takes the newest whose version is at most that of the image when its query began, so each answer comes from one
 * version of the zone, whatever is written meanwhile.
 */

/** The head of an image, in words. */
export const HEAD = {
  /** Counts the changes that readers may see. Read and written with Atomics. */
  VERSION: 0,
  /** Bytes in use. Only the writer looks at it. */
  USED: 1,
  /** The slots of the table of names: its place, and its length in slots less one, which is a mask. */
  SLOTS: 2,
  SLOT_MASK: 3,
  /** Slots in use. */
  NAMES: 4,
  /** The node of the zone's own name. */
  APEX: 5,
  /** The zone's name, in lower case and as written, of so many bytes, labels (the root not counted). */
  ORIGIN: 6,
  ORIGIN_AS_WRITTEN: 7,
  ORIGIN_LENGTH: 8,
  ORIGIN_LABELS: 9,
  /** How many nodes but the apex own NS records or a DNAME: without any, no name is below a cut. */
  CUTS: 10,
  /** Records in all. */
  RECORDS: 11,
  /** The newest of the chain of versions' tables of what depends on order, 0 in zones that were never signed: see `ordered.ts`. */
  ORDERED: 12,
  /** 1 for a secondary zone that is too old to be served (RFC 1034 section 4.3.5). Read and written with Atomics. */
  EXPIRED: 13,
  /** Of a secondary zone: when it will be, in seconds since 1970, 32 bits without sign; 0 where that is not known. Read and written with Atomics. */
  EXPIRES_AT: 14,
  WORDS: 16,
} as const;

/** How a zone proves what it has not. */
export const SIGNED = { NO: 0, NSEC: 1, NSEC3: 2 } as const;

/** A table of names in order, and its entries: see `ordered.ts`. */
export const TABLE = { PREVIOUS: 0, VERSION: 4, SIGNED: 8, COUNT: 12, ENTRIES: 16 } as const;
export const ENTRY = { PREFIX: 0, NODE: 4, BYTES: 8 } as const;

/** A slot of the table of names. */
export const SLOT = { HASH: 0, NODE: 4, BYTES: 8 } as const;

/** A name of the zone. Its name, relative to the zone's, as written, stands behind. */
export const NODE = {
  /** The node that this one replaced. */
  PREVIOUS: 0,
  /** The version from which on it counts. */
  VERSION: 4,
  /** The first of its RRsets; 0 for a name that only has names below it. */
  RRSETS: 8,
  /** How many names stand one label below it. */
  CHILDREN: 12,
  /** Bytes of the name (8 bits), and flags. */
  NAME_LENGTH: 16,
  NAME: 20,
} as const;

/** In NODE.NAME_LENGTH: the name is not in the zone any more. */
export const GONE = 0x100;
/** It owns an NSEC3 record; */
export const HASHED = 0x200;
/** it owns anything else. What owns only NSEC3 records is no name that can be asked for (RFC 5155 section 7.2.8). */
export const HAS_DATA = 0x400;

/**
 * Records of one name and type; the signatures of each type are an RRset of their own. Behind it stands its rendering: the
 * records one after the other, each from its TYPE on (what comes before is the owner's name), as they would stand in a message
 * that begins with the zone's name at 0 and has the record's type at the end of that name plus one, see `rendering.ts`.
 */
export const RRSET = {
  NEXT: 0,
  /** TYPE, and for RRSIG the type covered, as `covered << 16 | type`. */
  TYPE: 4,
  /** Records. */
  COUNT: 8,
  /** Bytes of the rendering. */
  SIZE: 12,
  /** Bytes that the rendering may grow to in place. */
  ROOM: 16,
  RENDERING: 20,
} as const;

/**
 * In the rendering of a type whose data may hold compressed names, each record has four bytes before it: the places, from its
 * TYPE on, of at most two pointers; 0 for none.
 */
export const POINTERS = 4;

/** TYPE, CLASS, TTL and RDLENGTH (RFC 1035 section 4.1.3): a record without its owner and its data. */
export const RECORD_HEAD = 10;
