package io.github.reelay.http;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of IP addresses in CIDR notation (RFC 4632, RFC 4291); an address alone is one too. */
public final class CidrBlock {
  private final byte[] prefix;
  private final int prefixLength;

  private CidrBlock(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.prefixLength = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fc00::/7} or {@code 10.0.0.7}; names are never resolved.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > prefix.length * 8) {
      throw new IllegalArgumentException("no such prefix length: " + bits);
    }
    return new CidrBlock(prefix, bits);
  }

  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrBlock block
        && prefixLength == block.prefixLength
        && Arrays.equals(prefix, block.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + prefixLength;
  }
}
