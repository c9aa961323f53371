package io.github.reelay.web;

import io.github.reelay.security.HmacSigner;
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
 * The signed cookies that identify visitors; whoever comes without one gets one. Nothing is stored
 * about somebody who only looks.
 */
record VisitorCookies(HmacSigner signer, boolean secure, RandomGenerator random) {
  static final String COOKIE_NAME = "reelay_person";

  /** Browsers cut a cookie's life at 400 days (RFC 6265bis), so asking for more is in vain. */
  private static final Duration COOKIE_TTL = Duration.ofDays(400);

  private static final String SIGNATURE_PURPOSE = "person";
  private static final int ID_BYTES = 16;

  /** Who this is; a newcomer's cookie is put on the answer. */
  Visitor identify(Context ctx) {
    String id = verifiedId(ctx.cookie(COOKIE_NAME)).orElseGet(() -> issueId(ctx));
    return new Visitor(new PersonRef("web", id), Visitor.localeOf(ctx));
  }

  private Optional<String> verifiedId(@Nullable String cookie) {
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot != 2 * ID_BYTES) {
      return Optional.empty();
    }
    String id = cookie.substring(0, dot);
    return signer.verify(SIGNATURE_PURPOSE, id, cookie.substring(dot + 1))
        ? Optional.of(id)
        : Optional.empty();
  }

  private String issueId(Context ctx) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    ctx.cookie(
        newCookie(COOKIE_NAME, id + "." + signer.sign(SIGNATURE_PURPOSE, id), COOKIE_TTL, secure));
    return id;
  }

  static Cookie newCookie(String name, String value, Duration ttl, boolean secure) {
    int seconds = Math.toIntExact(ttl.toSeconds());
    return new Cookie(name, value, "/", seconds, secure, true, null, SameSite.LAX);
  }
}
