/**
 * Zones of RFCs, without what a signer adds: `signedText` makes the same NSEC and NSEC3 chains of them as the RFCs show, for hashes don't
 * depend on keys. The signatures are others.
 */
import type { Line } from "../../../../support/dns-zone-signer.js";

export const RFC_4592_SECTION_2_2_1 = `
@ SOA ns.example.com. admin 1 2 3 4 5
@ NS ns.example.com.
@ NS ns.example.net.
* TXT "this is a wildcard"
* MX 10 host1
sub.* TXT "this is not a wildcard"
host1 A 192.0.2.1
_ssh._tcp.host1 SRV 0 0 22 host1
_ssh._tcp.host2 SRV 0 0 22 host1
subdel NS ns.example.com.
subdel NS ns.example.net.
`;

/** Lines of owner, type and data; owners relative to `example`. */
function linesOf(text: string): Line[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [, owner = "", type = "", data = ""] = /^(\S+) (\S+) (.*)$/u.exec(line) ?? [];
      return { owner: owner === "@" ? "example" : `${owner}.example`, type: type as Line["type"], data };
    });
}

const COMMON = `
@ NS ns1.example.
@ NS ns2.example.
@ MX 1 xx.example.
a NS ns1.a.example.
a NS ns2.a.example.
ns1.a A 192.0.2.5
ns2.a A 192.0.2.6
ai A 192.0.2.9
ai HINFO "KLH-10" "ITS"
ai AAAA 2001:db8::f00:baa9
ns1 A 192.0.2.1
ns2 A 192.0.2.2
*.w MX 1 ai.example.
x.w MX 1 xx.example.
x.y.w MX 1 xx.example.
xx A 192.0.2.10
xx HINFO "KLH-10" "TOPS-20"
xx AAAA 2001:db8::f00:baaa`;

export const RFC_4035_APPENDIX_A: readonly Line[] = linesOf(`${COMMON}
@ SOA ns1.example. bugs.x.w.example. 1081539377 3600 300 3600000 3600
a DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B
b NS ns1.b.example.
b NS ns2.b.example.
ns1.b A 192.0.2.7
ns2.b A 192.0.2.8`);

export const RFC_5155_APPENDIX_A: readonly Line[] = linesOf(`${COMMON}
@ SOA ns1.example. bugs.x.w.example. 1 3600 300 3600000 3600
2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127
a DS 58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C
c NS ns1.c.example.
c NS ns2.c.example.
ns1.c A 192.0.2.7
ns2.c A 192.0.2.8`);
