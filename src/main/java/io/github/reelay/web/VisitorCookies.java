package io.github.reelay.web;

import io.github.reelay.task.ref.PersonRef;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Knows people by a signed cookie; whoever comes without one gets one. Nothing is stored about
 * somebody who only looks.
 */
final class VisitorCookies {
  static final String COOKIE = "reelay_person";

  /** Browsers cut a cookie's life at 400 days (RFC 6265bis), so asking for more is in vain. */
  private static final Duration COOKIE_LIFE = Duration.ofDays(400);

  private static final String PURPOSE = "person";
  private static final int ID_BYTES = 16;

  private final HmacSigner signer;
  private final boolean secure;
  private final RandomGenerator random;

  VisitorCookies(HmacSigner signer, boolean secure, RandomGenerator random) {
    this.signer = signer;
    this.secure = secure;
    this.random = random;
  }

  /** Who this is; a newcomer's cookie is put on the answer. */
  Visitor admit(Context ctx) {
    String id = known(ctx.cookie(COOKIE)).orElseGet(() -> welcome(ctx));
    return new Visitor(new PersonRef("web", id), Visitor.localeOf(ctx));
  }

  private Optional<String> known(@Nullable String cookie) {
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot != 2 * ID_BYTES) {
      return Optional.empty();
    }
    String id = cookie.substring(0, dot);
    return signer.verify(PURPOSE, id, cookie.substring(dot + 1))
        ? Optional.of(id)
        : Optional.empty();
  }

  private String welcome(Context ctx) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    ctx.cookie(cookie(COOKIE, id + "." + signer.sign(PURPOSE, id), COOKIE_LIFE, secure));
    return id;
  }

  static Cookie cookie(String name, String value, Duration ttl, boolean secure) {
    int seconds = Math.toIntExact(ttl.toSeconds());
    return new Cookie(name, value, "/", seconds, secure, true, null, SameSite.LAX);
  }
}
