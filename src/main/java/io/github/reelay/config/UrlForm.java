package io.github.reelay.config;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A form of address that a key takes.
 *
 * @param allowed what a mistake says is allowed
 * @param scheme a regular expression
 * @param path a regular expression for the path without the slashes at its end
 * @param end kept at the end in place of those slashes
 * @param takesQuery whether a question mark may follow the path
 */
public record UrlForm(
    String allowed, Pattern scheme, Pattern path, String end, boolean takesQuery) {
  private static final Pattern HTTP = Pattern.compile("https?");

  /** {@code https://host[:port]}: another part adds the path. */
  public static final UrlForm ORIGIN =
      http("an address without a path, such as https://reelay.example.org", "", "");

  /** An http or https address without a query. */
  public static UrlForm http(String allowed, String path, String end) {
    return new UrlForm(allowed, HTTP, Pattern.compile(path), end, false);
  }

  /**
   * @throws IllegalArgumentException if the text has another form
   */
  URI parse(String text) {
    URI address = URI.create(text.strip().replaceAll("/+$", ""));
    boolean wellFormed =
        address.getScheme() != null
            && address.getHost() != null
            && address.getUserInfo() == null
            && address.getFragment() == null
            && (address.getQuery() == null || takesQuery)
            && scheme.matcher(address.getScheme()).matches()
            && path.matcher(address.getPath()).matches();
    if (!wellFormed) {
      throw new IllegalArgumentException("another form");
    }
    return end.isEmpty() ? address : URI.create(address + end);
  }
}
