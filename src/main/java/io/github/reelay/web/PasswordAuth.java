package io.github.reelay.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The authentication by password in front of page and API: a form for people ({@code /login}), a
 * bearer header for scripts and Prometheus. Guessing is slowed down per address and for everybody
 * together.
 */
final class PasswordAuth implements Routes {
  static final String COOKIE_NAME = "reelay_door";

  private static final Duration COOKIE_TTL = Duration.ofDays(30);
  private static final String SIGNATURE_PURPOSE = "door";

  /** Ten tries for somebody who mistypes; then one every ten seconds. */
  private static final int MAX_TRIES_PER_ADDRESS = 10;

  private static final Duration TRY_REFILL_INTERVAL = Duration.ofSeconds(10);

  /** All addresses together: a botnet of guessers is slowed down as well. */
  private static final int MAX_TRIES_IN_TOTAL = 100;

  private static final int MAX_ADDRESSES = 10_000;

  private final Secret password;
  private final HmacSigner signer;
  private final boolean secure;
  private final InstantSource clock;
  private final LoginPage loginPage;
  private final MessageBundles bundles;

  private final LoadingCache<String, Bucket> triesPerAddress =
      Caffeine.newBuilder()
          .maximumSize(MAX_ADDRESSES)
          .expireAfterAccess(Duration.ofHours(1))
          .build(_ -> newBucket(MAX_TRIES_PER_ADDRESS, TRY_REFILL_INTERVAL));
  private final Bucket triesInTotal = newBucket(MAX_TRIES_IN_TOTAL, Duration.ofSeconds(1));

  PasswordAuth(
      Secret password,
      HmacSigner signer,
      boolean secure,
      InstantSource clock,
      MessageBundles bundles) {
    this.password = password;
    this.signer = signer;
    this.secure = secure;
    this.clock = clock;
    this.bundles = bundles;
    this.loginPage = new LoginPage(bundles);
  }

  private static Bucket newBucket(int capacity, Duration refill) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
        .build();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/login", ctx -> loginPage.show(ctx, 200, null));
    routes.post("/login", this::login);
  }

  /** Whether the request carries the password, or the cookie somebody got for it. */
  boolean isAuthenticated(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return hasTriesLeft(ctx) && isCorrectPassword(ctx, authorization.substring(7).strip());
    }
    return isValidCookie(ctx.cookie(COOKIE_NAME));
  }

  private void login(Context ctx) {
    Locale locale = Visitor.localeOf(ctx);
    if (!hasTriesLeft(ctx)) {
      loginPage.show(ctx, 429, bundles.get(locale, "web.login.too-often"));
    } else if (!isCorrectPassword(ctx, formPassword(ctx))) {
      loginPage.show(ctx, 401, bundles.get(locale, "web.login.wrong"));
    } else {
      String until = Long.toString(clock.instant().plus(COOKIE_TTL).toEpochMilli());
      ctx.cookie(
          VisitorCookies.newCookie(
              COOKIE_NAME, until + "." + cookieSignature(until), COOKIE_TTL, secure));
      ctx.redirect("/");
    }
  }

  private static String formPassword(Context ctx) {
    String body = ctx.body();
    for (String pair : body.split("&")) {
      if (pair.startsWith("password=")) {
        return URLDecoder.decode(pair.substring(9), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private boolean hasTriesLeft(Context ctx) {
    return triesPerAddress.get(ctx.ip()).getAvailableTokens() > 0
        && triesInTotal.getAvailableTokens() > 0;
  }

  /** Only wrong tries use up tokens, so a busy script with the right password is never slowed. */
  private boolean isCorrectPassword(Context ctx, String given) {
    boolean right =
        HmacSigner.constantTimeEquals(
            signer.sign("password", password.reveal()), signer.sign("password", given));
    if (!right) {
      triesPerAddress.get(ctx.ip()).tryConsume(1);
      triesInTotal.tryConsume(1);
    }
    return right;
  }

  private boolean isValidCookie(@Nullable String cookie) {
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot <= 0 || dot > 18) {
      return false;
    }
    String until = cookie.substring(0, dot);
    if (!HmacSigner.constantTimeEquals(cookieSignature(until), cookie.substring(dot + 1))) {
      return false;
    }
    return clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(until)));
  }

  /** The password is part of what is signed: a new password shuts everybody out. */
  private String cookieSignature(String until) {
    return signer.sign(SIGNATURE_PURPOSE, until + '\0' + password.reveal());
  }
}
