package io.github.reelay.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier of IP addresses: public ones, and those a stranger must not make us connect to.
 * Judges the address that is connected to, so it does not matter how it was spelt or what name led
 * there.
 */
enum AddressRange {
  /** Somewhere on the Internet. */
  PUBLIC,
  /** Loopback, private, carrier and unique local addresses: allowed only on purpose. */
  PRIVATE,
  /** Link-local (metadata services), unspecified, multicast, reserved, tunnels: never allowed. */
  FORBIDDEN;

  /** RFC 6890 and its updates; 168.63.129.16 is Azure's host service behind a public address. */
  private static final List<CidrBlock> FORBIDDEN_V4 =
      parseBlocks(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32");

  private static final List<CidrBlock> PRIVATE_V4 =
      parseBlocks("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  private static final List<CidrBlock> PRIVATE_V6 = parseBlocks("::1/128", "fc00::/7");

  /** Only 2000::/3 is global unicast; these parts of it are not (RFC 6890, 3056, 9637). */
  private static final List<CidrBlock> NOT_GLOBAL_V6 =
      parseBlocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final CidrBlock GLOBAL_V6 = CidrBlock.parse("2000::/3");

  /** DNS64 gives such addresses for every public IPv4 host in an IPv6-only network (RFC 6052). */
  private static final CidrBlock NAT64 = CidrBlock.parse("64:ff9b::/96");

  /** ISATAP interface ids hide an IPv4 address in any prefix (RFC 5214). */
  private static final byte[] ISATAP = {0x5e, (byte) 0xfe};

  static AddressRange of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? ofV4(bytes) : ofV6(bytes);
  }

  private static AddressRange ofV4(byte[] bytes) {
    if (isInAny(FORBIDDEN_V4, bytes)) {
      return FORBIDDEN;
    }
    return isInAny(PRIVATE_V4, bytes) ? PRIVATE : PUBLIC;
  }

  private static AddressRange ofV6(byte[] bytes) {
    if (isInAny(PRIVATE_V6, bytes)) {
      return PRIVATE;
    }
    if (NAT64.contains(bytes)) {
      return ofV4(Arrays.copyOfRange(bytes, 12, 16)) == PUBLIC ? PUBLIC : FORBIDDEN;
    }
    boolean isatap =
        (bytes[8] & 0xfd) == 0
            && bytes[9] == 0
            && Arrays.equals(Arrays.copyOfRange(bytes, 10, 12), ISATAP);
    return GLOBAL_V6.contains(bytes) && !isInAny(NOT_GLOBAL_V6, bytes) && !isatap
        ? PUBLIC
        : FORBIDDEN;
  }

  private static boolean isInAny(List<CidrBlock> blocks, byte[] address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<CidrBlock> parseBlocks(String... texts) {
    return Arrays.stream(texts).map(CidrBlock::parse).toList();
  }
}
