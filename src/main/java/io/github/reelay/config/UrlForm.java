package io.github.reelay.config;

import java.net.URI;
import java.util.regex.Pattern;

/** The forms of addresses that keys take. */
enum UrlForm {
  /** {@code https://host[:port]}: another part adds the path. */
  ORIGIN("an address without a path, such as https://reelay.example.org", "https?", ""),

  /** A relay; its dialect adds {@code /v1/…}. */
  BASE(
      "an address without /v1 at its end, such as https://api.example.org",
      "https?",
      "(?!.*/v1$).*"),

  /** Discord's REST base. */
  DISCORD_API(
      "an address that ends in /api/v10/, such as https://discord.com/api/v10/",
      "https?",
      ".*/api/v\\d+"),

  /** Discord's gateway. */
  DISCORD_GATEWAY("an address such as wss://gateway.discord.gg", "wss?", ".*");

  private final String allowed;
  private final Pattern scheme;
  private final Pattern path;

  UrlForm(String allowed, String scheme, String path) {
    this.allowed = allowed;
    this.scheme = Pattern.compile(scheme);
    this.path = Pattern.compile(path);
  }

  String allowed() {
    return allowed;
  }

  /**
   * The address without slashes at its end; Discord's REST base keeps its one.
   *
   * @throws IllegalArgumentException if it has another form
   */
  URI read(String text) {
    URI address = URI.create(text.strip().replaceAll("/+$", ""));
    boolean wellFormed =
        address.getScheme() != null
            && address.getHost() != null
            && address.getUserInfo() == null
            && address.getFragment() == null
            && (address.getQuery() == null || this == DISCORD_GATEWAY)
            && scheme.matcher(address.getScheme()).matches()
            && path.matcher(address.getPath()).matches();
    if (!wellFormed) {
      throw new IllegalArgumentException("another form");
    }
    return this == DISCORD_API ? URI.create(address + "/") : address;
  }
}
